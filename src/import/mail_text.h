// Bodies of mails: bytes to text, and what the writer wrote apart from what they repeated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

/// To UTF-8 by the name of the charset as mails write it. Names that lie are seen through: us-ascii with 8-bit
/// bytes, iso-8859-1 for windows-1252, the old names of Korean and Chinese. `replaced` counts what had no meaning.
std::string mail_to_utf8(std::string bytes, std::string_view charset, std::size_t& replaced);

/// Keeps the charsets of real mails loaded: iconv opens a file for each at its first use.
void hold_mail_charsets();

/// A body whose label says base64. What a list put behind it, and a text that never was base64, stand there as they are
/// and stay so; pieces that each have their padding are all read.
std::string text_of_base64(std::string_view raw);

/// Kinds of text that few programs show (text/enriched, text/richtext, RTF). They come beside plain text, as HTML does, or
/// instead of it.
bool is_marked_text(std::string_view mime);
/// Takes the marks off such a text. True: it carried HTML, which the text now is.
bool unmark(std::string_view mime, std::string& text);

/// The charset that a page names itself: <meta charset="utf-8">, <meta … content="text/html; charset=utf-8">. One that
/// names UTF-16 would be no page of single bytes in which to read that. Empty: none.
std::string meta_charset(std::string_view html);

/// Line ends as LF, NUL as a sign that can be seen, NFC, without what cannot be seen.
std::string cleaned_body(std::string_view text);

/// A file inside a text body: "begin 644 name" to "end".
struct UuFile {
  std::string name;
  std::string bytes;
};
/// Takes the files out of the text.
std::vector<UuFile> take_uu_files(std::string& text);

/// format=flowed (RFC 3676): soft line ends become blanks, or nothing with delsp=yes, where words are broken.
enum class SoftBreak { blank, nothing };
std::string unflow(std::string_view text, SoftBreak = SoftBreak::blank);

/// Whether hardly a word of `text` stands in `other`.
bool is_other_text(std::string_view text, std::string_view other);

struct SaidAndQuoted {
  std::string said, quoted;
};
/// Quoted: lines with '>', what follows "-----Oorspronkelijk bericht-----", "Van: … Verzonden: …" (Outlook),
/// "Gesendet: … Von: …" (GMX, Web.de), and "Op … schreef …:" / "On … wrote:" with what it announces. The words of other
/// languages stand in mail_quote_words.h.
SaidAndQuoted split_quotes(std::string_view text);

}  // namespace schouw
