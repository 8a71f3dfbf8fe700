// An mbox of any size to its mails, one in memory at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/model/entry.h"

namespace schouw {

struct MboxMail {
  std::uint64_t byte = 0;   ///< of its separator in the entry
  std::string separator;    ///< the "From …" line
  std::string bytes;        ///< without separator; ">From " is "From " again
  std::uint64_t lost = 0;   ///< bytes over the limit of one mail
};

/// Knows mboxo, mboxrd, mboxcl2 (Content-Length), Thunderbird's "From - ", Takeout's separators, MMDF, and Babyl.
class MboxSplitter {
 public:
  /// Places are bytes of the evidence: also where that is UTF-16, from `start` on, and `entry` gives it as UTF-8.
  enum class Places { bytes, utf16 };
  explicit MboxSplitter(EntryReader& entry, Places places = Places::bytes, std::uint64_t start = 0)
      : entry_(entry), places_(places), offset_(start) {}

  std::optional<MboxMail> next();

  /// Lines after a blank line that begin with "From " and start no mail.
  std::uint64_t unclear() const { return unclear_; }
  /// Where the file stops in the middle of a separator; nothing for a whole file.
  std::optional<std::uint64_t> cut_at() const { return cut_at_; }
  std::uint64_t end() const { return offset_; }
  /// An MMDF mailbox whose last mail has no line behind it.
  bool unclosed() const { return unclosed_; }

 private:
  struct Split {
    std::size_t at;  ///< in the bytes of the mail
    std::uint64_t byte;
    std::string separator;
  };

  bool read_line();
  void line();
  void mmdf_line();
  void babyl_line();
  void settle(bool starts_mail);
  bool starts_mail() const;
  void begin(std::uint64_t byte, std::string separator);
  void append(std::string_view line);
  void finish();
  bool ends_at_stated_length() const;

  EntryReader& entry_;
  Places places_;
  std::span<const char> piece_;
  std::string line_;                      ///< with its line end; a part of it when it is very long
  bool continues_ = false, more_ = false; ///< this line goes on from the one before / on into the next
  std::uint64_t offset_, line_byte_ = 0;
  bool after_blank_ = true, open_ = false, in_headers_ = false, at_end_ = false;
  std::optional<Split> candidate_;
  bool candidate_after_blank_ = false;
  MboxMail mail_;
  std::uint64_t body_bytes_ = 0;
  std::optional<std::uint64_t> stated_length_;
  std::vector<Split> inside_;  ///< separators before the stated end of the mail
  std::deque<MboxMail> ready_;
  bool mmdf_ = false, unclosed_ = false;
  enum class Babyl { none, between, labels, original, shown, text };  ///< which part of a mail of Emacs comes next
  Babyl babyl_ = Babyl::none;
  std::uint64_t unclear_ = 0;
  std::optional<std::uint64_t> cut_at_;
};

/// The line before and behind a mail of an MMDF mailbox: four times ^A.
bool is_mmdf_line(std::string_view line);

/// The first line of a mailbox of Emacs (Rmail, until 2009).
bool is_babyl_line(std::string_view line);

/// "From " with a date behind it, or Thunderbird's "From - ".
bool is_dated_separator(std::string_view line);

}  // namespace schouw
