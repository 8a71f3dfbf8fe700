// Documents -> query -> ids, newest first.
#include <gtest/gtest.h>

#include <chrono>

#include "make.h"
#include "schouw/base/texts.h"

namespace schouw {
namespace {

using testing::ids_of;

struct Case {
  std::string name, query, expected;
};

class Search : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<testing::TempFolder>();
    testing::publish_rows(folder_->path(), testing::school_rows(), 5);
    auto opened = IndexReader::open(folder_->path());
    ASSERT_TRUE(opened.has_value()) << opened.error().text;
    reader_ = std::make_unique<IndexReader>(std::move(*opened));
  }
  static void TearDownTestSuite() {
    reader_.reset();
    folder_.reset();
  }
  static void expect(std::span<const Case> cases) {
    for (const Case& each : cases)
      EXPECT_EQ(ids_of(*reader_, testing::school_rows(), each.query), each.expected) << each.name << ": " << each.query;
  }

  inline static std::unique_ptr<testing::TempFolder> folder_;
  inline static std::unique_ptr<IndexReader> reader_;
};

TEST_F(Search, finds_words) {
  const Case cases[] = {
      {"a word", "schoolreisje", "w1"},
      {"stems: the small form", "schoolreis", "w1"},
      {"no word of it", "schoolbus", ""},
      {"stems: singular", "foto", "m1 w2 w1"},
      {"stems: plural with apostrophe", "foto's", "m1 w2 w1"},
      {"stems: plural without", "fotos", "m1 w2 w1"},
      {"stems: typographic apostrophe", "foto’s", "m1 w2 w1"},
      {"stems: leerlingen", "leerling", "w6"},
      {"case", "SCHOOLREISJE", "w1"},
      {"accents in the text", "cafe", "w4"},
      {"accents in the query", "stránd", "w7 w2"},
      {"decomposed accents", "cafe\u0301", "w4"},
      {"title", "toestemming", "m1"},
      {"name of an attachment", "strandfoto", "w2"},
      {"senders are not the text", "dirk", ""},
      {"emoji, any skin tone", "👍", "w5"},
      {"another skin tone", "👍🏿", "w5"},
      {"another emoji", "👎", ""},
      {"host of an address", "voorbeeld.nl", "w5"},
      {"whole address", "https://www.voorbeeld.nl/album?id=7", "w5"},
      {"phone as written", "06-1234", "w4"},
      {"phone in one piece", "0612345678", "w4"},
      {"phone with country code", "+31612345678", "w4"},
      {"phone in quotes", "\"+31 6 12 34 56 78\"", "w4"},
      {"decimals", "12,50", "m3"},
      {"nothing", "onbestaand", ""},
      {"marks are skipped", "strand - bus", "w7 w2"},
  };
  expect(cases);
}

TEST_F(Search, combines) {
  const Case cases[] = {
      {"and by default", "strand bus", "w7 w2"},
      {"AND", "strand AND fotos", "w2"},
      {"EN", "strand EN fotos", "w2"},
      {"OR", "schoolreisje OR strand", "w7 w2 w1"},
      {"OF", "schoolreisje OF strand", "w7 w2 w1"},
      {"lower case operators are words", "bus en", "w2"},
      {"NOT", "strand NOT fotos", "w7"},
      {"NIET", "strand NIET fotos", "w7"},
      {"minus", "strand -fotos", "w7"},
      {"only minus", "platform:whatsapp -van:anna -van:bram -soort:systeem", "w6 w4"},
      {"nothing but minus", "-platform:whatsapp -platform:mail", "t2 t1"},
      {"plus", "+strand +fotos", "w2"},
      {"AND binds tighter", "schoolreisje OR strand fotos", "w2 w1"},
      {"brackets", "(schoolreisje OR strand) fotos", "w2 w1"},
      {"not a group", "strand -(fotos OR onzin)", "w7"},
      {"NOT inside OR", "schoolreisje OR NOT platform:whatsapp", "t2 t1 m2 m1 w1 m3"},
      {"double NOT", "strand NOT NOT fotos", "w2"},
      {"everything", "*", "t2 t1 m2 m1 w7 w8 w6 w5 w4 w3 w2 w1 m3 w9"},
  };
  expect(cases);
}

