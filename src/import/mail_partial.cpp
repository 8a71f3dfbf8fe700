// Pieces of a mail to the mail.
//
//   From: Bas, Content-Type: message/partial; id="7@x"; number=1; total=2   with the headers of the real mail in its body
//   From: Bas, Content-Type: message/partial; id="7@x"; number=2; total=2   with the rest of it
//   -> one mail: who, to whom and when from the first piece, what from the body of all
//
// An id is only as good as the program that made it, so pieces of two senders never make one mail.
#include "mail_partial.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "mail_message.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/mail_pieces.h"

namespace schouw {
namespace {

constexpr int kHighestNumber = 10'000;
constexpr std::size_t kMaxHeadBytes = 1 << 20;
constexpr std::size_t kMostGapsShown = 12;
constexpr std::size_t kMostFirstPieces = 64;   ///< that differ and are read one by one

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

/// The next header with its folded lines.
std::string_view take_header(std::string_view& head) {
  std::size_t end = std::min(head.find('\n'), head.size());
  while (end + 1 < head.size() && (head[end + 1] == ' ' || head[end + 1] == '\t'))
    end = std::min(head.find('\n', end + 1), head.size());
  const std::string_view header = head.substr(0, std::min(end + 1, head.size()));
  head.remove_prefix(header.size());
  return header;
}

std::string name_of(std::string_view header) { return ascii_lower(trim(header.substr(0, header.find(':')))); }

/// What stands behind "Content-Type:". Every mail is asked, so nothing is copied before the name fits.
std::string_view content_type(std::string_view mail) {
  std::string_view head = mail.substr(0, kMaxHeadBytes);
  while (!head.empty() && head.front() != '\n' && !head.starts_with("\r\n")) {
    const std::string_view header = take_header(head);
    const bool may_be = header.size() > 13 && (header.front() == 'C' || header.front() == 'c') && header[7] == '-';
    if (may_be && name_of(header) == "content-type") return header.substr(std::min(header.find(':') + 1, header.size()));
  }
  return {};
}

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

/// 0 for what is no number, or none above 0.
int number_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::max(value, 0);
}

std::optional<Fields> fields_of(std::string_view mail) {
  const std::string_view value = trim(content_type(mail));
  constexpr std::string_view kType = "message/partial";
  if (value.size() < kType.size() || ascii_lower(value.substr(0, kType.size())) != kType) return std::nullopt;
  Fields out{parameter(value, "id"), number_of(parameter(value, "number")), number_of(parameter(value, "total"))};
  const bool sound = !out.id.empty() && out.number > 0 && out.number <= kHighestNumber;
  return sound ? std::optional(std::move(out)) : std::nullopt;
}

/// Of the first piece all headers count but those that the mail inside brings itself; of the mail inside only those.
bool comes_from_inside(std::string_view name) {
  constexpr auto kInside = std::to_array<std::string_view>({"encrypted", "message-id", "mime-version", "subject"});
  return name.starts_with("content-") || std::ranges::find(kInside, name) != kInside.end();
}

void add_headers(std::string_view head, bool inside, std::string& out) {
  head = head.substr(0, kMaxHeadBytes);
  while (!head.empty()) {
    const std::string_view header = take_header(head);
    if (comes_from_inside(name_of(header)) != inside) continue;
    out += header;
    if (!out.ends_with('\n')) out += '\n';
  }
}

std::string sender_of(const ParsedMail& head) {
  if (head.from.empty()) return {};
  const AccountRef& from = head.from.front();
  return ascii_lower(from.email.empty() ? from.display_name : from.email);
}

/// Copies went through other programs: with other line ends, and a blank line more at the end.
std::string body_hash(std::string_view body) {
  const auto last = body.find_last_not_of(" \t\r\n");
  std::string same(body.substr(0, last == std::string_view::npos ? 0 : last + 1));
  std::erase(same, '\r');
  return sha256_hex(same);
}

/// What is not there, as "2, 5-7"; "4-?" where nothing says how many there are.
std::string missing_numbers(std::span<const PieceFacts> pieces, int total) {
  std::string out;
  std::size_t gaps = 0;
  const auto add = [&](int first, int last) {
    if (++gaps > kMostGapsShown) return;
    out += out.empty() ? "" : ", ";
    out += gaps == kMostGapsShown ? "..." : std::to_string(first);
    if (gaps < kMostGapsShown && first != last) out += "-" + std::to_string(last);
  };
  int next = 1;
  for (const PieceFacts& piece : pieces) {
    if (piece.number > next) add(next, piece.number - 1);
    next = std::max(next, piece.number + 1);
  }
  if (total == 0) return out + (out.empty() ? "" : ", ") + std::to_string(next) + "-?";
  if (next <= total) add(next, total);
  return out;
}

class Choice {
 public:
  explicit Choice(std::span<const PieceFacts> pieces) : pieces_(pieces) {}

  PieceChoice run() {
    if (pieces_.empty()) return {};
    if (pieces_.size() > kMostPiecesOfMail) {
      pieces_ = pieces_.first(1);
      read_first_ones();
      problem_of_limit();
      return std::move(out_);
    }
    look();
    if (differ_) read_unjoined();
    else read_in_order();
    return std::move(out_);
  }

