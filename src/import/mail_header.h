// What single headers of a mail say, apart from its addresses and texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schouw/model/account.h"

namespace schouw {

/// The first "<…>" of a header. Without one the header names no mail ("In-Reply-To: your message of Monday").
std::string first_mail_id(std::string_view raw);
/// A Message-ID, with or without its brackets.
std::string own_mail_id(std::string_view raw);

/// With the '=' behind encoded words in base64 that their writer left out: without them the last letters get lost. Words
/// in a row may be pieces of one, and count together.
std::string with_padding(std::string raw);

/// Bit 3 of Thunderbird's "0009": deleted, and in the file until it is compacted.
bool is_expunged(std::string_view status);
/// "Geopend,Prullenbak": what Takeout says of a mail in the bin.
bool in_gmail_bin(std::string_view labels);
/// "Concepten": what it says of a mail that was not sent.
bool is_gmail_draft(std::string_view labels);

/// One address as somebody wrote it.
struct WrittenAddress {
  std::string name = {};     ///< may be encoded and quoted
  std::string address = {};  ///< a mail address, or one of Exchange; empty: a name alone
};

/// For headers that are not as RFC 5322 has them: "Jansen, Karin <k@x.example>, Bos, Cor <c@x.example>", "a@x.example; Dirk
/// <d@x.example>", "Karin [mailto:k@x.example]". A comma parts addresses, never a name alone: "Jansen, Karin" is one.
std::vector<WrittenAddress> written_addresses(std::string_view header);
/// Whether ';' stands between addresses; in a group ("Klas: a@x.example;") it does not.
bool has_semicolons(std::string_view header);
/// A text with blanks, or without '@', is none.
bool is_mail_address(std::string_view text);
/// "/O=SCHOOL/OU=…/CN=JANSEN": identifies within one server.
bool is_exchange_address(std::string_view text);

/// "'Ans de Wit'", as Outlook writes names, is Ans de Wit.
std::string without_quotes(std::string name);

/// The list that sent a mail on. Where the rules of a domain (DMARC) forbid to do so in the writer's name, the list puts its
/// own address in From: "Ans de Wit via Ouders" <ouders@lijst.example>.
struct MailList {
  /// List-Id, List-Post, Mailing-list, X-BeenThere; any other header says nothing.
  void see(std::string_view header, std::string_view value);
  /// Who wrote it when `from` is the list. Empty: nothing says so, or `from` wrote it.
  AccountRef author(const AccountRef& from) const;

  std::vector<AccountRef> original_from = {}, original_sender = {};  ///< X-Original-From, X-Original-Sender
  std::vector<AccountRef> reply_to = {};  ///< counts for the one whose name the list shows
  std::vector<std::string> names = {};    ///< lower case, '.' for '@': so a List-Id has them
};

}  // namespace schouw
