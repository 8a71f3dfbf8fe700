// Vectorscan against RE2: both must find the same whole words, at the same places.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <set>

#include "schouw/base/patterns.h"

namespace schouw {
namespace {

struct Folding {
  std::string_view name, input, expected;
};

TEST(PlainText, folds_place_by_place) {
  const Folding cases[] = {{"case", "App ME", "app me"},
                           {"marks", "Vóór één café", "voor een cafe"},
                           {"apostrophe", "sms\u2019je", "sms'je"},
                           {"invisible", "a\u200Bpp", "app"},
                           {"wide letters", "\uFF41\uFF50\uFF50", "app"},
                           {"runs of letters", "stuuuuur", "stuur"},
                           {"digits stay", "0610000000", "0610000000"},
                           {"blanks", "a \t\u00A0b", "a b"},
                           {"line ends stay", "a\nb", "a\nb"}};
  for (const Folding& one : cases) EXPECT_EQ(plain_text(one.input).text, one.expected) << one.name;
}

TEST(PlainText, knows_where_each_byte_came_from) {
  const std::string text = "Zoë appt \u2019t";
  const PlainText plain = plain_text(text);
  const auto at = plain.text.find("appt");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(text.substr(plain.origin(at), 4), "appt");
  EXPECT_EQ(plain.origin(plain.text.size()), text.size());
  EXPECT_EQ(plain_text("haaaai", 1).text, "hai");
}

/// Every end of a whole word that a pattern matches, by trying all places.
std::set<PatternHit> by_trial(const std::vector<std::string>& patterns, const std::string& text) {
  std::set<PatternHit> out;
  for (std::uint32_t number = 0; number < patterns.size(); ++number) {
    const re2::RE2 one(patterns[number]);
    for (std::uint32_t end = 1; end <= text.size(); ++end)
      for (std::uint32_t begin = 0; begin < end; ++begin) {
        const bool whole = (begin == 0 || !is_word_byte(text[begin]) || !is_word_byte(text[begin - 1])) &&
                           (end == text.size() || !is_word_byte(text[end - 1]) || !is_word_byte(text[end]));
        if (!whole || !re2::RE2::FullMatch(re2::StringPiece(text.data() + begin, end - begin), one)) continue;
        out.insert({number, begin, end});
        break;  // the leftmost place for this end
      }
  }
  return out;
}

TEST(PatternSet, finds_what_re2_finds) {
  const std::vector<std::string> words = {"app", "app me", "snap", "06", "ik"};
  const std::vector<std::string> patterns = {"app(en|t|te)?", "(ik )?app", "[0-9]{4}", "[0-9]{9}", "wa\\.me/[0-9]{6,}",
                                             "06([ -]?[0-9]){8}", "\\+31[0-9]{9}", "[a-z]+@[a-z]+\\.[a-z]{2,}"};
  std::vector<std::string> all;
  for (const std::string& word : words) all.push_back(re2::RE2::QuoteMeta(word));
  all.insert(all.end(), patterns.begin(), patterns.end());
  const auto set = PatternSet::compile(words, patterns);
  ASSERT_TRUE(set.has_value());
  PatternScanner scanner(*set);
  for (const std::string text :
       {"app me, ik app je", "het apparaat en de appel", "pik app", "snapje de snap", "bel 06-1000-0123 of +31610000123",
        "wa.me/31610000123", "nummer 123456782 en 1234567829", "mail jan@voorbeeld.example nu", "app", "", "06 06 06",
        "ik appte, appt en appen"}) {
    std::set<PatternHit> found;
    for (const PatternHit& hit : scanner.scan(text)) found.insert(hit);
    EXPECT_EQ(found, by_trial(all, text)) << text;
  }
}

TEST(PatternSet, names_the_pattern_that_is_wrong) {
  const std::vector<std::string> wrong = {"good", "(open"};
  const auto set = PatternSet::compile({}, wrong);
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error().text, "pattern-invalid");
  EXPECT_EQ(set.error().args.front(), "(open");
}

}  // namespace
}  // namespace schouw