TEST_F(Search, finds_phrases_and_stars) {
  const Case cases[] = {
      {"phrase", "\"van de bus\"", "w7 w2"},
      {"other order", "\"bus de van\"", ""},
      {"a word between", "\"van bus\"", ""},
      {"near miss over the end of a field", "\"foto's beste\"", ""},
      {"exact word", "\"foto\"", "w2"},
      {"exact plural", "\"foto's\"", "m1 w1"},
      {"typographic quotes", "“van de bus”", "w7 w2"},
      {"operator in quotes is a word", "\"EN\"", "w2 w9"},
      {"star", "foto*", "m1 w2 w1 w9"},
      {"star on nothing", "xyzzy*", ""},
      {"star in a field", "van:zo*", "w4"},
      {"star and phrase", "str* \"het strand\"", "w7 w2"},
  };
  expect(cases);
}

TEST_F(Search, knows_fields) {
  const Case cases[] = {
      {"van", "van:anna", "w7 w3 w1"},
      {"from", "from:anna", "w7 w3 w1"},
      {"any case", "VAN:Anna", "w7 w3 w1"},
      {"van, whole name", "van:\"Anna de Vries\"", "w7 w3 w1"},
      {"van, an account id", "van:acc-dirk", "m2 m1 m3"},
      {"van, an address", "van:dirk.bakker@school.example", "m2 m1 m3"},
      {"van, a number", "van:06-12345678", "m2 m1 m3"},
      {"aan", "aan:anna", "m2 m1 m3"},
      {"to", "to:acc-A", "m2 m1 m3"},
      {"to is not from", "to:acc-dirk", ""},
      {"rol", "rol:medewerker", "m2 m1 w4 m3"},
      {"role", "role:staff -platform:mail", "w4"},
      {"not the role", "platform:mail -rol:staff", ""},
      {"role or word", "rol:staff OR strand", "m2 m1 w7 w4 w2 m3"},
      {"two roles and a person", "rol:staff persoon:p1", "m2 m1 m3"},
      {"persoon, as sender and recipient", "persoon:\"Anna de Vries\"", "m2 m1 w7 w3 w1 m3"},
      {"person by id", "person:p1 platform:mail", "m2 m1 m3"},
      {"platform", "platform:Teams", "t2 t1"},
      {"a platform without messages", "platform:instagram", ""},
      {"soort", "soort:oproep", "t2"},
      {"kind", "kind:system", "w8"},
      {"gesprek by title", "gesprek:6b strand", "w7 w2"},
      {"conversation by id", "conversation:chat6b soort:systeem", "w8"},
      {"heeft foto", "heeft:foto", "w2"},
      {"has image", "has:image", "w2"},
      {"heeft bijlage", "heeft:bijlage", "m1 w2"},
      {"heeft link, by its text", "heeft:link", "w5"},
      {"titel", "titel:foto", "m1"},
      {"titel in quotes is exact", "titel:\"foto\"", ""},
      {"title", "title:uitnodiging", "m2"},
      {"id", "id:w4", "w4"},
      {"a time of day is no field", "14:30", ""},
      {"a web address is no field", "https://www.voorbeeld.nl", "w5"},
  };
  expect(cases);
}

TEST_F(Search, knows_dates) {
  const Case cases[] = {
      {"a day", "datum:2025-09-03", "w3"},
      {"Dutch order", "datum:03-09-2025", "w3"},
      {"a month", "date:2025-10", "m2 m1"},
      {"a year", "datum:2024", "m3"},
      {"a period, both days count", "datum:2025-09-30..2025-10-01", "m1 w7"},
      {"months", "datum:2025-10..2025-11", "t2 t1 m2 m1"},
      {"from", "datum:2025-11..", "t2 t1"},
      {"until", "datum:..2024-12-31", "m3"},
      {"until, and no message without time", "datum:..2030", "t2 t1 m2 m1 w7 w8 w6 w5 w4 w3 w2 w1 m3"},
      {"not in it", "platform:whatsapp -datum:2025", "w9"},
      {"quoted", "datum:\"2025-09-03\"", "w3"},
  };
  expect(cases);
}

