// Literals compile in a thousandth of the time of regular expressions, and most entries are no more than that.
#include "spelled_out.h"

namespace schouw {
namespace {

constexpr std::size_t kMost = 400;
using Spellings = std::vector<std::string>;

class Speller {
 public:
  explicit Speller(std::string_view pattern) : pattern_(pattern) {}

  std::optional<Spellings> run() {
    Spellings out = alternatives();
    if (failed_ || at_ != pattern_.size()) return {};
    return out;
  }

 private:
  bool more() const { return !failed_ && at_ < pattern_.size(); }

  // a|b|c
  Spellings alternatives() {
    Spellings all = sequence();
    while (more() && pattern_[at_] == '|') {
      ++at_;
      Spellings next = sequence();
      all.insert(all.end(), next.begin(), next.end());
    }
    return all;
  }

  Spellings sequence() {
    Spellings all{""};
    while (more() && pattern_[at_] != '|' && pattern_[at_] != ')') all = joined(all, optional(one()));
    return all;
  }

  Spellings one() {
    const char c = pattern_[at_++];
    if (c == '(') {
      Spellings inner = alternatives();
      if (!more() || pattern_[at_] != ')') failed_ = true;
      ++at_;
      return inner;
    }
    if (c == '\\') {
      const bool sign = at_ < pattern_.size() && std::string_view(".+?()[]{}|*^$-\\'").find(pattern_[at_]) != std::string_view::npos;
      if (!sign) failed_ = true;
      return {sign ? std::string(1, pattern_[at_++]) : std::string()};
    }
    if (std::string_view("[]{}+*^$.?").find(c) != std::string_view::npos) failed_ = true;
    return {std::string(1, c)};
  }

  /// What may be left out; a blank that may be left out may be a hyphen too.
  Spellings optional(Spellings inner) {
    if (!more() || pattern_[at_] != '?') return inner;
    ++at_;
    if (inner == Spellings{" "}) inner.emplace_back("-");
    inner.emplace_back();
    return inner;
  }

  Spellings joined(const Spellings& left, const Spellings& right) {
    Spellings out;
    if (left.size() * right.size() > kMost) failed_ = true;
    if (failed_) return out;
    for (const std::string& a : left)
      for (const std::string& b : right) out.push_back(a + b);
    return out;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<std::vector<std::string>> spelled_out(std::string_view pattern) { return Speller(pattern).run(); }

}  // namespace schouw
