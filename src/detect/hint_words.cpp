// A plain text cut into words and pieces that are weighed as one.
#include "hint_features.h"
#include "schouw/base/patterns.h"

namespace schouw {
namespace {

bool ends_sentence(char c) { return c == '.' || c == '?' || c == '!' || c == '\n'; }

}  // namespace

void cut_hint_words(std::string_view plain, std::vector<HintWord>& out) {
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
      out.push_back({form, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
    }
    begin = i + 1;
    number = false;
    if (!ends_sentence(c) || out.empty()) continue;
    // A line ends what is read together; its end stands as an empty place behind it.
    const bool line = c == '\n';
    if (!out.back().is_end()) out.push_back({".", static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(line ? i + 1 : i)});
    else if (line) out.back().end = out.back().begin + 1;
  }
}

std::vector<HintWindow> hint_windows(std::span<const HintWord> words) {
  std::vector<HintWindow> out;
  HintWindow now, sentence;
  const auto close = [&](std::size_t at) {
    if (now.words > 0) out.push_back(now);
    now = {at, at, 0};
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].is_end()) {
      ++sentence.words;
      continue;
    }
    if (now.words > 0 && now.words + sentence.words > kHintWords) close(sentence.first);
    now.words += sentence.words;
    now.end = i + 1;
    sentence = {i + 1, i + 1, 0};
    if (words[i].end > words[i].begin) close(i + 1);
  }
  close(words.size());
  return out;
}

}  // namespace schouw