TEST_F(Search, says_what_is_wrong) {
  const Case cases[] = {
      {"empty", "", "!query-empty"},
      {"only blanks", " \t", "!query-empty"},
      {"only marks", "- ! ?", "!query-empty"},
      {"open quote", "foto \"van de", "!query-quote-open"},
      {"open bracket", "(foto OR bus", "!query-open-extra"},
      {"only an open bracket", "foto (", "!query-open-extra"},
      {"close bracket", "foto)", "!query-close-extra"},
      {"empty brackets", "foto ()", "!query-close-early"},
      {"operator at the start", "OR foto", "!query-operator-left"},
      {"operator at the end", "foto AND", "!query-operator-right"},
      {"two operators", "foto AND OR bus", "!query-operator-left"},
      {"NOT at the end", "foto NOT", "!query-operator-right"},
      {"unknown field", "kleur:rood", "!query-field-unknown"},
      {"nearly a field", "plaform:teams", "!query-field-near"},
      {"field without value", "van: anna", "!query-field-empty"},
      {"field before a bracket", "van:(anna)", "!query-field-empty"},
      {"field at the end", "foto van:", "!query-field-empty"},
      {"field without a word", "van:\"!\"", "!query-no-word"},
      {"quotes without a word", "\"...\"", "!query-no-word"},
      {"no date", "datum:gisteren", "!query-date"},
      {"no such day", "datum:2025-02-30", "!query-date"},
      {"no such month", "datum:2025-13", "!query-date"},
      {"only dots", "datum:..", "!query-date"},
      {"reversed", "datum:2025-10..2025-09", "!query-date-reversed"},
      {"unknown kind", "soort:boek", "!query-value-unknown"},
      {"nearly a kind", "soort:berigt", "!query-value-near"},
      {"nearly a platform", "platform:watsapp", "!query-platform-near"},
      {"unknown person", "persoon:niemand", "!query-person-unknown"},
      {"unknown role", "rol:koning", "!query-role-unknown"},
      {"star in front", "*foto", "!query-star-place"},
      {"star inside", "fo*to", "!query-star-place"},
      {"star behind one letter", "f*", "!query-star-short"},
      {"star behind a mark", "#*", "!query-star-short"},
      {"star behind two words", "e-mail*", "!query-star-words"},
  };
  expect(cases);
  for (const Case& each : cases) EXPECT_TRUE(has_text("error." + each.expected.substr(1))) << each.expected;
}

TEST_F(Search, says_where) {
  const auto answer = reader_->search({.query = "Zoë plaform:teams"}, {});
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code, ErrorCode::usage);
  const std::string said = text(Lang::nl, "error." + answer.error().text, answer.error().args);
  EXPECT_NE(said.find("teken 5"), std::string::npos) << said;
  EXPECT_NE(said.find("Bedoelt u \"platform:\""), std::string::npos) << said;
  EXPECT_NE(said.find("van/from"), std::string::npos) << said;
}

TEST_F(Search, explains) {
  const Case cases[] = {
      {"word", "Foto's", "foto's~foto"},
      {"and", "foto strand", "(foto~foto AND strand~strand)"},
      {"all kinds", "foto* OF (\"van de bus\" -van:anna)", "(foto*{4} OR (\"van de bus\" AND NOT from:\"anna\"{1}))"},
      {"not", "NIET soort:oproep", "NOT kind:\"call\""},
      {"date", "datum:2025-09..", "date:2025-09-01.."},
      {"a name", "aan:dirk* gesprek:\"groep 6b\"", "(to:\"dirk\"*{1} AND conversation:\"groep 6b\"{1})"},
      {"accounts", "persoon:\"Anna de Vries\"", "person:\"Anna de Vries\"{2}"},
      {"everything", "*", "*"},
  };
  for (const Case& each : cases) {
    const auto answer = reader_->search({.query = each.query}, testing::school_context());
    ASSERT_TRUE(answer.has_value()) << each.query << " " << answer.error().text;
    EXPECT_EQ(answer->explained, each.expected) << each.name;
  }
}

TEST_F(Search, counts_facets) {
  const auto answer = reader_->search({.query = "*", .count = 1, .facets = true}, {});
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->total, 14u);
  EXPECT_TRUE(answer->total_is_exact);
  EXPECT_EQ(answer->rows.size(), 1u);
  using Counts = std::map<std::string, std::uint64_t>;
  EXPECT_EQ(answer->facets.at("platform"), (Counts{{"mail", 3}, {"teams", 2}, {"whatsapp", 9}}));
  EXPECT_EQ(answer->facets.at("kind"), (Counts{{"call", 1}, {"message", 12}, {"system", 1}}));
  EXPECT_EQ(answer->facets.at("month"),
            (Counts{{"2024-12", 1}, {"2025-09", 8}, {"2025-10", 2}, {"2025-11", 2}, {"unknown", 1}}));
}