 private:
  /// Which numbers there are, and whether all that is said of them agrees.
  void look() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const PieceFacts& piece = pieces_[i];
      const auto [first, is_new] = by_number_.try_emplace(piece.number, i);
      differ_ = differ_ || (!is_new && pieces_[first->second].body != piece.body);
      differ_ = differ_ || (piece.total > 0 && total_ > 0 && piece.total != total_);
      if (piece.total > 0) total_ = piece.total;
    }
    differ_ = differ_ || (total_ > 0 && by_number_.rbegin()->first > total_);
  }

  void read_in_order() {
    PieceChoice::Reading reading;
    std::uint64_t bytes = 0;
    bool too_large = false;
    for (int number = 1; by_number_.contains(number); ++number) {
      const std::size_t i = by_number_[number];
      bytes += pieces_[i].bytes;
      too_large = bytes > kMaxMailBytes;
      if (too_large) break;
      reading.pieces.push_back(i);
    }
    add_copies(reading);
    const std::size_t used = reading.pieces.size();
    if (used > 0) out_.readings.push_back(std::move(reading));
    if (too_large) problem_of_limit(used);
    else if (total_ == 0 || used < static_cast<std::size_t>(total_))
      problem("mail-in-pieces", Severity::medium,
          {std::to_string(by_number_.size()), total_ == 0 ? "?" : std::to_string(total_), missing_numbers(pieces_, total_)}, used);
  }

  void add_copies(PieceChoice::Reading& reading) const {
    const int last = static_cast<int>(reading.pieces.size());
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (pieces_[i].number <= last && by_number_.at(pieces_[i].number) != i) reading.copies.push_back(i);
  }

  void read_unjoined() {
    read_first_ones();
    problem("mail-pieces-differ", Severity::medium, {std::to_string(pieces_.size())});
  }

  /// Each by itself, copies together.
  void read_first_ones() {
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < pieces_.size() && pieces_[i].number == 1; ++i) {
      const auto [known, is_new] = seen.try_emplace(pieces_[i].body, out_.readings.size());
      if (!is_new) out_.readings[known->second].copies.push_back(i);
      else if (seen.size() <= kMostFirstPieces) out_.readings.push_back({{i}, {}});
      else seen.erase(known);
    }
  }

  void problem_of_limit(std::size_t used = 1) {
    problem("mail-pieces-limit", Severity::high, {std::to_string(kMaxMailBytes), std::to_string(kMostPiecesOfMail)}, used);
  }

  /// `used`: how many of the numbers are in what is read.
  void problem(std::string code, Severity severity, std::vector<std::string> args, std::size_t used = 1) {
    Problem lost{.code = std::move(code), .severity = severity, .loss = Loss::partial, .args = std::move(args)};
    for (const auto& [number, i] : by_number_)
      if (number > static_cast<int>(used)) lost.lost_bytes += pieces_[i].bytes;
    out_.problem = std::move(lost);
  }

  std::span<const PieceFacts> pieces_;
  std::map<int, std::size_t> by_number_ = {};   ///< the first with this number
  int total_ = 0;
  bool differ_ = false;
  PieceChoice out_ = {};
};

void give_alone(const MailPiece& piece, RecordSink& sink) {
  const PieceFacts facts{piece.number, piece.total, piece.body, piece.bytes.size()};
  PieceChoice choice = choose_pieces({&facts, 1});
  if (!choice.readings.empty()) give_joined({&piece, 1}, sink);
  if (!choice.problem) return;
  choice.problem->locator = piece.locator;
  sink.problem(std::move(*choice.problem));
}

}  // namespace

MailPieces::Taken MailPieces::take(std::string_view mail, const Place& place, const Locator& where, RecordSink& sink) {
  const auto fields = fields_of(mail);
  // With too much of one file in hand a piece is read as a mail of its own: an attachment of the type message/partial.
  if (!fields || taken_bytes_ + mail.size() > kMaxMailBytes) return Taken::no;
  taken_bytes_ += mail.size();
  const Split parts = split(mail);
  const ParsedMail head = parse_mail(parts.head.substr(0, kMaxHeadBytes), place.form);
  MailPiece piece{.mail = content_id({"mail-in-pieces", fields->id, sender_of(head)}),
                  .number = fields->number,
                  .total = fields->total,
                  .body = body_hash(parts.body),
                  .bytes = std::string(mail),
                  .separator = std::string(place.separator),
                  .characters = place.form == MailForm::characters,
                  .deleted = place.deleted || head.deleted,
                  .draft = place.draft || head.draft,
                  .time = stated_time(head, place.separator),
                  .locator = where};
  if (auto* const keeper = dynamic_cast<PieceSink*>(&sink)) keeper->piece(std::move(piece));
  else give_alone(piece, sink);
  return Taken::yes;
}

PieceChoice choose_pieces(std::span<const PieceFacts> pieces) { return Choice(pieces).run(); }

void give_joined(std::span<const MailPiece> pieces, RecordSink& sink) {
  if (pieces.empty()) return;
  const MailPiece& first = pieces.front();
  std::string inside;
  for (const MailPiece& piece : pieces) inside += split(piece.bytes).body;
  const Split parts = split(inside);
  std::string whole;
  add_headers(split(first.bytes).head, false, whole);
  add_headers(parts.head, true, whole);
  whole += "\n";
  whole += parts.body;
  ParsedMail mail = parse_mail(whole, first.characters ? MailForm::characters : MailForm::wire);
  mail.deleted = mail.deleted || first.deleted;
  mail.draft = mail.draft || first.draft;
  Timestamp time = stated_time(mail, first.separator);
  give_parsed(std::move(mail), std::move(time), sha256_hex(whole).substr(0, 32), first.locator, sink);
}

}  // namespace schouw
