// mbox: mails one after another, each behind a line "From <who> <when>".
//
//   From k.jansen@example.nl Mon Jan  5 08:12:00 2026
//   From: Karin Jansen <k.jansen@example.nl>
//
// A separator stands at the start or behind a blank line, and a header follows it; so a sentence that begins with
// "From " stays text. With a date in it and a header that every mail has behind it, the blank line may be missing.
// MMDF has a line of four ^A before and behind each mail instead, and nothing is escaped in it.
// Babyl has ^_ between mails, a line of labels, the headers as they came, "*** EOOH ***", and the headers as Emacs shows
// them, which are left out where the others are there.
// Gap: an unescaped mail pasted whole into a mail is taken for a mail of its own, unless Content-Length says better.
#include "mbox_split.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "mail_message.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxLinePiece = 1 << 20;
constexpr std::string_view kBom = "\xEF\xBB\xBF";

bool is_blank(std::string_view line) { return line.find_first_not_of("\r\n") == std::string_view::npos; }

/// ">From " and ">>From " lose one '>' (mboxrd; for mboxo the same line).
std::string_view unescaped(std::string_view line) {
  const auto marks = line.find_first_not_of('>');
  if (marks == 0 || marks == std::string_view::npos || !line.substr(marks).starts_with("From ")) return line;
  return line.substr(1);
}

std::optional<std::uint64_t> content_length(std::string_view line) {
  constexpr std::string_view kName = "content-length:";
  if (line.size() > 64 || !ascii_lower(line).starts_with(kName)) return std::nullopt;
  const std::string_view digits = trim(line.substr(kName.size()));
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (error != std::errc{} || end != digits.data() + digits.size() || length > kMaxMailBytes) return std::nullopt;
  return length;
}

/// Of a piece of UTF-8; a character counts where it begins.
std::uint64_t utf16_bytes(std::string_view piece) {
  std::uint64_t bytes = 0;
  for (const char c : piece) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xC0) bytes += byte >= 0xF0 ? 4 : 2;
  }
  return bytes;
}

}  // namespace

bool is_mmdf_line(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line == "\1\1\1\1";
}

bool is_babyl_line(std::string_view line) { return line.starts_with("BABYL OPTIONS:"); }

bool is_dated_separator(std::string_view line) {
  if (!line.starts_with("From ")) return false;
  if (line.starts_with("From - ")) return true;
  bool time = false;
  int digits = 0;
  bool year = false;
  for (std::size_t i = 5; i < line.size() && i < 200; ++i) {
    if (line[i] == ':' && is_digit(line[i - 1]) && i + 1 < line.size() && is_digit(line[i + 1])) time = true;
    digits = is_digit(line[i]) ? digits + 1 : 0;
    const bool ends = i + 1 == line.size() || !is_digit(line[i + 1]);
    year = year || (digits == 4 && ends && time);
  }
  return time && year;
}

bool MboxSplitter::read_line() {
  continues_ = more_;
  more_ = false;
  line_.clear();
  line_byte_ = offset_;
  while (true) {
    if (piece_.empty()) piece_ = entry_.next();
    if (piece_.empty()) return !line_.empty();
    const std::string_view view(piece_.data(), piece_.size());
    const auto found = view.find('\n');
    const bool ended = found != std::string_view::npos;
    const std::size_t size = std::min(ended ? found + 1 : view.size(), kMaxLinePiece - line_.size());
    line_.append(view.substr(0, size));
    offset_ += places_ == Places::bytes ? size : utf16_bytes(view.substr(0, size));
    piece_ = piece_.subspan(size);
    if (ended && line_.back() == '\n') return true;
    if (line_.size() < kMaxLinePiece) continue;
    more_ = true;
    return true;
  }
}

std::optional<MboxMail> MboxSplitter::next() {
  while (ready_.empty() && !at_end_) {
    if (read_line()) {
      line();
      continue;
    }
    at_end_ = true;
    unclosed_ = mmdf_ && open_;
    if (candidate_ && is_dated_separator(candidate_->separator) && open_) {
      cut_at_ = candidate_->byte;
      candidate_.reset();
    }
    if (candidate_) settle(false);
    finish();
  }
  if (ready_.empty()) return std::nullopt;
  MboxMail mail = std::move(ready_.front());
  ready_.pop_front();
  return mail;
}

void MboxSplitter::line() {
  if (line_byte_ == 0 && line_.starts_with(kBom)) line_.erase(0, kBom.size());
  if (!open_ && !candidate_ && babyl_ == Babyl::none && is_babyl_line(line_)) babyl_ = Babyl::between;
  if (babyl_ != Babyl::none) return babyl_line();
  if (is_mmdf_line(line_) && (mmdf_ || (!open_ && !candidate_))) mmdf_ = true;
  if (mmdf_) return mmdf_line();
  if (candidate_) settle(starts_mail());
  const bool could_start = !continues_ && line_.starts_with("From ") && (after_blank_ || is_dated_separator(line_));
  if (could_start) {
    candidate_ = Split{0, line_byte_, line_};
    candidate_after_blank_ = after_blank_;
    after_blank_ = false;
    return;
  }
  append(line_);
  after_blank_ = !continues_ && is_blank(line_);
}

