// Snippets:
//
//   query  foto "op snap"
//   text   "... die foto's van gister staan op Snap, zei ze ..."
//   gives  "… die <foto's> van gister staan <op Snap>, zei ze …"      (< is U+E000, > is U+E001)
//
// The text is cut into words as it was for the index, so a mark stands where the index found something.
// Gap: only the stored part of a long text is looked at; a hit behind it gives the beginning of the text.
#include "snippet.h"

#include <algorithm>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kLength = 240, kBefore = 70;
constexpr std::string_view kOpen = "\uE000", kClose = "\uE001", kCut = "…";

struct Span {
  std::size_t begin = 0, end = 0;
};

bool is_wanted(const std::string& word, const Wanted& wanted, const Stemmer& stemmer) {
  if (wanted.words.contains(word)) return true;
  if (std::ranges::any_of(wanted.prefixes, [&](const std::string& start) { return word.starts_with(start); })) return true;
  return !wanted.stems.empty() && wanted.stems.contains(stemmer.stem(word));
}

bool phrase_at(const std::vector<Word>& words, std::size_t at, const std::vector<std::string>& phrase) {
  if (at + phrase.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i)
    if (words[at + i].folded != phrase[i]) return false;
  return true;
}

void add_phrases(const std::vector<Word>& words, const Wanted& wanted, std::vector<Span>& spans) {
  for (const auto& phrase : wanted.phrases)
    for (std::size_t at = 0; at < words.size(); ++at)
      if (phrase_at(words, at, phrase)) spans.push_back({words[at].begin, words[at + phrase.size() - 1].end});
}

std::vector<Span> merged(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, [](const Span& span) { return std::pair(span.begin, span.end); });
  std::vector<Span> out;
  for (const Span& span : spans) {
    if (!out.empty() && span.begin < out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

std::vector<Span> find_spans(std::string_view text, const std::vector<Word>& words, const Wanted& wanted,
                             const Stemmer& stemmer) {
  std::vector<Span> spans;
  for (const Word& word : words)
    if (is_wanted(word.folded, wanted, stemmer)) spans.push_back({word.begin, word.end});
  add_phrases(words, wanted, spans);
  if (!wanted.phones.empty())
    for (const Phone& phone : phones_of(text))
      if (wanted.phones.contains(phone.digits)) spans.push_back({phone.begin, phone.end});
  return merged(std::move(spans));
}

// The first window that holds the most hits.
std::size_t densest(const std::vector<Span>& spans) {
  std::size_t best = 0, most = 0, last = 0;
  for (std::size_t first = 0; first < spans.size(); ++first) {
    while (last < spans.size() && spans[last].end <= spans[first].begin + kLength - kBefore) ++last;
    if (last - first <= most || last < first) continue;
    most = last - first;
    best = first;
  }
  return best;
}

Span window_of(std::string_view text, const std::vector<Word>& words, const std::vector<Span>& spans) {
  Span window{0, text.size()};
  if (!spans.empty() && text.size() > kLength) {
    const std::size_t hit = spans[densest(spans)].begin;
    const auto word = std::ranges::lower_bound(words, hit > kBefore ? hit - kBefore : 0, {}, &Word::begin);
    window.begin = hit > kBefore && word != words.end() ? std::min(word->begin, hit) : 0;
  }
  if (text.size() - window.begin <= kLength + kBefore) return window;
  window.end = window.begin + prefix(text.substr(window.begin), kLength).size();
  const auto cut = std::ranges::find_if(words, [&](const Word& word) { return word.end > window.end; });
  if (cut != words.end() && cut->begin > window.begin + kBefore && cut->begin < window.end) window.end = cut->begin;
  return window;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || (c >= 9 && c <= 13);
    if (!blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  return std::string(trim(out));
}

}  // namespace

std::string make_snippet(std::string_view text, const Wanted& wanted, const Stemmer& stemmer) {
  const std::vector<Word> words = words_of(text);
  const std::vector<Span> spans = find_spans(text, words, wanted, stemmer);
  const Span window = window_of(text, words, spans);
  std::string out;
  std::size_t at = window.begin;
  for (const Span& span : spans) {
    if (span.begin < window.begin || span.end > window.end) continue;
    out.append(text.substr(at, span.begin - at)).append(kOpen);
    out.append(text.substr(span.begin, span.end - span.begin)).append(kClose);
    at = span.end;
  }
  out.append(text.substr(at, window.end - at));
  out = one_line(out);
  if (window.begin > 0) out = std::string(kCut) + " " + out;
  if (window.end < text.size()) out += " " + std::string(kCut);
  return out;
}

}  // namespace schouw
