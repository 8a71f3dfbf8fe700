// A plain text cut into words and pieces that are weighed as one.
#include "hint_features.h"
#include "schouw/base/patterns.h"

namespace schouw {
namespace {

bool ends_sentence(char c) { return c == '.' || c == '?' || c == '!' || c == '\n'; }

}  // namespace

std::uint64_t hint_number(std::string_view form) {
  std::uint64_t out = 14695981039346656037u;   // FNV-1a
  for (const char c : form) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return out;
}

void cut_hint_words(std::string_view plain, std::vector<HintWord>& out) {
  using Kind = HintWord::Kind;
  out.clear();
  std::size_t begin = 0;
  bool number = false;
  for (std::size_t i = 0; i <= plain.size(); ++i) {
    const char c = i < plain.size() ? plain[i] : '\n';
    if (is_word_byte(c)) {
      number = number || (c >= '0' && c <= '9');
      continue;
    }
    if (i > begin) {
      const std::string_view form = number ? std::string_view("#") : plain.substr(begin, i - begin);
      out.push_back({form, hint_number(form), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i), Kind::word});
    }
    begin = i + 1;
    number = false;
    if (!ends_sentence(c) || out.empty()) continue;
    const Kind kind = c == '\n' ? Kind::line : Kind::end;
    if (!out.back().is_end())
      out.push_back({".", 0, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i), kind});
    else if (kind == Kind::line)
      out.back().kind = kind;
  }
}

}  // namespace schouw
