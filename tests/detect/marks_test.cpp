// The lexicons on sentences written before them: tests/corpus/sentences/*.tsv. Every second sentence was not looked at while
// the lexicons were made, and the figures of both halves are printed. They are no estimate of what a stranger's sentences give:
// both were written by one author (docs/lexicons.md).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

#include "fake_case.h"
#include "mark_checks.h"
#include "rule_form.h"
#include "schouw/detect/masking.h"
#include "spelled_out.h"
#include "testing.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

struct Sentence {
  bool positive = false;
  std::string text;
};

/// Files "<set>-<n>.tsv": label, kind, text; in the order of the names.
std::vector<Sentence> sentences(const fs::path& folder, std::string_view set) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(set)) files.insert(entry.path());
  std::vector<Sentence> out;
  for (const fs::path& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
      if (line.starts_with("1\t") || line.starts_with("0\t")) out.push_back({line[0] == '1', line.substr(line.rfind('\t') + 1)});
  }
  return out;
}

bool marked(const std::string& text, std::string_view prefix) {
  for (const Mark& mark : shipped_marks(text).marks) {
    const std::string& name = shipped_lexicon().rules()[mark.rule].mark;
    if (name.starts_with(prefix) && name != "contact.policy" && name != "contact.third") return true;
  }
  return false;
}

struct Score {
  double hits = 0, misses = 0, wrong = 0;
  double precision() const { return hits / std::max(1.0, hits + wrong); }
  double recall() const { return hits / std::max(1.0, hits + misses); }
};

Score score(const std::vector<Sentence>& all, std::size_t first, std::size_t step, std::string_view prefix) {
  Score out;
  for (std::size_t i = first; i < all.size(); i += step) {
    const bool found = marked(all[i].text, prefix);
    if (all[i].positive)
      ++(found ? out.hits : out.misses);
    else if (found)
      ++out.wrong;
  }
  return out;
}

/// Half the width of the Wilson 95 % interval.
double half_width(double share, double n) {
  const double z = 1.96;
  return z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
}

void expect_at_least(const Score& seen, double precision, double recall, std::string_view name) {
  EXPECT_GE(seen.precision(), precision - half_width(precision, std::max(1.0, seen.hits + seen.wrong))) << name;
  EXPECT_GE(seen.recall(), recall - half_width(recall, std::max(1.0, seen.hits + seen.misses))) << name;
  std::printf("%-28s precision %.3f recall %.3f\n", std::string(name).c_str(), seen.precision(), seen.recall());
}

TEST(Sentences, off_channel_invitations) {
  const auto all = sentences(source_dir() / "tests/corpus/sentences", "contact");
  ASSERT_GE(all.size(), 300u);
  expect_at_least(score(all, 0, 2, "contact."), .90, .85, "contact, seen half");
  expect_at_least(score(all, 1, 2, "contact."), .90, .85, "contact, held-out half");
}

TEST(Sentences, threats_and_abuse) {
  const auto all = sentences(source_dir() / "tests/corpus/sentences", "abuse");
  ASSERT_GE(all.size(), 300u);
  expect_at_least(score(all, 0, 2, "abuse.hit"), .60, .60, "abuse, seen half");
  expect_at_least(score(all, 1, 2, "abuse.hit"), .60, .60, "abuse, held-out half");
}

TEST(Sentences, written_after_the_lexicons) {
  const fs::path folder = source_dir() / "tests/corpus/sentences";
  expect_at_least(score(sentences(folder, "late-contact"), 0, 1, "contact."), .90, .85, "contact, late");
  expect_at_least(score(sentences(folder, "late-abuse"), 0, 1, "abuse.hit"), .60, .60, "abuse, late");
  for (const char* round : {"blind-", "after-", "last-", "plain-", "ninth-", "tenth-"}) {
    const std::string name = round;
    expect_at_least(score(sentences(folder, name + "contact"), 0, 1, "contact."), .90, .85, name + "contact");
    expect_at_least(score(sentences(folder, name + "abuse"), 0, 1, "abuse.hit"), .60, .60, name + "abuse");
  }
  for (const char* round : {"eleventh-abuse", "twelfth-abuse"})
    expect_at_least(score(sentences(folder, round), 0, 1, "abuse.hit"), .60, .60, round);
}

// A sentence for each kind of abuse_kinds, abuse_slots, abuse_fields, abuse_broad, abuse_turns, contact_kinds and of what conduct
// and special say, and one that is like it and means no harm.
TEST(Sentences, each_kind_is_told_from_its_look_alike) {
  const fs::path folder = source_dir() / "tests/corpus/sentences";
  for (const auto& [set, mark] : {std::pair{"kinds-abuse", "abuse.hit"}, std::pair{"kinds-contact", "contact."},
                                  std::pair{"kinds-confidential", "confidential.marker"}, std::pair{"kinds-anger", "anger.word"},
                                  std::pair{"kinds-reputation", "reputation.negative"}, std::pair{"kinds-special", "special."},
                                  std::pair{"kinds-forward", "forward.talk"}}) {
    const auto all = sentences(folder, set);
    ASSERT_GE(all.size(), 10u);
    for (const Sentence& one : all) EXPECT_EQ(marked(one.text, mark), one.positive) << one.text;
  }
}

