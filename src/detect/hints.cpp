#include "hints.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "schouw/base/assert.h"
#include "schouw/base/patterns.h"

namespace schouw {
namespace {

constexpr std::size_t kFewestWords = 3;
constexpr std::size_t kToldWords = 4;
constexpr double kOrdinary = 20;   // what was learned from is seldom longer: a long text must weigh more
constexpr double kRoom = 1;   // so that three words are not enough where six would be

int whole_number(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::uint64_t number_of_pair(std::uint64_t first, std::uint64_t second, HintGap gap) {
  return (first * 0xFF51AFD7ED558CCDu + (second ^ second >> 29)) * 3 + static_cast<std::uint64_t>(gap) + 1;
}

/// Five letters are 40 bits.
std::uint64_t number_of_piece(std::string_view letters) {
  std::uint64_t out = letters.size();
  for (const char c : letters) out = out << 8 | static_cast<unsigned char>(c);
  return out ^ out << 23;
}

/// A feature as hints.json has it: "je", "je ouders", "je _ ouders", "je __ ouders", "~oud".
std::uint64_t number_of_feature(std::string_view feature) {
  if (feature.starts_with('~')) return number_of_piece(feature.substr(1));
  const std::size_t first = feature.find(' '), last = feature.rfind(' ');
  if (first == std::string_view::npos) return hint_number(feature);
  const auto number = [](std::string_view word) { return word == "." ? 0 : hint_number(word); };
  const HintGap gap = first == last ? HintGap::none : last - first == 2 ? HintGap::one : HintGap::two;
  return number_of_pair(number(feature.substr(0, first)), number(feature.substr(last + 1)), gap);
}

/// "zou … jammer"; a border of the sentence is left out.
std::string told(std::span<const HintWord> words, std::size_t first, std::size_t last) {
  if (first == kHintBorder || last == kHintBorder) return std::string(words[std::min(first, last)].form);
  std::string out(words[first].form);
  if (last > first + 1) out += " …";
  if (last > first) out += ' ' + std::string(words[last].form);
  return out;
}

}  // namespace

/// Adds up the weights of a piece of text.
class Hints::Scales {
 public:
  Scales(const Hints& hints, std::span<const HintWord> words) : hints_(hints), words_(words) {}
  void word(std::size_t i) {
    sum += hints_.weight_of(words_[i].number);
    each_hint_piece(words_[i].form, [&](std::string_view letters) { sum += hints_.weight_of(number_of_piece(letters)); });
  }
  void pair(std::size_t i, std::size_t k, HintGap gap) { sum += weight_of_pair(i, k, gap); }
  void meaning(std::size_t, std::size_t a) { sum += hints_.meaning_[a]; }
  void meanings(std::size_t, std::size_t, std::size_t a, std::size_t b) { sum += weight_of_meanings(a, b); }
  int weight_of_meanings(std::size_t a, std::size_t b) const { return hints_.meanings_[a * kHintClasses + b]; }
  int weight_of_word(std::size_t i) const { return hints_.weight_of(words_[i].number); }
  int weight_of_pair(std::size_t i, std::size_t k, HintGap gap) const {
    return hints_.weight_of(number_of_pair(number(i), number(k), gap));
  }

  std::int64_t sum = 0;

 private:
  std::uint64_t number(std::size_t i) const { return i == kHintBorder ? 0 : words_[i].number; }

