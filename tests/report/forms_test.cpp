// CSV, workbook, JSON Lines and the other projections: the same records, and nothing of an export that a program runs.
#include <gtest/gtest.h>

#include <set>

#include "records.h"
#include "sample.h"
#include "schouw/base/csv.h"
#include "schouw/base/utf8.h"
#include "testing.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return out;
}

TEST(RecordsCsv, golden) {
  const auto dir = source_dir() / "tests/corpus/report/records-csv";
  expect_golden(dir / "rich/expected.csv", written("csv", rich_result()));
  expect_golden(dir / "rich/quote.csv", written("csv", rich_result(), Lang::nl, Naming::pseudonyms, "quote.csv"));
  expect_golden(dir / "rich-names-en/quote.csv", written("csv", rich_result(), Lang::en, Naming::names, "quote.csv"));
}

TEST(RecordsCsv, is_what_dutch_excel_opens) {
  const std::string csv = written("csv", rich_result());
  EXPECT_TRUE(csv.starts_with(kBom));
  const CsvTable table = parse_csv(csv, ';');
  EXPECT_EQ(table.rows.size(), rich_result().findings.size());
  for (const CsvRow& row : table.rows) EXPECT_EQ(row.fields.size(), table.header.size());
}

TEST(RecordsCsv, has_no_field_that_is_a_formula_and_the_exact_text_beside_it) {
  const CsvTable table = parse_csv(written("csv", rich_result(), Lang::nl, Naming::names, "quote.csv"), ';');
  const auto text = table.column("tekst"), exact = table.column("tekst (letterlijk)");
  ASSERT_TRUE(text && exact);
  bool met = false;
  for (const CsvRow& row : table.rows) {
    for (const std::string& field : row.fields)
      EXPECT_TRUE(field.empty() || std::string_view("=+-@\t\r").find(field[0]) == std::string_view::npos) << field;
    if (!row.fields[*text].starts_with("'=HYPERLINK")) continue;
    met = true;
    EXPECT_TRUE(row.fields[*exact].starts_with("\"=HYPERLINK(\\\"")) << row.fields[*exact];
  }
  EXPECT_TRUE(met);
}

TEST(RecordsCsv, has_a_file_for_every_table) {
  for (const AuditResult& result : {rich_result(), file_result("dossier"), file_result("access"), annual_result()}) {
    const Report* report = find_report(result.kind, "csv");
    const auto parts = report->parts(result);
    EXPECT_EQ(parts.size() + 1, record_tables(result.kind).size());
    for (const std::string& part : parts) {
      const std::string csv = written("csv", result, Lang::nl, Naming::pseudonyms, part);
      EXPECT_TRUE(csv.starts_with(kBom)) << part;
      EXPECT_EQ(csv.find("[report."), csv.npos) << part;
    }
  }
}

TEST(Records, columns_and_tables_have_headings_in_both_languages) {
  for (const Lang lang : {Lang::nl, Lang::en}) {
    const Words say(lang);
    for (const char* kind : {"audit", "dossier", "access", "annual"})
      for (const TableOfRecords& table : record_tables(kind)) {
        EXPECT_NE(table_title(table, say), table.type);
        EXPECT_LE(table_title(table, say).size(), 31u) << "Excel's limit for the name of a sheet";
        for (const RecordColumn& column : table.columns) EXPECT_TRUE(has_text("report.column." + std::string(column.name))) << column.name;
      }
  }
}

TEST(RecordsJsonl, golden_and_a_record_a_line) {
  const auto dir = source_dir() / "tests/corpus/report/records-jsonl";
  for (const auto& [name, result] : {std::pair{"rich", rich_result()}, {"dossier", file_result("dossier")}, {"access", file_result("access")}, {"annual", annual_result()}}) {
    const std::string jsonl = written("jsonl", result);
    expect_golden(dir / name / "expected.jsonl", jsonl);
    for (const std::string& line : lines_of(jsonl)) {
      const auto record = parse_json_document(line, "line");
      ASSERT_TRUE(record.has_value()) << line;
      EXPECT_FALSE(record->str("record").empty()) << line;
    }
  }
}

TEST(RecordsJson, golden_and_one_document) {
  const auto dir = source_dir() / "tests/corpus/report/records-json";
  for (const AuditResult& result : {file_result("dossier"), file_result("access"), annual_result()}) {
    const std::string json = written("json", result);
    expect_golden(dir / result.kind / "expected.json", json);
    const auto document = parse_json_document(json, "report.json");
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->at("report").str("kind"), result.kind);
  }
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t n = 0;
  for (std::size_t i = 4; i-- > 0;) n = n << 8 | static_cast<unsigned char>(bytes[at + i]);
  return n;
}

/// The directory of a zip: name, size and CRC-32 of each file in it.
std::string directory_of(std::string_view zip) {
  std::string out;
  for (auto at = zip.find("PK\x01\x02"); at != zip.npos; at = zip.find("PK\x01\x02", at + 4)) {
    const std::size_t length = number_at(zip, at + 28) & 0xffff;
    out += std::string(zip.substr(at + 46, length)) + " " + std::to_string(number_at(zip, at + 24)) + " " + std::to_string(number_at(zip, at + 16)) + "\n";
  }
  return out;
}

TEST(RecordsXlsx, golden) {
  expect_golden(source_dir() / "tests/corpus/report/records-xlsx/rich/expected.txt", directory_of(written("xlsx", rich_result())));
}

TEST(RecordsXlsx, is_a_workbook_of_strings_and_gives_the_same_bytes_twice) {
  const std::string book = written("xlsx", rich_result());
  EXPECT_TRUE(book.starts_with("PK"));
  EXPECT_EQ(book, written("xlsx", rich_result()));
  EXPECT_GT(book.size(), std::size_t{8} << 10);
}

TEST(TimesketchCsv, golden_with_the_three_columns_that_it_needs) {
  const std::string csv = written("timesketch", rich_result());
  expect_golden(source_dir() / "tests/corpus/report/timesketch-csv/rich/expected.csv", csv);
  EXPECT_TRUE(csv.starts_with("message,datetime,timestamp_desc,"));
  const CsvTable table = parse_csv(csv, ',');
  for (const CsvRow& row : table.rows) EXPECT_EQ(row.fields.size(), table.header.size());
}

TEST(CaseJsonld, golden_and_every_reference_stands_in_the_graph) {
  const std::string json = written("case", rich_result());
  expect_golden(source_dir() / "tests/corpus/report/case-jsonld/rich/expected.jsonld", json);
  const auto document = parse_json_document(json, "case.jsonld");
  ASSERT_TRUE(document.has_value());
  std::set<std::string> nodes;
  for (const Json& node : document->at("@graph").items()) EXPECT_TRUE(nodes.emplace(node.str("@id")).second) << node.str("@id");
  const auto refers = [&](const Json& value, const auto& again) -> void {
    for (const Json& item : value.items()) again(item, again);
    const bool refers_to = value.members().size() == 1 && value.find("@id") != nullptr;
    EXPECT_TRUE(!refers_to || nodes.contains(std::string(value.str("@id")))) << value.str("@id");
    for (const auto& [key, item] : value.members()) again(item, again);
  };
  refers(document->at("@graph"), refers);
}

}  // namespace
}  // namespace schouw::testing
