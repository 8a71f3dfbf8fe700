// Pieces of a mail to the mail.
//
//   From: Bas, Content-Type: message/partial; id="7@x"; number=1; total=2   with the headers of the real mail in its
//   body From: Bas, Content-Type: message/partial; id="7@x"; number=2; total=2   with the rest of it
//   -> one mail: who, to whom and when from the first piece, what from the body of all
//
// Gap: only pieces in one file find each other; a file with one piece gives what that piece holds.
#include "mail_partial.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "mail_message.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kMostPieces = 10'000;
constexpr std::size_t kMaxHeadBytes = 1 << 20;

struct Fields {
  std::string id;
  int number = 0, total = 0;
};

/// The headers with their line ends, and where the body begins.
struct Split {
  std::string_view head, body;
};

Split split(std::string_view mail) {
  std::size_t at = 0;
  while (at < mail.size()) {
    const auto end = std::min(mail.find('\n', at), mail.size());
    const std::string_view line = mail.substr(at, end - at);
    const std::size_t next = std::min(end + 1, mail.size());
    if (line.empty() || line == "\r") return {mail.substr(0, at), mail.substr(next)};
    at = next;
  }
  return {mail, {}};
}

/// Each header with its folded lines.
std::vector<std::string_view> headers_of(std::string_view head) {
  std::vector<std::string_view> out;
  head = head.substr(0, kMaxHeadBytes);
  while (!head.empty()) {
    std::size_t end = std::min(head.find('\n'), head.size());
    while (end + 1 < head.size() && (head[end + 1] == ' ' || head[end + 1] == '\t'))
      end = std::min(head.find('\n', end + 1), head.size());
    const std::size_t size = std::min(end + 1, head.size());
    out.push_back(head.substr(0, size));
    head.remove_prefix(size);
  }
  return out;
}

std::string name_of(std::string_view header) { return ascii_lower(trim(header.substr(0, header.find(':')))); }

std::string parameter(std::string_view value, std::string_view name) {
  while (!value.empty()) {
    const auto semicolon = std::min(value.find(';'), value.size());
    const std::string_view part = trim(value.substr(0, semicolon));
    value.remove_prefix(std::min(semicolon + 1, value.size()));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || ascii_lower(trim(part.substr(0, equals))) != name) continue;
    std::string_view found = trim(part.substr(equals + 1));
    if (found.size() >= 2 && found.front() == '"' && found.back() == '"') found = found.substr(1, found.size() - 2);
    return std::string(found.substr(0, 998));
  }
  return {};
}

int number_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<Fields> fields_of(std::string_view mail) {
  for (const std::string_view header : headers_of(split(mail).head)) {
    if (name_of(header) != "content-type") continue;
    const std::string_view value = header.substr(std::min(header.find(':') + 1, header.size()));
    if (ascii_lower(trim(value)).starts_with("message/partial")) {
      Fields out{parameter(value, "id"), number_of(parameter(value, "number")), number_of(parameter(value, "total"))};
      const bool sound = !out.id.empty() && out.number > 0 && out.number <= kMostPieces;
      return sound ? std::optional(std::move(out)) : std::nullopt;
    }
  }
  return std::nullopt;
}

/// Of the first piece all headers but those that the mail inside brings itself.
bool comes_from_inside(std::string_view name) {
  constexpr auto kInside = std::to_array<std::string_view>({"encrypted", "message-id", "mime-version", "subject"});
  return name.starts_with("content-") || std::ranges::find(kInside, name) != kInside.end();
}

}  // namespace

MailPieces::Taken MailPieces::take(std::string_view mail, std::string_view separator, const Locator& where,
                                   RecordSink& sink) {
  const auto fields = fields_of(mail);
  // With too much in hand a piece is read as a mail of its own: an attachment of the type message/partial.
  if (!fields || held_ + mail.size() > kMaxMailBytes) return Taken::no;
  Parts& parts = mails_[fields->id];
  if (!parts.pieces.emplace(fields->number, Piece{std::string(mail), std::string(separator), where}).second)
    return Taken::no;
  held_ += mail.size();
  parts.total = std::max(parts.total, fields->total);
  if (parts.total > 0 && static_cast<int>(parts.pieces.size()) >= parts.total) {
    if (parts.pieces.begin()->first == 1) {
      give(parts, sink);
    } else {
      give_incomplete(parts, sink);
    }
    for (const auto& [number, piece] : parts.pieces) held_ -= piece.bytes.size();
    mails_.erase(fields->id);
  }
  return Taken::yes;
}

void MailPieces::give(const Parts& parts, RecordSink& sink) const {
  const Piece& first = parts.pieces.begin()->second;
  std::string whole;
  for (const std::string_view header : headers_of(split(first.bytes).head))
    if (!comes_from_inside(name_of(header))) whole += header;
  if (!whole.empty() && !whole.ends_with('\n')) whole += '\n';
  int expected = 1;
  for (const auto& [number, piece] : parts.pieces) {
    // What follows a gap would be joined to the wrong place.
    if (number != expected++) break;
    whole += split(piece.bytes).body;
  }
  give_mail(whole, first.separator, first.where, sink);
}

void MailPieces::give_incomplete(const Parts& parts, RecordSink& sink) const {
  const auto& [number, piece] = *parts.pieces.begin();
  if (number == 1) give(parts, sink);
  sink.problem({.code = "mail-in-pieces",
                .severity = Severity::medium,
                .loss = Loss::partial,
                .locator = piece.where,
                .args = {std::to_string(parts.pieces.size()), parts.total == 0 ? "?" : std::to_string(parts.total)}});
}

void MailPieces::finish(RecordSink& sink) {
  std::vector<const Parts*> left;
  for (const auto& [id, parts] : mails_) left.push_back(&parts);
  std::ranges::sort(left, {}, [](const Parts* parts) { return parts->pieces.begin()->second.where; });
  for (const Parts* parts : left) give_incomplete(*parts, sink);
}

}  // namespace schouw
