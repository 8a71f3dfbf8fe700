// Gap: a slip in the first letter, two in a word, and in words of less than four letters.
#include "slips.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "schouw/base/sort_unique.h"

namespace schouw {
namespace {

constexpr std::size_t kShortest = 4, kLongest = 12, kShortestRest = 4, kBitsOfOne = 32;
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15u;

constexpr std::array<std::uint64_t, kLongest + 1> kPowers = [] {
  std::array<std::uint64_t, kLongest + 1> out{1};
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] * kBase;
  return out;
}();

// Polynomial, so that a word without a letter costs no more than a sum.
std::uint64_t with(std::uint64_t head, char c) { return head * kBase + static_cast<unsigned char>(c); }
std::uint32_t mixed(std::uint64_t sum) { return static_cast<std::uint32_t>((sum ^ sum >> 29) * 0xBF58476D1CE4E5B9u >> 32); }

/// all()[i]: the sum over the first i letters.
class Heads {
 public:
  explicit Heads(std::string_view word) : count_(word.size() + 1) {
    for (std::size_t i = 0; i < word.size(); ++i) sums_[i + 1] = with(sums_[i], word[i]);
  }
  std::span<const std::uint64_t> all() const { return std::span(sums_).first(count_); }

 private:
  std::array<std::uint64_t, kLongest + 1> sums_{};
  std::size_t count_;
};

std::uint32_t hash_of(std::string_view word) {
  std::uint64_t sum = 0;
  for (const char c : word) sum = with(sum, c);
  return mixed(sum);
}

std::uint64_t tail(std::span<const std::uint64_t> heads, std::size_t from) {
  const std::size_t count = heads.size() - 1 - from;
  return heads.back() - heads[from] * kPowers[count];
}
std::uint32_t hash_without(std::span<const std::uint64_t> heads, std::size_t i) {
  return mixed(heads[i] * kPowers[heads.size() - 2 - i] + tail(heads, i + 1));
}

/// Of a to z only, five bits each; no two words are alike. 0: it has other letters.
std::uint64_t packed(std::string_view word) {
  static_assert(kLongest * 5 < 64);
  std::uint64_t out = 0;
  for (const char c : word) {
    if (c < 'a' || c > 'z') return 0;
    out = out << 5 | static_cast<std::uint64_t>(c - 'a' + 1);
  }
  return out;
}

/// How `typed` differs from `meant`: one of "mosx"; 0: in another way.
char kind_of(std::string_view typed, std::string_view meant) {
  const auto [a, b] = std::ranges::mismatch(typed, meant);
  const std::string_view x(a, typed.end()), y(b, meant.end());
  if (typed.size() + 1 == meant.size()) return x == y.substr(1) ? 'm' : '\0';
  if (typed.size() == meant.size() + 1) return x.substr(1) == y ? 'x' : '\0';
  if (typed.size() != meant.size() || x.empty()) return '\0';
  if (x.substr(1) == y.substr(1)) return 'o';
  return x.size() > 1 && x[0] == y[1] && x[1] == y[0] && x.substr(2) == y.substr(2) ? 's' : '\0';
}

struct Sound {
  std::string_view letters, as;
};
// By letter, the longest first; a letter that begins none sounds like itself.
constexpr Sound kSounds[] = {{"0", "o"},  {"3", "e"},  {"4", "a"},   {"ch", "g"}, {"ck", "k"}, {"c", "k"},  {"dt", "t"},
                             {"ei", "y"}, {"ey", "y"}, {"gh", "g"},  {"ij", "y"}, {"ie", "i"}, {"ou", "au"}, {"ph", "f"},
                             {"q", "k"},  {"sch", "sg"}, {"th", "t"}, {"v", "f"},  {"x", "ks"}, {"z", "s"}};
constexpr Sound kEnds[] = {{"luk", "lyk"}, {"lik", "lyk"}, {"luke", "lyke"}, {"like", "lyke"}, {"en", "e"}, {"d", "t"}};

/// Where the sounds of a letter begin in kSounds, by letter.
constexpr std::array<std::uint8_t, 257> kSoundsOf = [] {
  std::array<std::uint8_t, 257> out{};
  for (std::size_t letter = 0; letter < out.size(); ++letter)
    out[letter] = static_cast<std::uint8_t>(
        std::ranges::count_if(kSounds, [&](const Sound& s) { return static_cast<unsigned char>(s.letters[0]) < letter; }));
  return out;
}();

const Sound* sound_at(std::string_view rest) {
  const auto letter = static_cast<unsigned char>(rest[0]);
  for (std::size_t i = kSoundsOf[letter]; i < kSoundsOf[letter + 1u]; ++i)
    if (rest.starts_with(kSounds[i].letters)) return &kSounds[i];
  return nullptr;
}

}  // namespace

std::string sound_of(std::string_view word) {
  std::string out;
  const auto say = [&](char c) {
    if (out.empty() || out.back() != c) out.push_back(c);
  };
  for (std::size_t i = 0; i < word.size();) {
    const Sound* const sound = sound_at(word.substr(i));
    if (sound == nullptr) {
      say(word[i++]);
      continue;
    }
    std::ranges::for_each(sound->as, say);
    i += sound->letters.size();
  }
  for (const Sound& end : kEnds)
    if (out.ends_with(end.letters)) {
      out.replace(out.size() - end.letters.size(), std::string::npos, end.as);
      break;
    }
  return out;
}

