// Tens of thousands of words and phrases are looked up in a table: the engine took seconds to compile them, at the start of
// every ingest. Patterns, and words with a sign at an edge, are the engine's.
//
// Vectorscan reports every end of a match with its leftmost start; the callback keeps those that are whole words.
//
//   app(en|t)?   over "appt in het apparaat"  ->  appt; not app, twice
//
// Patterns are compiled between word boundaries, for the leftmost start of "(ik )?app" in "pik app" is no word. The
// callback looks again: the boundaries of the engine know the underscore as a letter, and an apostrophe as none.
#include "schouw/base/patterns.h"

#include <hs/hs.h>

#include <algorithm>
#include <unordered_map>

#include "phrase_table.h"
#include "schouw/base/assert.h"
#include "schouw/base/sort_unique.h"

namespace schouw {
namespace {

/// The engine takes three times as long for fifty patterns at once as for fifty by nines; scanning takes as long.
constexpr std::size_t kPatternsTogether = 9;

struct FreeDatabase {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
};
struct FreeScratch {
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};
struct FreeError {
  void operator()(hs_compile_error_t* error) const { hs_free_compile_error(error); }
};
using Database = std::unique_ptr<hs_database_t, FreeDatabase>;
using Scratch = std::unique_ptr<hs_scratch_t, FreeScratch>;

/// A word may be given more than once: it is compiled once, and a hit is one of every number it was given as.
struct Word {
  std::uint32_t bytes = 0;
  std::vector<std::uint32_t> numbers = {};
};

struct Scanning {
  std::string_view text;
  std::span<const Word> words;
  std::vector<PatternHit>* hits;
};

bool whole_words(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin >= end || end > text.size()) return false;
  if (begin > 0 && is_word_byte(text[begin]) && is_word_byte(text[begin - 1])) return false;
  return end == text.size() || !is_word_byte(text[end - 1]) || !is_word_byte(text[end]);
}

int take_hit(unsigned int id, unsigned long long from, unsigned long long to, unsigned int, void* context) {
  auto& scanning = *static_cast<Scanning*>(context);
  const Word* word = id < scanning.words.size() ? &scanning.words[id] : nullptr;
  if (word != nullptr) from = to - word->bytes;
  if (!whole_words(scanning.text, from, to)) return 0;
  const auto put = [&](std::uint32_t number) {
    scanning.hits->push_back({number, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
  };
  if (word == nullptr) put(id);
  else std::ranges::for_each(word->numbers, put);
  return 0;
}

/// A pattern whose edge is a sign ("+31", "@name") has no word boundary there.
std::string bounded(const std::string& pattern) {
  const auto edge = [](char c) { return is_word_byte(c) || c == '(' || c == ')' || c == '[' || c == ']'; };
  std::string out = "(?:" + pattern + ")";
  if (!pattern.empty() && edge(pattern.front())) out = "\\b" + out;
  const bool ends_in_word = !pattern.empty() && (edge(pattern.back()) || pattern.back() == '?' || pattern.back() == '+' ||
                                                 pattern.back() == '*' || pattern.back() == '}');
  return ends_in_word ? out + "\\b" : out;
}

/// Takes the phrases; gives the rest once each, in the order of their first number.
Result<std::vector<std::string_view>> part_words(std::span<const std::string> words, PhraseTable& phrases, std::vector<Word>& rest) {
  std::vector<std::string_view> out;
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const auto number = static_cast<std::uint32_t>(i);
    if (word.empty()) return fail(ErrorCode::usage, "pattern-invalid", {word, "empty"});
    if (is_word_byte(word.front()) && is_word_byte(word.back())) {
      phrases.add(word, number);
      continue;
    }
    const auto [place, fresh] = places.emplace(word, out.size());
    if (fresh) {
      out.push_back(word);
      rest.push_back({.bytes = static_cast<std::uint32_t>(word.size())});
    }
    rest[place->second].numbers.push_back(number);
  }
  return out;
}

/// Words are literals. Their length is known, so where one begins need not be asked of the engine.
Result<Database> compile_words(std::span<const std::string_view> words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> lengths;
  std::vector<unsigned int> flags(words.size(), 0), ids;
  for (const std::string_view word : words) {
    texts.push_back(word.data());
    lengths.push_back(word.size());
    ids.push_back(static_cast<unsigned int>(ids.size()));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* raw_error = nullptr;
  const hs_error_t status =
      hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(), static_cast<unsigned>(texts.size()),
                           HS_MODE_BLOCK, nullptr, &database, &raw_error);
  const std::unique_ptr<hs_compile_error_t, FreeError> error(raw_error);
  if (status != HS_SUCCESS) return fail(ErrorCode::usage, "pattern-invalid", {"", error ? error->message : ""});
  return Database(database);
}

Result<Database> compile_patterns(std::span<const std::string> patterns, std::size_t first) {
  std::vector<std::string> sources;
  std::vector<const char*> texts;
  std::vector<unsigned int> flags(patterns.size(), HS_FLAG_SOM_LEFTMOST), ids;
  for (const std::string& pattern : patterns) sources.push_back(bounded(pattern));
  for (const std::string& source : sources) {
    texts.push_back(source.c_str());
    ids.push_back(static_cast<unsigned int>(first + ids.size()));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* raw_error = nullptr;
  const hs_error_t status = hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned>(texts.size()),
                                             HS_MODE_BLOCK, nullptr, &database, &raw_error);
  const std::unique_ptr<hs_compile_error_t, FreeError> error(raw_error);
  if (status == HS_SUCCESS) return Database(database);
  const bool known = error != nullptr && error->expression >= 0;
  const std::string which = known ? patterns[static_cast<std::size_t>(error->expression)] : std::string();
  return fail(ErrorCode::usage, "pattern-invalid", {which, error != nullptr ? error->message : ""});
}

}  // namespace

struct PatternSet::State {
  std::vector<Database> databases;
  PhraseTable phrases;
  std::vector<Word> words;
  Scratch scratch;  ///< fits all of them; every scanner has a copy
};

PatternSet::PatternSet(std::unique_ptr<State> state) : state_(std::move(state)) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

Result<PatternSet> PatternSet::compile(std::span<const std::string> words, std::span<const std::string> patterns) {
  auto state = std::make_unique<State>();
  const auto add = [&](Result<Database> made) -> Result<void> {
    if (!made) return tl::unexpected<Error>(made.error());
    state->databases.push_back(std::move(*made));
    return {};
  };
  const auto rest = part_words(words, state->phrases, state->words);
  if (!rest) return tl::unexpected<Error>(rest.error());
  if (!rest->empty())
    if (auto added = add(compile_words(*rest)); !added) return tl::unexpected<Error>(added.error());
  for (std::size_t first = 0; first < patterns.size(); first += kPatternsTogether) {
    const auto some = patterns.subspan(first, std::min(kPatternsTogether, patterns.size() - first));
    if (auto added = add(compile_patterns(some, words.size() + first)); !added) return tl::unexpected<Error>(added.error());
  }
  hs_scratch_t* scratch = nullptr;
  for (const Database& database : state->databases)
    SCHOUW_ASSERT(hs_alloc_scratch(database.get(), &scratch) == HS_SUCCESS);
  state->scratch.reset(scratch);
  return PatternSet(std::move(state));
}

struct PatternScanner::State {
  std::vector<const hs_database_t*> databases;
  const PhraseTable* phrases;  ///< of the set, as the databases are
  std::span<const Word> words;
  Scratch scratch;
};

PatternScanner::PatternScanner(const PatternSet& set) : state_(std::make_unique<State>()) {
  for (const Database& database : set.state_->databases) state_->databases.push_back(database.get());
  state_->phrases = &set.state_->phrases;
  state_->words = set.state_->words;
  if (state_->databases.empty()) return;
  hs_scratch_t* scratch = nullptr;
  SCHOUW_ASSERT(hs_clone_scratch(set.state_->scratch.get(), &scratch) == HS_SUCCESS);
  state_->scratch.reset(scratch);
}
PatternScanner::~PatternScanner() = default;
PatternScanner::PatternScanner(PatternScanner&&) noexcept = default;
PatternScanner& PatternScanner::operator=(PatternScanner&&) noexcept = default;

std::vector<PatternHit> PatternScanner::scan(std::string_view plain) {
  std::vector<PatternHit> hits;
  // Offsets are 32 bits; a text of 4 GB does not come in a record, and a part of it would be a part in silence.
  SCHOUW_ASSERT(plain.size() < UINT32_MAX);
  state_->phrases->scan(plain, hits);
  Scanning scanning{plain, state_->words, &hits};
  for (const hs_database_t* database : state_->databases) {
    const hs_error_t status = hs_scan(database, plain.data(), static_cast<unsigned>(plain.size()), 0,
                                      state_->scratch.get(), &take_hit, &scanning);
    SCHOUW_ASSERT(status == HS_SUCCESS);
  }
  sort_unique(hits);
  return hits;
}

}  // namespace schouw
