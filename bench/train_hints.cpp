// Learns lexicons/hints.json from labelled sentences: which words, pairs of words and pieces of words stand in threats and
// abuse, and which in what is like them. The same sentences give the same bytes.
//
//   build/release/tests/train_hints tests/corpus/sentences > lexicons/hints.json
//   ... --without twentieth: what the other rounds say, to measure that one with
//
// Learned is a linear support vector machine (squared hinge loss, dual coordinate descent: Hsieh et al., 2008) over features
// scaled by their log-ratio of counts (Wang and Manning, 2012). Kept are the kKept heaviest features, as whole numbers.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "hint_features.h"
#include "schouw/base/patterns.h"

namespace schouw::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 40;             // of descent; the weights move less than they are rounded by then
constexpr double kCost = 1;
constexpr std::size_t kKept = 12'000;
constexpr int kFewest = 2;              // sentences a feature must stand in
constexpr double kScale = 1'000;        // weights as whole numbers
constexpr double kFrom = 0.20;          // how far beyond the border a text must lie: docs/lexicons.md, "Hints"
constexpr int kSexualFrom = 10;        // tenths of a logarithm: nine in ten sexual hints are not cited, nor a third of the others
constexpr double kShare = 0.3;          // keeps the length of a sentence's vector near one
// Kinds of sentences whose words are not cited in a report.
const std::set<std::string> kSexual = {"sexting", "sex", "s", "groom", "grooming", "nude", "pressure"};

struct Sentence {
  bool positive = false, sexual = false;
  std::string text;
  std::vector<std::pair<std::uint32_t, double>> features;
  std::size_t words = 0;
};

/// Only files on abuse have labels for it; in all others no sentence is abuse.
std::vector<Sentence> read(const fs::path& folder, const std::string& without) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.insert(entry.path());
  std::vector<Sentence> out;
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    if (!without.empty() && name.starts_with(without)) continue;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with("1\t") && !line.starts_with("0\t")) continue;
      Sentence& one = out.emplace_back();
      one.positive = line[0] == '1' && name.find("abuse") != std::string::npos;
      one.sexual = one.positive && kSexual.contains(line.substr(2, line.find('\t', 2) - 2));
      one.text = line.substr(line.rfind('\t') + 1);
    }
  }
  return out;
}

/// Words by meaning, as a person sorted them: "name: word word" (word-classes.txt). Not learned: what is learned is what the classes weigh.
struct Classes {
  std::map<std::string, std::set<std::string>> words;
  std::unordered_map<std::string, std::uint64_t> of;
  std::vector<std::string> names;
};

Classes read_classes(const fs::path& file) {
  Classes out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(':');
    if (line.starts_with('#') || colon == std::string::npos) continue;
    const PlainText plain = plain_text(line.substr(colon + 1));
    std::vector<HintWord> words;
    cut_hint_words(plain.text, words);
    for (const HintWord& word : words)
      if (word.is_word()) out.words[line.substr(0, colon)].emplace(word.form);
  }
  for (const auto& [name, words] : out.words) {
    for (const std::string& word : words) out.of[word] |= std::uint64_t{1} << out.names.size();
    out.names.push_back('@' + name);
  }
  return out;
}

/// Words that mostly have a capital within a sentence: names, which say who wrote the sentences and not what they mean.
std::set<std::string> names_in(const std::vector<Sentence>& sentences) {
  std::map<std::string, std::pair<int, int>> seen;   // with a capital, without
  for (const Sentence& one : sentences) {
    std::vector<HintWord> words;
    const PlainText plain = plain_text(one.text);
    cut_hint_words(plain.text, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].is_end()) continue;
      const bool capital = std::isupper(static_cast<unsigned char>(one.text[plain.origin(words[i].begin)])) != 0;
      auto& [with, none] = seen[std::string(words[i].form)];
      if (!capital)
        ++none;
      else if (i > 0 && !words[i - 1].is_end())
        ++with;
    }
  }
  std::set<std::string> out;
  for (const auto& [word, times] : seen)
    if (times.first >= 1 && times.first >= times.second && word.size() > 2) out.insert(word);
  return out;
}

/// The features of all sentences by number.
class Features {
  /// Features by name, as hints.json has them.
  struct Visitor {
    Features& features;
    const std::vector<HintWord>& words;
    const std::vector<std::string>& classes;
    std::map<std::uint32_t, double>& found;