void MboxSplitter::mmdf_line() {
  if (is_mmdf_line(line_)) return finish();
  const bool separator = !open_ && line_.starts_with("From ");
  if (separator) begin(line_byte_, line_);
  else append(line_);
}

void MboxSplitter::babyl_line() {
  constexpr char kEndOfMail = '\x1F', kNextMail = '\f';
  const std::string_view line = trim(line_);
  if (!line_.empty() && line_.front() == kEndOfMail) {
    finish();
    babyl_ = line_.find(kNextMail) == std::string::npos ? Babyl::between : Babyl::labels;
  } else if (babyl_ == Babyl::between) {
    if (line_.front() == kNextMail) babyl_ = Babyl::labels;
  } else if (babyl_ == Babyl::labels) {
    begin(line_byte_, {});
    if (line.find(" deleted,") != std::string_view::npos) append("X-Status: D\n");
    babyl_ = Babyl::original;
  } else if (babyl_ == Babyl::original && line == "*** EOOH ***") {
    const bool shown_only = mail_.bytes.find(':') == std::string::npos || mail_.bytes == "X-Status: D\n";
    babyl_ = shown_only ? Babyl::text : Babyl::shown;
  } else if (babyl_ == Babyl::original) {
    // Its own header of a mail ends with a blank line; the text follows behind the headers that are shown.
    if (!line.empty() && !line.starts_with("Summary-line:")) append(line_);
  } else if (babyl_ == Babyl::shown) {
    if (!line.empty()) return;
    append("\n");
    babyl_ = Babyl::text;
  } else {
    append(line_);
  }
}

/// Whether the line in hand, behind the candidate, makes it a separator.
bool MboxSplitter::starts_mail() const {
  const bool escaped = line_.starts_with(">From ");
  const bool dated = is_dated_separator(candidate_->separator);
  if (!open_) return true;
  if (!candidate_after_blank_) return dated && is_common_header(line_);
  return is_common_header(line_) || (dated && (is_header_line(line_) || escaped));
}

void MboxSplitter::settle(bool starts) {
  Split split = std::move(*candidate_);
  candidate_.reset();
  if (!starts && (open_ || !is_dated_separator(split.separator))) {
    if (candidate_after_blank_ && open_) ++unclear_;
    append(split.separator);
    return;
  }
  const bool before_stated_end = stated_length_ && !in_headers_ && body_bytes_ < *stated_length_;
  if (before_stated_end) {
    split.at = mail_.bytes.size();
    const std::string separator = split.separator;
    inside_.push_back(std::move(split));
    append(separator);
    return;
  }
  finish();
  begin(split.byte, std::move(split.separator));
}

void MboxSplitter::begin(std::uint64_t byte, std::string separator) {
  mail_ = {.byte = byte, .separator = std::move(separator), .bytes = {}};
  open_ = in_headers_ = true;
  body_bytes_ = 0;
  stated_length_.reset();
  inside_.clear();
}

void MboxSplitter::append(std::string_view line) {
  if (!open_) {
    if (is_blank(line)) return;
    begin(line_byte_, {});  // a mailbox whose first separator is missing
  }
  if (in_headers_) {
    if (is_blank(line)) in_headers_ = false;
    if (const auto length = content_length(line)) stated_length_ = length;
  } else {
    body_bytes_ += line.size();
  }
  const std::string_view text = continues_ || mmdf_ || babyl_ != Babyl::none ? line : unescaped(line);
  const std::size_t room = std::min(kMaxMailBytes - mail_.bytes.size(), text.size());
  mail_.bytes += text.substr(0, room);
  mail_.lost += text.size() - room;
}

bool MboxSplitter::ends_at_stated_length() const {
  return stated_length_ && body_bytes_ >= *stated_length_ && body_bytes_ <= *stated_length_ + 2;
}

/// Gives the mail in hand. Separators before its stated end were text if it does end there, else real.
void MboxSplitter::finish() {
  if (!open_) return;
  open_ = false;
  if (inside_.empty() || ends_at_stated_length()) {
    unclear_ += inside_.size();
    ready_.push_back(std::move(mail_));
    return;
  }
  const std::string all = std::move(mail_.bytes);
  std::size_t from = 0;
  for (std::size_t i = 0; i <= inside_.size(); ++i) {
    const std::size_t to = i < inside_.size() ? inside_[i].at : all.size();
    mail_.bytes = all.substr(from, to - from);
    ready_.push_back(std::move(mail_));
    if (i == inside_.size()) break;
    from = std::min(to + inside_[i].separator.size(), all.size());
    mail_ = {.byte = inside_[i].byte, .separator = std::move(inside_[i].separator), .bytes = {}};
  }
}

}  // namespace schouw
