// Before the name: "mama van", "de opa en oma van". Behind it: "zijn vader", "z'n zus", "haar mother", "'s moeder". What is said
// or shown is then of the other, whom the text does not name.
//
// Gap: "Toms moeder"; relations that are told a sentence earlier.
#include "relations.h"

#include <algorithm>
#include <string>
#include <vector>

#include "school_name.h"

namespace schouw {
namespace {

constexpr std::size_t kReach = 64;   ///< bytes that are looked at on either side

constexpr std::string_view kKin[] = {
    "mama",   "mam",    "moeder", "moeders",     "papa",      "pap",   "pa",     "ma",      "vader",    "vaders",      "ouder",  "ouders",
    "opa",    "oma",    "tante",  "oom",         "zus",       "zusje", "broer",  "broertje", "neef",     "nicht",       "voogd",  "verzorger",
    "verzorgers", "stiefvader", "stiefmoeder", "pleegouders", "pleegmoeder", "pleegvader", "familie", "vriend", "vriendin", "hond", "heit", "mem",
    "mother", "father", "mum",    "mom",         "dad",       "parents", "sister", "brother", "grandma", "grandpa"};

bool is_kin(std::string_view word) { return std::ranges::find(kKin, word) != std::end(kKin); }

bool is_of(std::string_view word) { return word == "van" || word == "v" || word == "of" || word == "fan"; }

/// The sentence goes no further than this.
std::string_view until_stop(std::string_view text) { return text.substr(0, text.find_first_of(".!?,;:\n")); }

std::string_view behind_stop(std::string_view text) {
  const auto at = text.find_last_of(".!?,;:\n");
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

bool before(std::string_view text) {
  const std::size_t from = text.size() - std::min(text.size(), kReach);
  const std::vector<std::string> words = name_words(behind_stop(text.substr(from)));
  if (words.size() < 2 || !is_of(words.back())) return false;
  return is_kin(words[words.size() - 2]);
}

bool behind(std::string_view text) {
  const std::vector<std::string> words = name_words(until_stop(text.substr(0, kReach)));
  // "z'n" is two words, and so is "'s moeder".
  for (std::size_t i = 0; i + 1 < words.size() && i < 2; ++i) {
    const std::string& word = words[i];
    const bool owns = word == "zijn" || word == "haar" || word == "hun" || word == "s" || word == "zn" || word == "n" || word == "r" || word == "dr";
    if (owns && is_kin(words[i + 1])) return true;
  }
  return false;
}

}  // namespace

bool stands_for_relative(std::string_view text, std::size_t begin, std::size_t length) {
  if (begin + length > text.size()) return false;
  return before(text.substr(0, begin)) || behind(text.substr(begin + length));
}

}  // namespace schouw
