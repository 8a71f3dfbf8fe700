// The words of HTML as somebody reads them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "schouw/base/utf8.h"

namespace schouw {

/// White space is one blank, blocks begin a line. Holds 4 MiB; what is more is cut.
class HtmlWords {
 public:
  void add(std::string_view piece) {
    for (const char c : piece) {
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        blank_ = true;
        continue;
      }
      if (out_.size() >= kMostBytes) return void(cut_ = true);
      if (blank_ && !out_.empty() && out_.back() != '\n') out_ += ' ';
      blank_ = false;
      out_ += c;
    }
  }
  /// <br>: also an empty line that somebody typed.
  void line() {
    blank_ = false;
    if (!out_.empty()) out_ += '\n';
  }
  void block() {
    if (!out_.empty() && out_.back() != '\n') line();
  }
  bool cut() const { return cut_; }
  std::string take() {
    blank_ = cut_ = false;
    const std::string text = std::exchange(out_, {});
    return std::string(trim(nfc(strip_invisible(text))));
  }

 private:
  static constexpr std::size_t kMostBytes = std::size_t{4} << 20;

  std::string out_;
  bool blank_ = false, cut_ = false;
};

}  // namespace schouw