// Broadened with these, so that they say what got lost and no more.
TEST(Sentences, of_conduct_and_special_categories_do_not_get_lost) {
  const fs::path folder = source_dir() / "tests/corpus/sentences";
  for (const std::string round : {"twenty-fifth-", "twenty-sixth-"})
    for (const auto& [set, mark] : {std::pair{"anger", "anger.word"}, std::pair{"confidential", "confidential.marker"},
                                    std::pair{"forward", "forward.talk"}, std::pair{"reputation", "reputation.negative"},
                                    std::pair{"contact", "contact."}})
      expect_at_least(score(sentences(folder, round + set), 0, 1, mark), .90, .85, round + set);
  for (const std::string round : {"twenty-fifth-", "twenty-sixth-"}) {
    expect_at_least(score(sentences(folder, round + "abuse"), 0, 1, "abuse.h"), .85, .80, round + "abuse");
    EXPECT_GE(score(sentences(folder, round + "special"), 0, 1, "special.").recall(), .85) << round;
  }
}

TEST(Sentences, seed_sets_do_not_get_worse) {
  const fs::path folder = source_dir() / "../shared/fixtures/dutch";
  if (!fs::exists(folder)) GTEST_SKIP() << "the shared fixtures are not here";
  expect_at_least(score(sentences(folder, "contact-mentions"), 0, 1, "contact."), 1, 1, "contact, seeds");
  expect_at_least(score(sentences(folder, "abuse-tone"), 0, 1, "abuse.hit"), 1, 1, "abuse, seeds");
}

TEST(Lexicons, every_class_and_rule_can_be_used) {
  const auto lexicon = Lexicon::load();
  ASSERT_TRUE(lexicon.has_value()) << lexicon.error().text << (lexicon.error().args.empty() ? "" : lexicon.error().args[0]);
  std::set<std::string> names;
  for (const LexiconClass& one : lexicon->classes()) {
    // A rule means the first of a name: a second one would never be asked.
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_FALSE(one.words.empty() && one.patterns.empty()) << one.name;
    for (const std::string& pattern : one.patterns) {
      const std::vector<std::string> alone{pattern};
      EXPECT_TRUE(PatternSet::compile({}, alone).has_value()) << one.name << ": " << pattern;
      // Texts without a digit, @ or / are not tried on the patterns of terms.
      const bool value = pattern.find_first_of("@/0123456789") != std::string::npos || pattern.find("\\d") != std::string::npos;
      EXPECT_TRUE(!one.term || value) << one.name << ": " << pattern;
    }
  }
}

TEST(Lexicons, a_school_adds_its_own_words) {
  const auto own = Lexicon::load("# onze woorden\nde zuurkoolclub; pesten\n");
  ASSERT_TRUE(own.has_value());
  EXPECT_NE(own->version(), shipped_lexicon().version());
  const MarkPatterns patterns(*own);
  MarkScanner scanner(*own, patterns);
  const auto marks = scanner.marks_in("jij hoort bij De Zuurkoolclub").marks;
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_EQ(own->rules()[marks[0].rule].group, "bullying");
  const auto wrong = Lexicon::load("iets zonder onderwerp\n");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().text, "lexicon-line");
}

TEST(Marks, survive_being_packed) {
  for (const FoundMarks& found : {FoundMarks{{{1, 0, 5}, {300, 17, 4}}, 0}, FoundMarks{{{1, 0, 5}}, 12}, FoundMarks{}})
    EXPECT_EQ(unpack_marks(pack_marks(found)), found) << pack_marks(found);
  for (const char* damaged : {"damaged", "+", "+x;1,2,3", "+1;x"}) EXPECT_TRUE(unpack_marks(damaged).marks.empty()) << damaged;
}

TEST(Marks, stand_where_the_original_has_them) {
  const std::string text = "Zoë, ÁPP me ffff";
  const auto marks = shipped_marks(text).marks;
  ASSERT_FALSE(marks.empty());
  EXPECT_EQ(text.substr(marks[0].begin, 4), "ÁPP");
}

TEST(Marks, of_one_name_do_not_hide_another) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "Stuur me een appje.\n";
  text += "Ik sla je in elkaar.\n";
  const FoundMarks found = shipped_marks(text);
  EXPECT_GT(found.left_out, 100u);
  EXPECT_TRUE(std::ranges::any_of(found.marks, [](const Mark& m) { return shipped_lexicon().rules()[m.rule].mark == "abuse.hit"; }));
}

