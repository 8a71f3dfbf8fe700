// One mail a file (RFC 5322), as Outlook, Thunderbird and Apple Mail save it.
//
//   From: Karin Jansen <k.jansen@example.nl>
//   Subject: =?utf-8?Q?Schoolreis?=
//
// Gaps: Bcc and read receipts are rarely in it; a mail tells who sent it only as far as its headers are true.
#include <algorithm>
#include <string>

#include "mail_message.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {
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

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  const bool named = ascii_lower(entry.path()).ends_with(".eml");
  const std::string_view headers = at_headers(head);
  const bool from_line = headers.size() != head.size() && at_headers(head).data() != head.data() &&
                         head.substr(0, 8).find("From ") != std::string_view::npos;
  const int telling = telling_headers(headers);
  if (named) return telling > 0 ? Bid::certain : Bid::weak;
  if (telling == 0 || from_line) return Bid::no;
  return telling > 1 ? Bid::likely : Bid::weak;
}

void read(EntryReader& entry, RecordSink& sink) {
  std::string bytes;
  std::uint64_t lost = 0;
  for (auto piece = entry.next(); !piece.empty(); piece = entry.next()) {
    const std::size_t room = std::min(kMaxMailBytes - bytes.size(), piece.size());
    bytes.append(piece.data(), room);
    lost += piece.size() - room;
  }
  if (lost > 0)
    sink.problem({.code = "entry-size",
                  .severity = Severity::high,
                  .loss = Loss::partial,
                  .locator = Locator::at_byte(kMaxMailBytes),
                  .args = {std::to_string(kMaxMailBytes)},
                  .lost_bytes = lost});
  const std::string_view mail = at_headers(bytes);
  if (trim(mail).empty()) return sink.nothing_here();
  const std::string_view separator = std::string_view(bytes).substr(0, bytes.size() - mail.size());
  give_mail(mail, separator, Locator::at_byte(0), sink);
}

}  // namespace

extern const Importer mail_eml;
constinit const Importer mail_eml{.id = "mail-eml",
                                  .platform = "mail",
                                  .versions = "RFC 822-5322",
                                  .gaps = "format.mail-eml.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw
