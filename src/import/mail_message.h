// A parsed mail as a record, with the problems that came up.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail_gmime.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {

constexpr std::size_t kMaxMailBytes = std::size_t{256} << 20;  ///< one mail in memory; the rest of it is not read

/// `separator`: the "From …" line of an mbox, for a mail without a date of its own; empty for a single mail.
/// Gives the message and its problems to the sink; true when the mail seems to be cut at its end.
enum class MailEnd { closed, open };
MailEnd give_mail(std::string_view bytes, std::string_view separator, Locator where, RecordSink&,
                  MailForm = MailForm::wire);

/// The encoding of a file that somebody saved as text in UTF-16 (Notepad's "Unicode", PowerShell); nothing for others.
std::optional<Encoding> wide_encoding(std::string_view head);

/// The time that the mail itself states: its Date header, else that of the first server on the way. Basis none: neither.
Timestamp stated_time(const ParsedMail&, std::string_view separator);

/// A mail however it came: as the record it is in every format, so that the same mail in two is one message.
/// `spare_key` names the conversation when no header does.
void give_parsed(ParsedMail mail, Timestamp time, std::string spare_key, Locator where, RecordSink&);

/// What went wrong with a mail, for those who give it as something else.
void report_mail(const ParsedMail&, const Timestamp&, const Locator&, RecordSink&);

/// The subject without Re:, Fwd:, Antw:, … in front, or behind the tag of a list ("[Ouders 6B] Re: Schoolreis").
std::string bare_subject(std::string_view subject);

/// True for "Name: " as RFC 5322 has it; `name` is lower case.
bool is_header_line(std::string_view line);
/// One of the headers that every mail program writes (or X-…).
bool is_common_header(std::string_view line);

}  // namespace schouw
