// One mail a file (RFC 5322), as Outlook, Thunderbird and Apple Mail save it.
//
//   From: Karin Jansen <k.jansen@example.nl>
//   Subject: =?utf-8?Q?Schoolreis?=
//
// Apple Mail's own files (.emlx) hold the size of the mail in front of it and a property list behind it:
//
//   1234
//   From: Karin Jansen <k.jansen@example.nl> … <?xml … <plist> …
//
// Gaps: Bcc and read receipts are rarely in it; a mail tells who sent it only as far as its headers are true.
#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "mail_message.h"
#include "mail_partial.h"
#include "mhtml.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "whatsapp_encoding.h"
#include "teams_mailbox.h"
#include "whole_entry.h"

namespace schouw::mail_eml {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Without BOM, blank lines in front and the "From …" line that some programs leave on top.
std::string_view at_headers(std::string_view bytes) {
  if (bytes.starts_with(kBom)) bytes.remove_prefix(kBom.size());
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  if (bytes.starts_with("From ") || bytes.starts_with(">From ")) {
    const auto end = bytes.find('\n');
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  }
  return bytes;
}

/// Mails of old Macs end their lines with CR alone.
bool is_mac_text(std::string_view bytes) {
  return bytes.find('\r') != std::string_view::npos && bytes.find('\n') == std::string_view::npos;
}

std::string with_line_feeds(std::string_view bytes) {
  std::string out(bytes);
  std::ranges::replace(out, '\r', '\n');
  return out;
}

/// Apple Mail's first line: the size of the mail in bytes, blanks behind it.
struct AppleSize {
  std::size_t line = 0;     ///< bytes of the line, with its end
  std::uint64_t bytes = 0;  ///< of the mail behind it
};

std::optional<AppleSize> apple_size(std::string_view bytes) {
  const auto end = bytes.substr(0, 32).find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view digits = trim(bytes.substr(0, end));
  AppleSize out{.line = end + 1};
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.bytes);
  if (error != std::errc() || rest != digits.data() + digits.size()) return std::nullopt;
  return out;
}

/// How many of the headers that make a mail stand in the first header block.
int telling_headers(std::string_view head) {
  int found = 0;
  for (std::string_view rest = head; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (line.starts_with(' ') || line.starts_with('\t')) continue;
    // Some mails have a broken line among their headers.
    if (!is_header_line(line)) return found >= 2 ? found : 0;
    const std::string name = ascii_lower(line.substr(0, line.find(':')));
    for (const std::string_view telling :
         {"from", "date", "received", "message-id", "subject", "return-path", "mime-version"})
      if (name == telling) ++found;
    if (found > 0 && name == "content-type") ++found;
  }
  return found;
}

/// A page that a browser saved as one file (MHTML) looks like a mail of nobody.
bool is_saved_page(std::string_view head) {
  return head.substr(0, 4096).find("\nSnapshot-Content-Location:") != std::string_view::npos ||
         head.starts_with("From: <Saved by ") || head.starts_with("From: \"Saved by ");
}

Bid bid_text(std::string_view head, std::string_view path_as_stored) {
  const std::string path = ascii_lower(path_as_stored);
  const std::string mac = is_mac_text(head) ? with_line_feeds(head) : std::string();
  if (!mac.empty()) head = mac;
  if (is_saved_page(head) || (is_mhtml(head) && !path.ends_with(".eml"))) return Bid::no;
  if (const auto apple = apple_size(head)) {
    head.remove_prefix(apple->line);
    const bool mail = telling_headers(head) > 1;
    return mail ? (path.ends_with(".emlx") ? Bid::certain : Bid::likely) : Bid::no;
  }
  const bool named = path.ends_with(".eml");
  const std::string_view headers = at_headers(head);
  const bool from_line = headers.size() != head.size() && at_headers(head).data() != head.data() &&
                         head.substr(0, 8).find("From ") != std::string_view::npos;
  const int telling = telling_headers(headers);
  if (named) return telling > 0 ? Bid::certain : Bid::weak;
  if (telling == 0 || from_line) return Bid::no;
  return telling > 1 ? Bid::likely : Bid::weak;
}

Bid bid(const EntryReader& entry) {
  const auto wide = wide_encoding(entry.head());
  if (!wide) return bid_text(entry.head(), entry.path());
  std::size_t replaced = 0;
  return bid_text(to_utf8(entry.head(), *wide, replaced), entry.path());
}

void report_cut(std::uint64_t byte, std::uint64_t lost, RecordSink& sink) {
  sink.problem({.code = "data-cut",
                .severity = Severity::high,
                .loss = Loss::partial,
                .locator = Locator::at_byte(byte),
                .args = {},
                .lost_bytes = lost});
}

/// Purview puts a copy of a chat message into a file, too.
void give_chat(ParsedMail mail, std::string_view separator, RecordSink& sink) {
  Timestamp time = stated_time(mail, separator);
  report_mail(mail, time, Locator::at_byte(0), sink);
  std::string topic = bare_subject(mail.subject);
  sink.message(teams_copy(std::move(mail), std::move(time), {}, std::move(topic), Locator::at_byte(0)));
}

void read_text(EntryReader& entry, MailForm form, RecordSink& sink) {
  std::string bytes = whole_entry(entry, kMaxMailBytes, sink);
  if (is_mac_text(bytes)) bytes = with_line_feeds(bytes);
  std::string_view all = bytes;
  if (const auto apple = apple_size(all)) {
    all.remove_prefix(apple->line);
    if (apple->bytes > all.size()) report_cut(bytes.size(), apple->bytes - all.size(), sink);
    all = all.substr(0, apple->bytes);
  }
  const std::string_view mail = at_headers(all);
  if (trim(mail).empty()) return sink.nothing_here();
  const std::string_view separator = all.substr(0, all.size() - mail.size());
  if (in_teams_folder(entry.path())) return give_chat(parse_mail(mail, form), separator, sink);
  MailPieces pieces;
  if (pieces.take(mail, separator, Locator::at_byte(0), sink) == MailPieces::Taken::yes) return pieces.finish(sink);
  give_mail(mail, separator, Locator::at_byte(0), sink, form);
}

void read(EntryReader& entry, RecordSink& sink) {
  const auto wide = wide_encoding(entry.head());
  if (!wide) return read_text(entry, MailForm::wire, sink);
  Utf8Entry text(entry, *wide);
  read_text(text, MailForm::characters, sink);
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "mail-eml",
                                  .platform = "mail",
                                  .versions = "RFC 822-5322, emlx",
                                  .gaps = "format.mail-eml.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mail_eml