    std::string name(std::size_t i) const { return i == kHintBorder ? "." : std::string(words[i].form); }
    void add(const std::string& feature, double share) { found[features.number(feature, share)] += share; }
    void word(std::size_t i) {
      add(name(i), HintShare::word);
      each_hint_piece(words[i].form, [&](std::string_view letters) { add("~" + std::string(letters), HintShare::piece); });
    }
    void pair(std::size_t i, std::size_t k, HintGap gap) {
      const char* const between[] = {" ", " _ ", " __ "};
      const auto apart = static_cast<std::size_t>(gap);
      add(name(i) + between[apart] + name(k), apart == 0 ? HintShare::pair : HintShare::apart);
    }
    void meaning(std::size_t, std::size_t a) { add(classes[a], HintShare::meaning); }
    void meanings(std::size_t, std::size_t, std::size_t a, std::size_t b) {
      add(classes[a] + ' ' + classes[b], HintShare::meanings);
    }
  };

 public:
  void read(Sentence& one, const std::set<std::string>& names, const Classes& classes) {
    const PlainText plain = plain_text(one.text);
    std::vector<HintWord> words;
    cut_hint_words(plain.text, words);
    for (HintWord& word : words) {
      const std::string form(word.form);
      if (word.is_word() && names.contains(form)) word.kind = HintWord::Kind::skipped;
      const auto it = classes.of.find(form);
      if (word.is_word() && it != classes.of.end()) word.classes = it->second;
    }
    std::map<std::uint32_t, double> found;
    Visitor visitor{*this, words, classes.names, found};
    each_hint_window(words, [&](const HintWindow& window) {
      one.words += window.words;
      each_hint_pair(words, window, visitor);
      each_hint_meaning(words, window, visitor);
      return false;
    });
    const double scale = kShare / std::sqrt(static_cast<double>(one.words) + 1);
    for (const auto& [feature, times] : found) one.features.emplace_back(feature, times * scale);
  }
  std::size_t size() const { return names_.size(); }
  const std::string& name(std::size_t i) const { return names_[i]; }
  double share(std::size_t i) const { return shares_[i]; }

 private:
  std::uint32_t number(const std::string& name, double share) {
    const auto [it, is_new] = numbers_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) {
      names_.push_back(name);
      shares_.push_back(share);
    }
    return it->second;
  }

  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
  std::vector<double> shares_;
};

/// How unevenly each feature is spread over both kinds; 0 for a rare one.
std::vector<double> ratios(const std::vector<Sentence>& sentences, std::size_t size) {
  std::vector<double> with(size, 1), without(size, 1);
  double positives = 2, negatives = 2;
  for (const Sentence& one : sentences) {
    (one.positive ? positives : negatives) += 1;
    for (const auto& [feature, value] : one.features) (one.positive ? with : without)[feature] += 1;
  }
  std::vector<double> out(size, 0);
  for (std::size_t i = 0; i < size; ++i)
    if (with[i] + without[i] - 2 >= kFewest) out[i] = std::abs(std::log((with[i] / positives) / (without[i] / negatives)));
  return out;
}

struct Learned {
  std::vector<double> weights;
  double bias = 0;
};

Learned learn(std::vector<Sentence>& sentences, const std::vector<double>& ratio) {
  for (Sentence& one : sentences)
    for (auto& [feature, value] : one.features) value *= ratio[feature];
  Learned out{std::vector<double>(ratio.size(), 0), 0};
  const double ease = 1 / (2 * kCost);
  std::vector<double> alpha(sentences.size(), 0), length(sentences.size(), 1 + ease);
  std::vector<std::size_t> order(sentences.size());
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    order[i] = i;
    for (const auto& [feature, value] : sentences[i].features) length[i] += value * value;
  }
  std::uint64_t seed = 12'345;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = order.size() - 1; i > 0; --i) {
      seed = seed * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
      std::swap(order[i], order[(seed >> 33) % (i + 1)]);
    }
    for (const std::size_t i : order) {
      const double side = sentences[i].positive ? 1 : -1;
      double sum = out.bias;
      for (const auto& [feature, value] : sentences[i].features) sum += out.weights[feature] * value;
      const double now = std::max(0.0, alpha[i] - (side * sum - 1 + ease * alpha[i]) / length[i]);
      const double step = (now - alpha[i]) * side;
      alpha[i] = now;
      if (step == 0) continue;
      out.bias += step;
      for (const auto& [feature, value] : sentences[i].features) out.weights[feature] += step * value;
    }
  }
  for (std::size_t i = 0; i < ratio.size(); ++i) out.weights[i] *= ratio[i];
  return out;
}