  const Hints& hints_;
  std::span<const HintWord> words_;
};

Hints::Hints(const Json& file) {
  const Json& hints = file.at("hints");
  if (hints.at("weights").members().empty()) return;
  places_.resize(kPlaces);
  bits_.resize(kBits / 64);
  class_places_.resize(kClassPlaces);
  meaning_.resize(kHintClasses);
  meanings_.resize(kHintClasses * kHintClasses);
  put_classes(hints.at("classes"));
  for (const auto& [weight, features] : hints.at("weights").members())
    for (const Json& feature : features.items()) put(feature.str(), whole_number(weight));
  for (const auto& [weight, words] : hints.at("sexual").members())
    for (const Json& word : words.items()) sexual_[std::string(word.str())] = whole_number(weight);
  from_ = static_cast<double>(hints.at("from").integer().value_or(0));
  sexual_from_ = static_cast<int>(hints.at("sexual_from").integer().value_or(0));
}

void Hints::put_classes(const Json& classes) {
  for (const auto& [name, words] : classes.members()) {
    const std::size_t number = class_names_.size();
    SCHOUW_ASSERT(number < kHintClasses);
    class_names_.emplace('@' + std::string(name), number);
    for (const Json& word : words.items()) {
      const std::uint64_t mixed = mixed_of(hint_number(word.str()));
      std::size_t at = mixed >> 52;
      while (class_places_[at].number != 0 && class_places_[at].number != mixed) at = (at + 1) % kClassPlaces;
      class_places_[at].number = mixed;
      class_places_[at].classes |= std::uint64_t{1} << number;
    }
  }
}

std::uint64_t Hints::classes_of(std::uint64_t number) const {
  const std::uint64_t mixed = mixed_of(number);
  for (std::size_t at = mixed >> 52; class_places_[at].number != 0; at = (at + 1) % kClassPlaces)
    if (class_places_[at].number == mixed) return class_places_[at].classes;
  return 0;
}

/// "@you" or "@you @body".
void Hints::put_meaning(std::string_view feature, int weight) {
  const std::size_t blank = feature.find(' ');
  const std::size_t first = class_names_.at(std::string(feature.substr(0, blank)));
  if (blank == std::string_view::npos)
    meaning_[first] = weight;
  else
    meanings_[first * kHintClasses + class_names_.at(std::string(feature.substr(blank + 1)))] = weight;
}

void Hints::cut(std::string_view plain, std::vector<HintWord>& words) const {
  cut_hint_words(plain, words);
  for (HintWord& word : words)
    if (word.is_word()) word.classes = classes_of(word.number);
}

void Hints::put(std::string_view feature, int weight) {
  if (feature.starts_with('@')) return put_meaning(feature, weight);
  const std::uint64_t mixed = mixed_of(number_of_feature(feature));
  std::size_t at = mixed >> 49;
  while (places_[at].mark != 0) at = (at + 1) % kPlaces;
  places_[at] = {mark_of(mixed), weight};
  bits_[mixed >> 53] |= std::uint64_t{1} << (mixed >> 47 & 63);
}

int Hints::weight_at(std::uint64_t mixed) const {
  for (std::size_t at = mixed >> 49; places_[at].mark != 0; at = (at + 1) % kPlaces)
    if (places_[at].mark == mark_of(mixed)) return places_[at].weight;
  return 0;
}

bool Hints::weighs_enough(std::span<const HintWord> words, const HintWindow& window) const {
  if (window.words < kFewestWords) return false;
  Scales scales(*this, words);
  each_hint_pair(words, window, scales);
  each_hint_meaning(words, window, scales);
  const double count = static_cast<double>(window.words);
  return static_cast<double>(scales.sum) > from_ * std::sqrt(count + kRoom) * std::max(1.0, count / kOrdinary);
}

bool Hints::is_sexual(std::span<const HintWord> words, const HintWindow& window) const {
  int sum = 0;
  for (const HintWord& word : words.subspan(window.first, window.end - window.first))
    if (const auto it = sexual_.find(std::string(word.form)); it != sexual_.end()) sum += it->second;
  return sum >= sexual_from_;
}

std::optional<Hints::Found> Hints::find(std::string_view plain, std::vector<HintWord>& words) const {
  std::optional<Found> out;
  if (places_.empty()) return out;
  cut(plain, words);
  each_hint_window(words, [&](const HintWindow& window) {
    if (!weighs_enough(words, window)) return false;
    std::size_t last = window.end - 1;
    while (words[last].is_end()) --last;
    out = Found{words[window.first].begin, words[last].end, is_sexual(words, window)};
    return true;
  });
  return out;
}

std::vector<std::string> Hints::weighed(std::string_view plain, std::uint32_t begin) const {
  std::vector<std::string> out;
  if (places_.empty()) return out;
  std::vector<HintWord> words;
  cut(plain, words);
  // Told are words and pairs that stand in hints.json themselves, not those a piece of which does: a name never does.
  struct Told {
    const Scales& scales;
    std::vector<std::pair<int, std::pair<std::size_t, std::size_t>>> heaviest;   // the weight negative: heaviest first
    void word(std::size_t i) { heaviest.emplace_back(-scales.weight_of_word(i), std::pair(i, i)); }
    void pair(std::size_t i, std::size_t k, HintGap gap) {
      heaviest.emplace_back(-scales.weight_of_pair(i, k, gap), std::pair(i, k));
    }
    void meaning(std::size_t, std::size_t) {}
    void meanings(std::size_t i, std::size_t k, std::size_t a, std::size_t b) {
      heaviest.emplace_back(-scales.weight_of_meanings(a, b), std::pair(i, k));
    }
  };
  const Scales scales(*this, words);
  Told found{scales, {}};
  each_hint_window(words, [&](const HintWindow& window) {
    if (words[window.first].begin != begin) return false;
    each_hint_pair(words, window, found);
    each_hint_meaning(words, window, found);
    return false;
  });
  std::ranges::sort(found.heaviest);
  for (const auto& [weight, place] : found.heaviest) {
    if (weight >= 0 || out.size() == kToldWords) break;
    const std::string words_there = told(words, place.first, place.second);
    if (std::ranges::find(out, words_there) == out.end()) out.push_back(words_there);
  }
  return out;
}

}  // namespace schouw
