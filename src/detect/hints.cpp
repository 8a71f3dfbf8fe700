#include "hints.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "schouw/base/assert.h"
#include "schouw/base/patterns.h"

namespace schouw {
namespace {

constexpr std::size_t kFewestWords = 3;
constexpr std::size_t kToldWords = 4;
constexpr double kOrdinary = 20;   // what was learned from is seldom longer: a long text must weigh more
constexpr double kRoom = 1;   // so that three words are not enough where six would be

int number_of(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

/// "zou je ouders" of [first, last]; words between that do not count are dots.
std::string told(std::span<const HintWord> words, std::size_t first, std::size_t last) {
  std::string out(words[first].form);
  if (last > first + 1) out += " …";
  if (last > first) out += ' ' + std::string(words[last].form);
  return out;
}

}  // namespace

Hints::Hints(const Json& file) {
  const Json& hints = file.at("hints");
  if (hints.at("weights").members().empty()) return;
  places_.resize(std::size_t{1} << kBits);
  bits_.resize((std::size_t{1} << kBitBits) / 64);
  for (const auto& [weight, features] : hints.at("weights").members())
    for (const Json& feature : features.items()) put(feature.str(), number_of(weight));
  for (const auto& [weight, words] : hints.at("sexual").members())
    for (const Json& word : words.items()) sexual_[std::string(word.str())] = number_of(weight);
  from_ = static_cast<double>(hints.at("from").integer().value_or(0));
  sexual_from_ = static_cast<int>(hints.at("sexual_from").integer().value_or(0));
}

void Hints::put(std::string_view feature, int weight) {
  Key key;
  for (const char c : feature) key.add(c);
  std::size_t at = place_of(key.hash);
  while (places_[at].key != 0) at = (at + 1) % places_.size();
  places_[at] = {key.hash, weight};
  bits_[bit_of(key.hash) >> 6] |= std::uint64_t{1} << (bit_of(key.hash) & 63);
}

int Hints::weight_of(std::uint64_t key) const {
  if ((bits_[bit_of(key) >> 6] >> (bit_of(key) & 63) & 1) == 0) return 0;
  for (std::size_t at = place_of(key); places_[at].key != 0; at = (at + 1) % places_.size())
    if (places_[at].key == key) return places_[at].weight;
  return 0;
}

bool Hints::weighs_enough(std::span<const HintWord> words, const HintWindow& window) const {
  if (window.words < kFewestWords) return false;
  std::int64_t sum = 0;
  each_hint_feature<Key>(words, window, [&](const Key& key, double, std::size_t, std::size_t) { sum += weight_of(key.hash); });
  const double count = static_cast<double>(window.words);
  return static_cast<double>(sum) > from_ * std::sqrt(count + kRoom) * std::max(1.0, count / kOrdinary);
}

bool Hints::is_sexual(std::span<const HintWord> words, const HintWindow& window) const {
  int sum = 0;
  for (const HintWord& word : words.subspan(window.first, window.end - window.first))
    if (const auto it = sexual_.find(std::string(word.form)); it != sexual_.end()) sum += it->second;
  return sum >= sexual_from_;
}

std::optional<Hints::Found> Hints::find(std::string_view plain, std::vector<HintWord>& words) const {
  if (places_.empty()) return {};
  cut_hint_words(plain, words);
  for (const HintWindow& window : hint_windows(words)) {
    if (!weighs_enough(words, window)) continue;
    std::size_t last = window.end - 1;
    while (words[last].is_end()) --last;
    return Found{words[window.first].begin, words[last].end, is_sexual(words, window)};
  }
  return {};
}

std::vector<std::string> Hints::weighed(std::string_view plain, std::uint32_t begin) const {
  std::vector<std::string> out;
  if (places_.empty()) return out;
  std::vector<HintWord> words;
  cut_hint_words(plain, words);
  // Told are words and pairs that stand in hints.json themselves, not those a piece of which does: a name never does.
  std::map<std::pair<std::size_t, std::size_t>, int> by_place;
  for (const HintWindow& window : hint_windows(words))
    if (words[window.first].begin == begin)
      each_hint_feature<Key>(words, window, [&](const Key& key, double share, std::size_t first, std::size_t last) {
        if (share != HintShare::piece) by_place[{first, last}] += weight_of(key.hash);
      });
  std::vector<std::pair<int, std::pair<std::size_t, std::size_t>>> heaviest;
  for (const auto& [place, weight] : by_place)
    if (weight > 0) heaviest.emplace_back(-weight, place);
  std::ranges::sort(heaviest);
  for (const auto& [weight, place] : heaviest) {
    const std::string words_there = told(words, place.first, place.second);
    if (std::ranges::find(out, words_there) == out.end()) out.push_back(words_there);
    if (out.size() == kToldWords) break;
  }
  return out;
}

}  // namespace schouw