void Slips::Hashes::close() {
  sort_unique(entries_);
  entries_.shrink_to_fit();
  while ((std::size_t{1} << width_) < kBitsOfOne * entries_.size()) ++width_;
  bits_.assign(std::size_t{1} << (width_ - 6), 0);
  for (const Entry& entry : entries_) bits_[place(entry.hash) >> 6] |= std::uint64_t{1} << (place(entry.hash) & 63);
}

std::span<const Slips::Hashes::Entry> Slips::Hashes::of(Hash hash) const {
  if (!may_hold(hash)) return {};
  const auto first = std::ranges::lower_bound(entries_, hash, {}, &Entry::hash);
  return {first, std::ranges::upper_bound(first, entries_.end(), hash, {}, &Entry::hash)};
}

Slips::Slips(const SpellingWords& words, const std::vector<std::string_view>& known) : words_(words.slips), sounds_(words.sounds), firsts_(words.first), lasts_(words.last) {
  for (const std::string_view word : known) known_.add(hash_of(word));
  for (std::uint32_t number = 0; number < words_.size(); ++number) {
    if (words_[number].text.size() > kLongest) continue;
    const Heads sums(words_[number].text);
    const std::span<const std::uint64_t> heads = sums.all();
    parts_.add(mixed(heads.back()), number);
    for (std::size_t i = 1; i + 1 < heads.size(); ++i) parts_.add(hash_without(heads, i), number);
  }
  for (std::uint32_t number = 0; number < sounds_.size(); ++number) by_sound_.add(hash_of(sound_of(sounds_[number])), number);
  for (const std::string& word : firsts_) first_.add(hash_of(word));
  for (Hashes* set : {&known_, &parts_, &by_sound_, &first_}) set->close();
}

/// "appme" -> "app me"; empty: no.
std::string Slips::parted(std::string_view word, std::span<const std::uint64_t> heads) const {
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (!first_.may_hold(mixed(heads[i])) || std::ranges::find(firsts_, word.substr(0, i)) == firsts_.end()) continue;
    const Hash rest = mixed(tail(heads, i));
    if (std::ranges::find(lasts_, word.substr(i)) != lasts_.end() || (word.size() - i >= kShortestRest && known_.may_hold(rest)))
      return std::string(word.substr(0, i)) + ' ' + std::string(word.substr(i));
  }
  return {};
}

/// What an unknown word stands for; empty: it may be anything.
std::string Slips::meant(std::string_view word, Innocent& innocent) const {
  const std::uint64_t letters = packed(word);
  if (letters != 0 && innocent.holds(letters)) return {};
  std::string out = meant_by_rules(word);
  if (letters != 0 && out.empty()) innocent.add(letters);
  return out;
}

std::string Slips::meant_by_rules(std::string_view word) const {
  const Heads sums(word);
  const std::span<const std::uint64_t> heads = sums.all();
  if (known_.may_hold(mixed(heads.back()))) return {};
  const std::string sound = sound_of(word);
  for (const Hashes::Entry& entry : by_sound_.of(hash_of(sound)))
    if (sound_of(sounds_[entry.number]) == sound) return sounds_[entry.number];
  const auto found = [&](Hash hash) -> const std::string* {
    for (const Hashes::Entry& entry : parts_.of(hash)) {
      const SpellingWords::Word& one = words_[entry.number];
      const char kind = kind_of(word, one.text);
      if (kind != '\0' && one.kinds.find(kind) != std::string::npos) return &one.text;
    }
    return nullptr;
  };
  if (const std::string* whole = found(mixed(heads.back()))) return *whole;
  for (std::size_t i = 1; i < word.size(); ++i)
    if (const std::string* part = found(hash_without(heads, i))) return *part;
  return parted(word, heads);
}

std::optional<PlainText> Slips::mended(const PlainText& plain, Innocent& innocent) const {
  const std::string& text = plain.text;
  std::optional<PlainText> out;
  std::size_t sentence = 0, kept = 0;  // where the sentence begins, and how far the text has been passed
  bool mends = false;
  const auto keep = [&](std::size_t end) {
    for (; kept < end; ++kept) {
      out->text.push_back(text[kept]);
      out->at.push_back(plain.origin(kept));
    }
  };
  const auto close_sentence = [&](std::size_t end) {
    if (mends) keep(end);
    sentence = kept = end;
    mends = false;
  };
  for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
    end = begin;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    if (end - begin >= kShortest && end - begin <= kLongest)
      if (const std::string word = meant(std::string_view(text).substr(begin, end - begin), innocent); !word.empty()) {
        if (!out) out.emplace();
        if (!mends) kept = sentence;
        mends = true;
        keep(begin);
        for (std::size_t i = 0; i < word.size(); ++i) {
          out->text.push_back(word[i]);
          out->at.push_back(plain.origin(std::min(begin + i, end - 1)));
        }
        kept = end;
      }
    const bool stop = end < text.size() && (text[end] == '\n' || ((text[end] == '.' || text[end] == '!' || text[end] == '?') &&
                                                                    end + 1 < text.size() && text[end + 1] == ' '));
    if (stop) close_sentence(end + 1);
  }
  close_sentence(text.size());
  if (out) out->at.push_back(plain.origin(text.size()));
  return out;
}

}  // namespace schouw