// Chatter that a rule of abuse fitted once, each next to what the rule is for.
TEST(Marks, of_abuse_leave_chatter_alone) {
  const std::pair<const char*, const char*> pairs[] = {
      {"je zus zat te huilen van trots", "je zus gaat huilen als ik klaar met haar ben"},
      {"jij kan niet tegen bloed toch", "jij gaat bloeden"},
      {"voor maatschappijleer doe ik pesten als onderwerp", "wij gaan haar morgen pesten"},
      {"In groep 8 praten we over pesten en buitensluiten.", "zullen we hem pesten"},
      {"Imke en ik hebben het uitgepraat", "nu is het uit gepraat, ik kom"},
      {"mijn haar is mislukt, ik zet een pet op", "jij bent mislukt"},
      {"we fietsen samen terug, niemand gaat alleen", "niemand gaat met jou om, ga alleen"},
      {"hij ruikt naar barbecue", "hij ruikt naar pis"},
      {"Schrijf een stuk over je eigen land of dat van je ouders", "ga naar je eigen land"}};
  for (const auto& [chatter, abuse] : pairs) {
    EXPECT_FALSE(marked(chatter, "abuse.hit")) << chatter;
    EXPECT_TRUE(marked(abuse, "abuse.hit")) << abuse;
  }
}

TEST(Marks, of_conduct_tell_a_call_to_order_and_what_is_passed_on) {
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {"anger.word", "dit is niet de plek voor deze discussie", "dit is de plek waar de bus stopt"},
      {"anger.word", "even dimmen mensen", "kun je het licht even dimmen"},
      {"anger.word", "hou op met ruziemaken allebei", "hou op met die koekjes, straks lust je geen eten"},
      {"confidential.marker", "dit moet geheim blijven, er gaan drie banen weg", "het geheim van de chocoladetaart is zout"},
      {"forward.talk", "wie heeft die foto van mij rondgestuurd", "de kaart gaat de hele klas rond, zet je naam erop"}};
  for (const auto& [mark, text, like_it] : rows) {
    EXPECT_TRUE(marked(text, mark)) << text;
    EXPECT_FALSE(marked(like_it, mark)) << like_it;
  }
}

TEST(Checks, tell_numbers_apart) {
  EXPECT_TRUE(is_bsn("111222333"));
  EXPECT_FALSE(is_bsn("111222334"));
  EXPECT_FALSE(is_bsn("000000000"));
  EXPECT_TRUE(is_iban("nl91abna0417164300"));
  EXPECT_FALSE(is_iban("nl91abna0417164301"));
  EXPECT_TRUE(is_luhn("4111111111111111"));
  EXPECT_TRUE(is_education_number("100000009") == ((1 * 9 + 0 - 9) % 11 == 5));
}

TEST(Spellings, are_what_a_pattern_stands_for) {
  EXPECT_EQ(spelled_out("app(en|t)?"), (std::vector<std::string>{"appen", "appt", "app"}));
  EXPECT_EQ(spelled_out("whats ?app"), (std::vector<std::string>{"whats app", "whats-app", "whatsapp"}));
  EXPECT_FALSE(spelled_out("[0-9]{9}").has_value());
}

TEST(Masking, hides_values_and_leaves_words) {
  const std::string text = "BSN 111222333, bel 06 1000 0123, mail tom@voorbeeld.example, NL91 ABNA 0417 1643 00, ww: Voorbeeld12 op 02-03-2026";
  const std::string masked = masked_values(text);
  for (const char* value : {"111222", "1000 01", "tom@", "0417", "Voorbeeld12"})
    EXPECT_EQ(masked.find(value), std::string::npos) << value << " in " << masked;
  EXPECT_NE(masked.find("02-03-2026"), std::string::npos) << masked;
  for (const char* account : {"GB82 WEST 1234 5698 7654 32", "GB82.WEST.1234.5698.7654.32",
                              "fr14 2004 1010 0505 0001 3m02 606", "RO49AAAA1B31007593840000"}) {
    const std::string hidden = masked_values("rekening " + std::string(account) + " van Tom");
    for (const char* part : {"WEST", "7654", "3m02", "0505", "AAAA", "7593"})
      EXPECT_EQ(hidden.find(part), std::string::npos) << hidden;
    EXPECT_TRUE(hidden.ends_with("van Tom")) << hidden;
  }
  EXPECT_EQ(masked_values("om 12 uur gaan we met zijn allen naar het plein"),
            "om 12 uur gaan we met zijn allen naar het plein");
  EXPECT_EQ(masked_values("Klas 2B, toets op 6 maart, een 7,5"), "Klas 2B, toets op 6 maart, een 7,5");
}

/// Street and town say what a finding is about; number and postcode say whose door it is.
TEST(Masking, leaves_of_an_address_what_leads_to_no_door) {
  EXPECT_EQ(masked_values("Noor woont op Wilgenlaan 12, 3811 ZZ Amersfoort"), "Noor woont op Wilgenlaan \u00B7\u00B7, \u00B7\u00B7\u00B7\u00B7 \u00B7\u00B7 Amersfoort");
  EXPECT_EQ(masked_values("Dorpsstraat 7a, 3811ZZ"), "Dorpsstraat \u00B7\u00B7, \u00B7\u00B7\u00B7\u00B7\u00B7\u00B7");
  for (const char* none : {"in 2025 en 2026", "een pak van 1500 kg", "havo 4, 2026 HAVO", "onderweg 2 lekke banden", "Wilgenlaan in mei", "lokaal 12"})
    EXPECT_EQ(masked_values(none), none);
}

}  // namespace
}  // namespace schouw::testing
