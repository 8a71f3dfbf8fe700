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

/// With each run of encoded words in base64 and one charset as one word. Some writers give each word its padding, some only
/// the last, some none; and a character may begin in one word and end in the next. Read apart, letters get lost.
std::string with_whole_words(const std::string& raw);

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
/// For what seems a name alone: "ans at x.example (Ans de Wit)", as Mailman's archives hide addresses, and a header that its
/// writer encoded whole, address and all. Others stay as they are.
WrittenAddress address_in_name(std::string name);
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