TEST_F(Search, gives_pages) {
  std::string ids;
  for (std::uint64_t first = 0; first < 16; first += 4) {
    const auto answer = reader_->search({.query = "*", .first = first, .count = 4, .by_time = true}, {});
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->total, 14u);
    ids += testing::ids_of(testing::school_rows(), *answer) + " ";
  }
  EXPECT_EQ(ids, "t2 t1 m2 m1 w7 w8 w6 w5 w4 w3 w2 w1 m3 w9 ");
}

TEST_F(Search, puts_the_better_answer_first) {
  const auto rows = testing::school_rows();
  EXPECT_EQ(ids_of(*reader_, rows, "foto strand", false), "w2");
  EXPECT_EQ(ids_of(*reader_, rows, "schoolreisje OR bus OR strand", false), "w7 w2 w1");
  EXPECT_EQ(ids_of(*reader_, rows, "van:anna", false), "w7 w3 w1");  // no weight: by time
}

TEST_F(Search, leaves_out_what_was_replaced) {
  QueryContext context = testing::school_context();
  context.replaced_rows = {2, 7, 10, 999};
  const auto answer = reader_->search({.query = "foto OR strand", .by_time = true}, context);
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(testing::ids_of(testing::school_rows(), *answer), "w1");
  EXPECT_EQ(answer->total, 1u);
  context.replaced_rows.clear();
  for (int row = 1; row <= 14; ++row) context.replaced_rows.push_back(row);
  EXPECT_EQ(reader_->search({.query = "*"}, context)->total, 0u);
}

// More than are looked up one by one.
TEST_F(Search, takes_a_role_of_many_accounts) {
  QueryContext context = testing::school_context();
  context.accounts_of_role = [](std::string_view) {
    std::vector<std::string> ids = {"acc-A", "acc-dirk"};
    for (int i = 0; i < 500; ++i) ids.push_back("nobody-" + std::to_string(i));
    return ids;
  };
  const auto answer = reader_->search({.query = "rol:ouder strand OR rol:ouder platform:mail", .by_time = true}, context);
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(testing::ids_of(testing::school_rows(), *answer), "m2 m1 w7 m3");
}

TEST_F(Search, survives_hostile_queries) {
  const std::string letters = "ab\"()*:-+ OR NOT van:datum:..\xF0\x9F\x91\x8D\xFF\xE2";
  std::vector<std::string> queries = {std::string(10'000, '('), std::string(10'000, ')'), std::string(10'000, '-'),
                                      std::string(10'000, '"'), std::string(10'000, '*'), std::string(10'000, 'a'),
                                      std::string(1 << 20, 'a'), std::string("a\0b", 3), "\xFF\xFE", std::string(5'000, '(') + "a" + std::string(5'000, ')')};
  std::string many_stars, many_nots, many_fields, many_ors = "a";
  for (int i = 0; i < 1'200; ++i) {
    many_stars += "fo* ";
    many_nots += "NOT ";
    many_fields += "id:w1 ";
    many_ors += " OR b";
  }
  queries.insert(queries.end(), {many_stars, many_nots, many_fields, many_ors});
  std::uint32_t seed = 7;
  for (int i = 0; i < 300; ++i) {
    std::string noise;
    for (int j = 0; j < 60; ++j) {
      seed = seed * 1664525u + 1013904223u;
      noise.push_back(letters[(seed >> 16) % letters.size()]);
    }
    queries.push_back(noise);
  }
  for (const std::string& query : queries) {
    const auto before = std::chrono::steady_clock::now();
    const auto answer = reader_->search({.query = query, .facets = true}, testing::school_context());
    const auto took = std::chrono::steady_clock::now() - before;
    if (!answer) {
      EXPECT_EQ(answer.error().code, ErrorCode::usage) << answer.error().text;
      EXPECT_TRUE(has_text("error." + answer.error().text)) << answer.error().text;
    }
    EXPECT_LT(took, std::chrono::milliseconds(500)) << query.substr(0, 60);
  }
}

}  // namespace
}  // namespace schouw
