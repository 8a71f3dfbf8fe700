// One mail through GMime, which only this and gmime_part.cpp know. Values out, no GObject leaves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/model/message.h"

namespace schouw {

struct ParsedMail {
  bool has_headers = false;
  std::vector<AccountRef> from = {}, recipients = {};  ///< recipients: To, Cc, Bcc
  std::string subject = {};
  std::string date = {};                     ///< as written; empty: none
  std::vector<std::string> received = {};    ///< the dates of the Received headers, from the top
  std::string content_type = {};             ///< of the whole, lower case: "text/html"
  std::string message_id = {}, in_reply_to = {}, thread_root = {};  ///< without <>
  std::string said = {}, quoted = {};
  std::vector<Attachment> attachments = {};
  std::string journaled = {};                ///< the mail inside a report of Exchange's journal, while it is read
  std::string encryption = {};               ///< "S/MIME" or "PGP": content not readable
  bool parts_limit = false;                  ///< too many or too deep: some parts were not read
  bool tnef_damaged = false;                 ///< a winmail.dat that breaks off
  bool html_too_deep = false;
  bool unclosed = false;                     ///< the last boundary is missing: the mail may be cut
  bool draft = false;                        ///< written, and not sent as far as the mail says
  bool deleted = false;                      ///< lay among the deleted ones (Outlook, Thunderbird, Gmail, X-Status)
  std::uint64_t replaced = 0;                ///< characters without meaning in their charset
};

/// What the bytes are: as the mail went over the wire, or characters, for somebody saved it as text in UTF-16. Then the
/// charset of a text that is not encoded is no longer true.
enum class MailForm { wire, characters };

/// Never fails. Safe on any thread.
ParsedMail parse_mail(std::string_view bytes, MailForm = MailForm::wire);

}  // namespace schouw
