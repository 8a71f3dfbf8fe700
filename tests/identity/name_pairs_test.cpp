// Pairs of names that people labelled (same person or not), where this machine has them: one person registered, the
// other spelling shown. A pair counts as matched from band possible on.
#include <gtest/gtest.h>

#include <sstream>

#include "school.h"
#include "testing.h"

namespace schouw::testing {
namespace {

std::vector<std::string> split(const std::string& line, char sign) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, sign);) out.push_back(field);
  return out;
}

bool is_lower(const std::string& word) { return word[0] == '\'' || (word[0] >= 'a' && word[0] <= 'z'); }

Person registered(const std::string& name) {
  const std::vector<std::string> words = split(name, ' ');
  std::size_t at = 1;
  Person out = person("x", words[0], "", "", Role::pupil);
  out.name.first_names = words[0];
  while (at + 1 < words.size() && words[at] == "Johannes") out.name.first_names += " " + words[at++];
  const auto append = [](std::string& to, const std::string& word) { to += (to.empty() ? "" : " ") + word; };
  while (at + 1 < words.size() && is_lower(words[at])) append(out.name.infix, words[at++]);
  while (at < words.size()) append(out.name.family, words[at++]);
  return out;
}

TEST(NamePairs, of_others_are_told_apart) {
  const auto file = fixtures_dir() / "dutch/name-pairs.tsv";
  if (fixtures_dir().empty() || !std::filesystem::exists(file)) GTEST_SKIP() << "no labelled name pairs on this machine";
  std::size_t found = 0, missed = 0, wrong = 0, wrong_probable = 0;
  std::string errors;
  for (const std::string& line : split(slurp(file), '\n')) {
    const std::vector<std::string> fields = split(line, '\t');
    if (fields.size() != 4 || fields[0] == "label") continue;
    School school;
    school.add(registered(fields[2]));
    const Resolver resolver = school.resolver();
    AccountProfile account = shown_as(fields[3]);
    if (fields[1] == "user-handle" || fields[1] == "mail") std::swap(account.handle, account.display_names[0]);
    const Match match = resolver.resolve(account);
    const bool matched = match.band >= Band::possible;
    const bool same = fields[0] == "1";
    (same ? (matched ? found : missed) : wrong) += same || matched ? 1u : 0u;
    wrong_probable += !same && match.band >= Band::probable ? 1u : 0u;
    if (same != matched) errors += "\n  " + line + " -> " + told(match);
  }
  RecordProperty("found", static_cast<int>(found));
  RecordProperty("missed", static_cast<int>(missed));
  RecordProperty("wrong", static_cast<int>(wrong));
  EXPECT_EQ(wrong_probable, 0u) << errors;
  EXPECT_GE(found, 44u) << errors;
  EXPECT_LE(wrong, 2u) << errors;
}

}  // namespace
}  // namespace schouw::testing
