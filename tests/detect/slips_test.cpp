// Words with a slip are known by what they must have been, and right ones are left as they are.
#include "slips.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "fake_case.h"
#include "rule_form.h"

namespace schouw::testing {
namespace {

bool has(const std::string& text, std::string_view prefix) {
  return std::ranges::any_of(shipped_marks(text).marks,
                             [&](const Mark& m) { return shipped_lexicon().rules()[m.rule].mark.starts_with(prefix); });
}

std::string mended(const std::string& text, const SpellingWords& words, const std::vector<std::string_view>& known) {
  Slips::Innocent innocent;
  const auto out = Slips(words, known).mended(plain_text(text), innocent);
  return out ? out->text : "";
}

TEST(Slips, of_each_kind_are_mended_where_the_word_allows_that_kind) {
  const SpellingWords words{.slips = {{"klappen", "msx"}, {"vermoord", "o"}}, .sounds = {}, .first = {}, .last = {}};
  EXPECT_EQ(mended("je krijgt klapen", words, {}), "je krijgt klappen");
  EXPECT_EQ(mended("je krijgt klapepn", words, {}), "je krijgt klappen");
  EXPECT_EQ(mended("je krijgt klatppen", words, {}), "je krijgt klappen");
  EXPECT_EQ(mended("je krijgt klarpen", words, {}), "");       // another letter: not allowed for this word
  EXPECT_EQ(mended("ik vermoort je", words, {}), "ik vermoord je");
  EXPECT_EQ(mended("ik vermord je", words, {}), "");           // a letter missing: not allowed
  EXPECT_EQ(mended("je krijgt klapen", words, {"klapen"}), "");  // right as it stands
}

TEST(Slips, mean_the_same_however_many_words_were_asked_before) {
  const SpellingWords words{.slips = {{"klappen", "msx"}}, .sounds = {}, .first = {}, .last = {}};
  const Slips slips(words, {});
  Slips::Innocent innocent;
  for (int round = 0; round < 2; ++round) {
    for (std::string word = "aaaa"; word != "azzz";) {  // as many as it keeps, and half as many again
      ASSERT_FALSE(slips.mended(plain_text("ja " + word), innocent).has_value()) << word;
      std::size_t i = word.size();
      while (word[--i] == 'z') word[i] = 'a';
      ++word[i];
    }
    EXPECT_EQ(slips.mended(plain_text("je krijgt klapen"), innocent)->text, "je krijgt klappen") << round;
  }
}

TEST(Slips, in_one_sentence_leave_the_others_out) {
  const SpellingWords words{.slips = {{"klappen", "m"}}, .sounds = {}, .first = {}, .last = {}};
  EXPECT_EQ(mended("Hoi daar. Je krijgt klapen. Dag", words, {}), " je krijgt klappen.");
  Slips::Innocent innocent;
  const auto out = Slips(words, {}).mended(plain_text("Zoë: klapen nu"), innocent);
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->text, "zoe: klappen nu");
  EXPECT_EQ(out->origin(out->text.find("nu")), std::string("Zoë: klapen ").size());
}

TEST(Slips, in_words_of_any_length_are_looked_at_within_bounds) {
  const SpellingWords words{.slips = {{"klappen", "mosx"}, {"arbeidsongeschiktheidsverzekering", "mosx"}}, .sounds = {}, .first = {}, .last = {}};
  for (std::size_t length = 0; length < 60; ++length) EXPECT_EQ(mended(std::string(length, 'k'), words, {}), "");
}

TEST(Slips, by_sound_are_one_word) {
  EXPECT_EQ(sound_of("lelijke"), sound_of("lelluke"));
  EXPECT_EQ(sound_of("verrader"), sound_of("ferrader"));
  EXPECT_EQ(sound_of("vermoord"), sound_of("vermoort"));
  EXPECT_EQ(sound_of("kanker"), sound_of("cancker"));
  EXPECT_EQ(sound_of("h0er"), sound_of("hoer"));
  EXPECT_NE(sound_of("slaan"), sound_of("slang"));
  EXPECT_NE(sound_of("hoer"), sound_of("huur"));
}

TEST(Slips, of_the_blank_part_a_first_word_from_a_last_or_a_known_one) {
  const SpellingWords words{.slips = {}, .sounds = {}, .first = {"app", "ga"}, .last = {"me"}};
  EXPECT_EQ(mended("appme", words, {}), "app me");
  EXPECT_EQ(mended("gadood", words, {"dood"}), "ga dood");
  EXPECT_EQ(mended("gading", words, {}), "");
}

TEST(Slips, in_a_message_are_marked_where_they_stand) {
  EXPECT_TRUE(has("ik veroord je morgen", "abuse.hit")) << "a letter missing";
  EXPECT_TRUE(has("stuur me een appjee op whatsaap", "contact."));
  EXPECT_TRUE(has("appme ff", "contact."));
  EXPECT_FALSE(has("ik verwoord het anders morgen", "abuse.hit"));
  EXPECT_FALSE(has("de appels zijn op", "contact."));
}

TEST(Rules, take_several_words_as_one_choice) {
  const auto fits = [](std::string_view rule, std::string_view text) {
    ChoiceLists lists;
    const auto parsed = parse_rule(rule, {}, lists);
    EXPECT_TRUE(parsed.has_value());
    const ReadText read = cut_text(text);
    const RuleForm form{.find = *parsed, .guards = std::make_shared<const RuleGuards>(), .called_for = {}};
    std::vector<RuleHit> hits;
    for (const auto& sentence : read.sentences) find_rule(read, sentence, form, hits);
    return !hits.empty();
  };
  EXPECT_TRUE(fits("mail|open_dag|stage", "kom naar de open dag"));
  EXPECT_TRUE(fits("mail|open_dag|stage", "kom op stage"));
  EXPECT_FALSE(fits("mail|open_dag|stage", "de deur is open"));
  EXPECT_TRUE(fits("mail|open dag|stage", "open dag"));     // a blank ends the place: (mail or open), then (dag or stage)
  EXPECT_FALSE(fits("mail|open dag|stage", "kom op stage"));
  ChoiceLists lists;
  EXPECT_FALSE(parse_rule("_", {}, lists).has_value());
}

TEST(Rules, share_the_choices_of_places_that_are_written_alike) {
  ChoiceLists lists;
  const auto first = parse_rule("je|jij ..2 mee|weg?", {}, lists);
  const auto second = parse_rule("mee|weg !je|jij", {}, lists);
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(lists.size(), 2u);
  EXPECT_EQ(first->parts[0][0].shared, second->parts[0][1].shared);
  EXPECT_EQ(first->parts[0][2].shared, second->parts[0][0].shared);
  EXPECT_TRUE(first->parts[0][2].optional);
  EXPECT_FALSE(second->parts[0][0].optional);
}

TEST(Rules, do_not_end_a_sentence_at_a_shortened_word_before_a_number) {
  EXPECT_EQ(cut_text("leerlingnr. 20431 is weg").sentences.size(), 1u);
  EXPECT_EQ(cut_text("leerlingnr.: 20431 is weg").sentences.size(), 1u);
  EXPECT_EQ(cut_text("geb. 12 feb. 2010 te Goes").sentences.size(), 1u);
  EXPECT_EQ(cut_text("hij woont in de Anjerstr. 52 al jaren").sentences.size(), 1u);
  EXPECT_EQ(cut_text("dat komt in feb. daarna gaan we").sentences.size(), 2u);
  EXPECT_EQ(cut_text("dat is klaar. 20431 is weg").sentences.size(), 2u);
  EXPECT_EQ(cut_text("stuur je nr. kom dan").sentences.size(), 2u);
}

/// Text, the mark it must have; "-": none of pd.
struct Value {
  const char *text, *mark;
};

TEST(Values, are_marked_in_every_form_and_their_look_alikes_are_not) {
  for (const auto& [text, mark] : std::initializer_list<Value>{
           {"+31610000123", "pd.phone"},          {"bel +316 1000 0123", "pd.phone"},     {"31610000123", "pd.phone"},
           {"06/10000123", "pd.phone"},           {"06 - 1000 0123", "pd.phone"},         {"rijbewijsnummer 5123456789", "pd.document"},
           {"wachtwoord is hoofdlettergevoelig", "-"},   {"06-12-2025 14 uur", "-"},             {"06.12.2025 10:00", "-"},
           {"b.s.n. 123456782", "pd.bsn"},        {"geb 12 mrt '10", "pd.birth-date"},     {"born 12 March 2010", "pd.birth-date"},
           {"hij is van 12 maart 2010", "pd.birth-date"}, {"toets op 12 maart 2026", "-"}, {"leerlingnr. 100463", "pd.pupil-number"},
           {"wij wonen aan de Singel 14", "pd.address"},  {"op Noorderhaven 8 woont hij", "pd.address"},
           {"Dorpsstraat 5 te Bolsward", "pd.address"},   {"verzamelen op Dorpsstraat 5 in Bolsward", "-"},
           {"wij wonen op 8601 ab 12", "pd.address"},     {"wij wonen er sinds 2025 en 12 jaar", "-"},
           {"de code van het alarm is 7731", "pd.password"}, {"passw Trein88", "pd.password"}, {"de code is rood vandaag", "-"}}) {
    if (std::string_view(mark) == "-") EXPECT_FALSE(has(text, "pd.p") || has(text, "pd.a") || has(text, "pd.b")) << text;
    else EXPECT_TRUE(has(text, mark)) << text;
  }
  for (const auto& [text, mark] : std::initializer_list<Value>{
           {"rekening BE68 5390 0754 7034", "pd.iban"},   {"no93.8601.1117.947", "pd.iban"},   {"FR14-2004-1010-0505-0001-3M02-606", "pd.iban"},
           {"tr33 0006 1005 1978 6457 8413 26", "pd.iban"}, {"rekening BE68 5390 0754 7035", "-"}, {"de 14 leerlingen van 5 havo 2 gaan om 12 uur", "-"},
           {"bsn 12 34 56 782", "pd.bsn"},                {"Bsnr: 123456782", "pd.bsn"},       {"factuur 100100011", "-"},
           {"onderwijsnummer 1001.00.011", "pd.education-number"}, {"bestelling 1001.00.011", "-"},
           {"bel 0513 - 123456", "pd.phone"},             {"06_10000123", "pd.phone"},         {"blz 0513 - 124", "-"},
           {"leerlingnr.: 20431", "pd.pupil-number"},     {"100463 is zijn leerlingnummer", "pd.pupil-number"}, {"leerling Tom (nr 100463)", "pd.pupil-number"},
           {"studentnummer s461245", "pd.pupil-number"},  {"100463 is het goede antwoord", "-"},
           {"geb. 12 feb. 2010", "pd.birth-date"},        {"geboren op twaalf maart tweeduizend tien", "pd.birth-date"},
           {"geboortedatum 12032010", "pd.birth-date"},   {"born March 12, 2010", "pd.birth-date"}, {"geb 12e maart 2010", "pd.birth-date"},
           {"twaalf maart tweeduizend tien was het warm", "-"},
           {"hij woont op Ganzerik 20", "pd.address"},    {"hij woont op kamer 20", "-"},      {"adres: Boterdiep 211-2", "pd.address"},
           {"Tom, Wilgenroos 204bis, 8601 AB Bolsward", "pd.address"}, {"Laan van Zuid nr. 17a, daar woont zij", "pd.address"},
           {"pakje naar 8601AB-12", "pd.address"},        {"een film van 1080px 60 fps", "-"}}) {
    if (std::string_view(mark) == "-") EXPECT_FALSE(has(text, "pd.p") || has(text, "pd.a") || has(text, "pd.b") || has(text, "pd.i") || has(text, "pd.e")) << text;
    else EXPECT_TRUE(has(text, mark)) << text;
  }
  EXPECT_TRUE(has("Mila heeft een notenallergie", "special."));
  EXPECT_TRUE(has("hou dit voor je: Henk krijgt geen contract", "confidential."));
  EXPECT_FALSE(has("dit is geen vertrouwelijke informatie", "confidential."));
}

}  // namespace
}  // namespace schouw::testing
