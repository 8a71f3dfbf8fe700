// Small numbers stay hidden: a solver that knows the rule, the totals and that people come in whole numbers cannot work out
// any number that is not shown.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "annual.h"
#include "sample.h"
#include "suppress.h"
#include "testing.h"

namespace schouw::testing {
namespace {

using Parts = std::vector<std::uint64_t>;

/// What an outsider can say of each hidden part: the least and the most that fits all that is shown. Parts are whole and not
/// negative; where a nought is shown, they know that noughts are not hidden.
struct Range {
  std::uint64_t least = 0, most = 0;
};

std::vector<Range> worked_out(const ShownCounts& shown) {
  std::uint64_t known = 0, hidden = 0;
  bool noughts_shown = false;
  for (const auto& part : shown.parts) {
    known += part.value_or(0);
    if (!part) ++hidden;
    noughts_shown = noughts_shown || part.has_value();
  }
  const std::uint64_t least = noughts_shown ? 1 : 0;
  const std::uint64_t sum = shown.total ? *shown.total - known : 4;  // a hidden total is below k
  std::vector<Range> out;
  for (const auto& part : shown.parts) {
    if (part) continue;
    // Others at their least leave the most for this one, and the other way round.
    const std::uint64_t most = sum - least * (hidden - 1);
    out.push_back({hidden == 1 ? (shown.total ? sum : least) : least, most});
  }
  return out;
}

TEST(Suppress, hides_the_small_and_something_to_hide_it_behind) {
  EXPECT_EQ(suppress(Parts{12, 3, 40}, 5).parts, (std::vector<std::optional<std::uint64_t>>{{}, {}, 40}));
  EXPECT_EQ(suppress(Parts{12, 0, 40}, 5).parts, (std::vector<std::optional<std::uint64_t>>{12, 0, 40}));
  EXPECT_EQ(suppress(Parts{3, 3, 40}, 5).parts, (std::vector<std::optional<std::uint64_t>>{{}, {}, 40}));
  EXPECT_EQ(suppress(Parts{1, 1, 40}, 5).parts, (std::vector<std::optional<std::uint64_t>>{{}, {}, {}}));
  EXPECT_EQ(suppress(Parts{1, 1, 1, 1, 1}, 5).parts, (std::vector<std::optional<std::uint64_t>>(5)));
  EXPECT_EQ(suppress(Parts{2, 0}, 5).total, std::nullopt);
  EXPECT_EQ(suppress(Parts{0, 0}, 5).total, 0u);
}

TEST(Suppress, of_every_small_table_no_hidden_part_can_be_worked_out) {
  // All tables of up to four parts of 0 to 9.
  for (std::size_t parts = 1; parts <= 4; ++parts)
    for (std::uint64_t code = 0, all = static_cast<std::uint64_t>(std::pow(10, parts)); code < all; ++code) {
      Parts counts;
      for (std::uint64_t rest = code, i = 0; i < parts; ++i, rest /= 10) counts.push_back(rest % 10);
      const ShownCounts shown = suppress(counts, 5);
      for (std::size_t i = 0; i < parts; ++i) EXPECT_TRUE(!shown.parts[i] || counts[i] == 0 || counts[i] >= 5);
      for (const Range& range : worked_out(shown)) ASSERT_LT(range.least, range.most) << code;
    }
}

AuditResult random_school(std::uint32_t seed) {
  std::mt19937 random(seed);
  AuditResult r = rich_result();
  r.kind = "annual";
  const Finding model = r.findings.front();
  r.findings.clear();
  const std::size_t many = random() % 40;
  for (std::size_t i = 0; i < many; ++i) {
    Finding f = model;
    f.id = std::to_string(i);
    const ClauseCoverage& clause = r.clauses[random() % 3];
    f.clauses = {{clause.id, clause.article, clause.norm}};
    f.review = static_cast<ReviewState>(random() % 4);
    f.baseline = static_cast<Baseline>(random() % 3);
    f.fact.persons = {{"p" + std::to_string(random() % 12), static_cast<Role>(random() % 4), "", PersonPart::actor, Band::certain}};
    r.findings.push_back(std::move(f));
  }
  r.messages_per_platform = {{"teams", random() % 300}, {"whatsapp", random() % 30}, {"x", random() % 8}};
  r.media_consent = {{"none", random() % 12}, {"refused", random() % 4}, {"expired", random() % 9}};
  r.breaches = {{"dismissed", random() % 3}, {"not-reported", random() % 7}, {"reported-in-time", random() % 12}, {"reported-late", random() % 2}};
  r.registered = {{"pupil", random() % 900}, {"staff", random() % 150}};
  return r;
}

TEST(Annual, of_200_random_small_schools_no_hidden_cell_can_be_worked_out) {
  std::size_t hidden = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const auto report = parse_json_document(written("json", random_school(seed)), "annual.json");
    ASSERT_TRUE(report.has_value());
    std::map<std::string, ShownCounts> tables;
    for (const Json& cell : report->at("cell").items()) {
      ShownCounts& table = tables[std::string(cell.str("table"))];
      const auto n = cell.at("value").integer();
      const auto value = n ? std::optional(static_cast<std::uint64_t>(*n)) : std::nullopt;
      if (cell.str("row") == "total")
        table.total = value;
      else
        table.parts.push_back(value);
      EXPECT_TRUE(!value || *value == 0 || *value >= 5) << seed << ' ' << to_json(cell);
    }
    for (const auto& [id, table] : tables)
      for (const Range& range : worked_out(table)) {
        ASSERT_LT(range.least, range.most) << seed << ' ' << id;
        ++hidden;
      }
    // Tables of findings have one total; it is hidden in all or in none.
    EXPECT_EQ(tables["findings-by-clause"].total, tables["findings-by-review"].total);
    EXPECT_EQ(tables["findings-by-clause"].total, tables["findings-by-trend"].total);
  }
  EXPECT_GT(hidden, 500u);
}

TEST(Annual, names_nobody_and_quotes_nothing_in_any_form) {
  for (const Naming naming : {Naming::pseudonyms, Naming::names})
    for (const char* format : {"html", "json", "jsonl", "csv"})
      for (const std::string& page : {written(format, annual_result(), Lang::nl, naming)})
        for (const char* word : {"Karin", "Milan", "Tess", "Mama", "Goedemorgen", "Toezicht", "Nagaan", "Medewerker-2QK7", "_chat.txt"})
          EXPECT_EQ(page.find(word), page.npos) << format << ' ' << word;
}

TEST(Annual, calls_clauses_with_their_section_where_a_number_is_not_enough) {
  AuditResult result = annual_result();
  ASSERT_GE(result.clauses.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    result.clauses[i].state = ClauseCoverage::State::audited;
    result.clauses[i].article = "2";
    result.clauses[i].section = i == 0 ? "Uitgangspunten" : "Reikwijdte";
  }
  const std::string page = written("html", result);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_NE(page.find(result.clauses[i].section + " 2 – " + result.clauses[i].summary.nl.substr(0, 10)), page.npos);
}

TEST(Annual, compares_with_what_an_earlier_report_showed) {
  AuditResult now = annual_result();
  AuditResult then = annual_result();
  then.header.period_from = "2024-08-01";
  then.header.period_until = "2025-07-31";
  then.findings.resize(20);
  now.earlier = {*parse_json_document(written("json", then), "2025.json")};
  const auto tables = annual_tables(now);
  EXPECT_EQ(tables.front().years, (std::vector<std::string>{"2024-2025", "2025-2026"}));
  EXPECT_EQ(tables.front().rows.back().years, (std::vector<std::optional<std::uint64_t>>{20, 64}));
  // A report over the next year takes this year's own cells, not those that this year's report repeated.
  AuditResult next = annual_result();
  next.header.period_from = "2026-08-01";
  next.header.period_until = "2027-07-31";
  next.earlier = {now.earlier.front(), *parse_json_document(written("json", now), "2026.json")};
  EXPECT_EQ(annual_tables(next).front().years, (std::vector<std::string>{"2024-2025", "2025-2026", "2026-2027"}));
}

TEST(Annual, gives_the_register_of_breaches_in_words_and_hides_small_numbers) {
  AuditResult r = annual_result();
  r.breaches = {{"dismissed", 0}, {"not-reported", 9}, {"reported-in-time", 3}, {"reported-late", 0}};
  for (const Lang lang : {Lang::nl, Lang::en})
    for (const AnnualTable& table : annual_tables(r)) {
      if (table.id != "breaches-by-state") continue;
      for (const AnnualCell& row : table.rows) EXPECT_NE(row.label.in(lang), row.row);  // a text of the catalogue, no key
      EXPECT_EQ(table.rows[1].years.back(), std::nullopt);  // else the three would follow from the total
      EXPECT_EQ(table.rows[2].years.back(), std::nullopt);
      EXPECT_EQ(table.rows.back().years.back(), 12u);
    }
  EXPECT_NE(written("html", r).find("gemeld binnen 72 uur"), std::string::npos);
}

TEST(Annual, gives_a_share_only_of_a_hundred_and_more) {
  AuditResult r = annual_result();
  r.registered = {{"staff", 99}};
  for (const AnnualRate& rate : annual_rates(r)) {
    const bool small = rate.id == "staff-share" || rate.id == "open-share";
    EXPECT_TRUE(!small || !rate.per_cent) << rate.id;
  }
  EXPECT_EQ(annual_rates(r).front().per_cent, 61u);
}

TEST(AnnualHtml, golden) {
  expect_golden_page(source_dir() / "tests/corpus/report/annual-html/rich/expected.html", written("html", annual_result()));
}

}  // namespace
}  // namespace schouw::testing