using ByWeight = std::map<int, std::set<std::string>>;

/// The heaviest features by weight, with their share in it.
ByWeight heaviest(const Features& features, const Learned& learned) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < features.size(); ++i)
    if (learned.weights[i] != 0) order.emplace_back(-std::abs(learned.weights[i]), i);
  std::ranges::sort(order);
  order.resize(std::min(order.size(), kKept));
  ByWeight out;
  for (const auto& [size, i] : order)
    if (const int weight = static_cast<int>(std::lround(learned.weights[i] * features.share(i) * kShare * kScale)); weight != 0)
      out[weight].insert(features.name(i));
  return out;
}

/// Words of sexual sentences as against other abuse: tenths of the logarithm of how much oftener they stand there.
ByWeight sexual_words(const std::vector<Sentence>& sentences, const std::set<std::string>& names) {
  std::map<std::string, std::pair<int, int>> seen;
  double sexual = 1, others = 1;
  for (const Sentence& one : sentences) {
    if (!one.positive) continue;
    (one.sexual ? sexual : others) += 1;
    std::vector<HintWord> words;
    const PlainText plain = plain_text(one.text);
    cut_hint_words(plain.text, words);
    std::set<std::string> forms;
    for (const HintWord& word : words)
      if (!word.is_end() && !names.contains(std::string(word.form))) forms.insert(std::string(word.form));
    for (const std::string& form : forms) ++(one.sexual ? seen[form].first : seen[form].second);
  }
  ByWeight out;
  for (const auto& [word, times] : seen) {
    if (times.first + times.second < kFewest) continue;
    const double ratio = std::log(((times.first + 0.5) / sexual) / ((times.second + 0.5) / others));
    if (const int weight = static_cast<int>(std::lround(10 * ratio)); std::abs(weight) >= 5) out[weight].insert(word);
  }
  return out;
}

// Features are plain letters, digits and the signs # ~ < > _ @ and a full stop: nothing to escape.
template <class Key>
void print(const char* name, const std::map<Key, std::set<std::string>>& rows, const char* end) {
  std::printf("  \"%s\": {", name);
  const char* between = "\n";
  for (const auto& [key, features] : rows) {
    if constexpr (std::is_same_v<Key, int>)
      std::printf("%s   \"%d\": [", between, key);
    else
      std::printf("%s   \"%s\": [", between, key.c_str());
    const char* comma = "";
    for (const std::string& feature : features) {
      std::printf("%s\"%s\"", comma, feature.c_str());
      comma = ", ";
    }
    std::printf("]");
    between = ",\n";
  }
  std::printf("\n  }%s\n", end);
}

int run(const fs::path& folder, const std::string& without) {
  std::vector<Sentence> sentences = read(folder, without);
  const std::set<std::string> names = names_in(sentences);
  const Classes classes = read_classes(folder / "word-classes.txt");
  Features features;
  for (Sentence& one : sentences) features.read(one, names, classes);
  const Learned learned = learn(sentences, ratios(sentences, features.size()));
  std::printf("{\n \"hints\": {\n  \"from\": %ld,\n  \"sexual_from\": %d,\n", std::lround((kFrom - learned.bias) * kScale), kSexualFrom);
  print("classes", classes.words, ",");
  print("weights", heaviest(features, learned), ",");
  print("sexual", sexual_words(sentences, names), "");
  std::printf(" }\n}\n");
  return 0;
}

}  // namespace
}  // namespace schouw::bench

int main(int count, char** arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  if (given.size() != 1 && (given.size() != 3 || given[1] != "--without")) {
    std::fprintf(stderr, "train_hints <folder of sentences> [--without <begin of a file's name>]\n");
    return 2;
  }
  return schouw::bench::run(given[0], given.size() == 3 ? given[2] : std::string());
}
