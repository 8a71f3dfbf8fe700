#include "phrase_table.h"

#include <algorithm>
#include <functional>

namespace schouw {
namespace {

constexpr std::size_t kFewestSlots = 1024;

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word_byte(text[at])) ++at;
  return at;
}
std::size_t next_word(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_word_byte(text[at])) ++at;
  return at;
}

std::uint32_t hash_of(std::string_view phrase) {
  const std::uint64_t hash = std::hash<std::string_view>{}(phrase);
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

}  // namespace

std::size_t FirstWords::place(std::string_view word) {
  std::uint64_t bytes = word.size();
  for (std::size_t i = 0; i < std::min<std::size_t>(word.size(), 7); ++i)
    bytes = bytes << 8 | static_cast<unsigned char>(word[i]);
  return bytes * 0x9E3779B97F4A7C15u >> (64 - kBits);
}

/// The slot of the phrase, or the empty one where it belongs.
std::size_t PhraseTable::slot_of(std::string_view phrase, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.hash == hash && text_of(entry) == phrase) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

void PhraseTable::grow() {
  if (2 * (entries_.size() + 1) <= slots_.size()) return;
  slots_.assign(std::max(kFewestSlots, 2 * slots_.size()), 0);
  for (std::size_t i = 0; i < entries_.size(); ++i)
    slots_[slot_of(text_of(entries_[i]), entries_[i].hash)] = static_cast<std::uint32_t>(i + 1);
}

PhraseTable::Entry& PhraseTable::entry_of(std::uint32_t at, std::uint32_t bytes) {
  grow();
  const std::string_view phrase = std::string_view(text_).substr(at, bytes);
  const std::uint32_t hash = hash_of(phrase);
  std::uint32_t& slot = slots_[slot_of(phrase, hash)];
  if (slot == 0) {
    entries_.push_back({at, bytes, hash, 0});
    slot = static_cast<std::uint32_t>(entries_.size());
  }
  return entries_[slot - 1];
}

const PhraseTable::Entry* PhraseTable::find(std::string_view phrase) const {
  if (slots_.empty()) return nullptr;
  const std::uint32_t found = slots_[slot_of(phrase, hash_of(phrase))];
  return found == 0 ? nullptr : &entries_[found - 1];
}

void PhraseTable::add(std::string_view phrase, std::uint32_t number) {
  const auto at = static_cast<std::uint32_t>(text_.size());
  text_ += phrase;
  for (std::size_t end = end_of_word(phrase, 0); end < phrase.size(); end = end_of_word(phrase, next_word(phrase, end)))
    entry_of(at, static_cast<std::uint32_t>(end));
  Entry& entry = entry_of(at, static_cast<std::uint32_t>(phrase.size()));
  numbers_.push_back({number, entry.first});
  entry.first = static_cast<std::uint32_t>(numbers_.size());
  first_.add(phrase.substr(0, end_of_word(phrase, 0)));
}

void PhraseTable::scan(std::string_view text, std::vector<PatternHit>& hits) const {
  std::size_t word_end = 0;
  for (std::size_t begin = next_word(text, 0); begin < text.size(); begin = next_word(text, word_end)) {
    word_end = end_of_word(text, begin);
    if (!first_.may_hold(text.substr(begin, word_end - begin))) continue;
    // The text is followed for as long as something begins so.
    for (std::size_t end = word_end;; end = end_of_word(text, next_word(text, end))) {
      const Entry* found = find(text.substr(begin, end - begin));
      if (found == nullptr) break;
      for (std::uint32_t i = found->first; i != 0; i = numbers_[i - 1].next)
        hits.push_back({numbers_[i - 1].number, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      if (next_word(text, end) == text.size()) break;
    }
  }
}

}  // namespace schouw
