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
// A mail that Outlook saved as text ("Van: … Verzonden: … Aan: …", mail_saved_text.h) is read, too. In a maildir the end of
// the name says what became of a mail: "1767600000.M1.host:2,ST", T for deleted, D for a draft.
//
// Gaps: Bcc and read receipts are rarely in it; a mail tells who sent it only as far as its headers are true.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "mail_date.h"
#include "mail_message.h"
#include "mail_partial.h"
#include "mail_saved_text.h"
#include "mhtml.h"
#include "schouw/base/hash.h"
#include "schouw/base/time.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "whatsapp_encoding.h"
#include "teams_mailbox.h"
#include "whole_entry.h"

namespace schouw::mail_eml {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Without BOM, blanks and blank lines in front and the "From …" line that some programs leave on top.
std::string_view at_headers(std::string_view bytes) {
  if (bytes.starts_with(kBom)) bytes.remove_prefix(kBom.size());
  const std::string_view first = bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  if (is_common_header(first.substr(0, first.find('\n')))) return first;
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  const bool separator = bytes.starts_with("From ") || bytes.starts_with(">From ");
  // "From : Karin", as old programs wrote it, is a header.
  if (separator && !trim(bytes.substr(bytes.find(' '), 16)).starts_with(':')) {
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

/// A part that somebody saved by itself: its only header is that of its type.
bool is_multipart(std::string_view headers) {
  const std::string type = ascii_lower(headers.substr(0, headers.find("\n\n")).substr(0, 1024));
  return type.starts_with("content-type: multipart/") && type.find("boundary=") != std::string::npos;
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
  if (saved_page(head)) return Bid::likely;
  if (is_saved_page(head) || (is_mhtml(head) && !path.ends_with(".eml"))) return Bid::no;
  if (const auto apple = apple_size(head)) {
    head.remove_prefix(apple->line);
    const bool mail = telling_headers(head) > 1;
    return mail ? (path.ends_with(".emlx") ? Bid::certain : Bid::likely) : Bid::no;
  }
  const bool named = path.ends_with(".eml");
  if (saved_text(at_headers(head))) return named ? Bid::certain : Bid::likely;
  const std::string_view headers = at_headers(head);
  const bool from_line = headers.size() != head.size() && at_headers(head).data() != head.data() &&
                         head.substr(0, 8).find("From ") != std::string_view::npos;
  const int telling = telling_headers(headers);
  if (named) return telling > 0 ? Bid::certain : Bid::weak;
  if (telling == 0 && is_multipart(headers)) return Bid::weak;
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

/// What the place of a mail says of it: the flags of a maildir, and of Apple Mail's property list.
struct PlaceFlags {
  bool deleted = false, draft = false;
  std::string received = {};  ///< seconds since 1970
  std::string_view path = {};
};

PlaceFlags maildir_flags(std::string_view path) {
  // Windows has no ':' in names.
  for (const std::string_view mark : {":2,", ";2,", "!2,"}) {
    const auto at = path.rfind(mark);
    if (at == std::string_view::npos) continue;
    const std::string_view flags = path.substr(at + mark.size());
    const bool only_flags = std::ranges::all_of(flags, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
    if (only_flags) return {.deleted = flags.find('T') != flags.npos, .draft = flags.find('D') != flags.npos};
  }
  return {};
}

/// The number behind a key of a property list; empty for none.
std::string_view plist_number(std::string_view list, std::string_view key) {
  auto at = list.find("<key>" + std::string(key) + "</key>");
  if (at == std::string_view::npos) return {};
  at = list.find_first_of("0123456789", at + key.size() + 11);
  if (at == std::string_view::npos) return {};
  return list.substr(at, std::min(list.find_first_not_of("0123456789", at), list.size()) - at);
}

/// "…/Concepten.mbox/5F…/Data/Messages/71.emlx"
bool is_drafts_path(std::string_view path) {
  constexpr auto kDrafts = std::to_array<std::string_view>({"drafts", "concepten", "entw\u00FCrfe", "brouillons", "borradores", "bozze"});
  for (auto slash = path.find('/'); slash != std::string_view::npos; path.remove_prefix(slash + 1), slash = path.find('/')) {
    std::string_view folder = path.substr(0, slash);
    if (const auto dot = folder.rfind('.'); dot != std::string_view::npos) folder = folder.substr(0, dot);
    if (std::ranges::any_of(kDrafts, [&](std::string_view other) { return same_folder(folder, other); })) return true;
  }
  return false;
}

/// A mail that was sent keeps the bit of the draft it was, so that the place has to say it too.
PlaceFlags apple_flags(std::string_view list, std::string_view path) {
  const std::string_view digits = plist_number(list, "flags");
  std::uint64_t bits = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  return {.deleted = (bits & 2u) != 0,
          .draft = (bits & 64u) != 0 && is_drafts_path(path),
          .received = std::string(plist_number(list, "date-received"))};
}

Timestamp known_time(const ParsedMail& mail, std::string_view separator, const PlaceFlags& place) {
  Timestamp time = stated_time(mail, separator);
  std::int64_t seconds = 0;
  const std::string& received = place.received;
  const bool asked = time.basis == Timestamp::Basis::none && !received.empty() && received.size() < 12;
  if (!asked || std::from_chars(received.data(), received.data() + received.size(), seconds).ec != std::errc()) return time;
  return instant_ms(seconds * 1000, Precision::second, received);
}

/// Messages/71.partial.emlx leaves out what lies in Attachments/71/2.1/brief.pdf, by the number of the part.
void find_apple_files(std::string_view path, ParsedMail& mail) {
  const std::string_view name = base_name(path);
  const std::string_view number = name.substr(0, std::min(name.find('.'), name.size()));
  if (number.empty() || !std::ranges::all_of(number, is_digit)) return;
  for (Attachment& file : mail.attachments)
    if (!file.uri.empty()) file.uri = "Attachments/" + std::string(number) + "/" + file.uri;
}

void give_placed(std::string_view bytes, std::string_view separator, MailForm form, const PlaceFlags& place,
                 RecordSink& sink) {
  ParsedMail mail = parse_mail(bytes, form);
  find_apple_files(place.path, mail);
  mail.deleted = mail.deleted || place.deleted;
  mail.draft = mail.draft || place.draft;
  Timestamp time = known_time(mail, separator, place);
  give_parsed(std::move(mail), std::move(time), sha256_hex(bytes).substr(0, 32), Locator::at_byte(0), sink);
}

void give_saved(const SavedText& saved, Locator where, RecordSink& sink) {
  ParsedMail mail = parse_mail(saved.mail, MailForm::characters);
  if (!saved.quoted.empty()) mail.quoted += (mail.quoted.empty() ? "" : "\n") + saved.quoted;
  for (const std::string& name : saved.attachments)
    mail.attachments.push_back({.name = name, .kind = attachment_kind_of(name, ""), .mime = std::string(mime_of(name))});
  Timestamp time = stated_time(mail, {});
  if (time.basis == Timestamp::Basis::none && saved.day_first)
    time = odd_mail_date(std::exchange(mail.date, {}), NumberedDay::first);
  give_parsed(std::move(mail), std::move(time), sha256_hex(saved.mail).substr(0, 32), std::move(where), sink);
}

/// How many bytes of the file these are: one of UTF-16 has two for each unit.
std::uint64_t bytes_in_file(std::string_view text, MailForm form) {
  if (form == MailForm::wire) return text.size();
  std::uint64_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0u) != 0x80u) units += byte >= 0xF0u ? 2 : 1;
  }
  return 2 * units;
}

/// Outlook saves several mails that are marked into one file.
bool give_all_saved(std::string_view all, std::string_view mail, MailForm form, RecordSink& sink) {
  const auto first = saved_text(mail);
  if (!first) return false;
  const std::vector<std::size_t> starts = saved_mail_starts(mail);
  std::uint64_t place = starts.size() == 1 ? 0 : bytes_in_file(all.substr(0, all.size() - mail.size()), form);
  if (starts.size() > 1 && form == MailForm::characters) place += 2;  // the mark
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : mail.size();
    const std::string_view piece = mail.substr(starts[i], end - starts[i]);
    const auto one = starts.size() == 1 ? first : saved_text(piece);
    if (one) give_saved(*one, Locator::at_byte(i == 0 ? 0 : place), sink);
    place += bytes_in_file(piece, form);
  }
  return true;
}

void read_text(EntryReader& entry, MailForm form, RecordSink& sink) {
  std::string bytes = whole_entry(entry, kMaxMailBytes, sink);
  if (is_mac_text(bytes)) bytes = with_line_feeds(bytes);
  std::string_view all = bytes;
  PlaceFlags place = maildir_flags(entry.path());
  if (const auto apple = apple_size(all)) {
    all.remove_prefix(apple->line);
    if (apple->bytes > all.size()) report_cut(bytes.size(), apple->bytes - all.size(), sink);
    place = apple_flags(all.substr(std::min<std::uint64_t>(apple->bytes, all.size())), entry.path());
    all = all.substr(0, apple->bytes);
  }
  place.path = entry.path();
  const std::string_view mail = at_headers(all);
  if (trim(mail).empty()) return sink.nothing_here();
  if (give_all_saved(all, mail, form, sink)) return;
  if (const auto page = saved_page(all)) return give_saved(*page, Locator::at_byte(0), sink);
  const std::string_view separator = all.substr(0, all.size() - mail.size());
  if (in_teams_folder(entry.path())) return give_chat(parse_mail(mail, form), separator, sink);
  const MailPieces::Place at{separator, form, place.deleted, place.draft};
  if (MailPieces().take(mail, at, Locator::at_byte(0), sink) == MailPieces::Taken::yes) return;
  give_placed(mail, separator, form, place, sink);
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
