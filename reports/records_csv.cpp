// A report as CSV for Dutch Excel: UTF-8 with BOM, `;`, every field quoted. The first file holds the first table of the
// kind (findings, messages), the files beside it the others.
//   "Bepaling";"Tekst";"Tekst (letterlijk)"
//   "A.1";"'=HYPERLINK(...)";"""=HYPERLINK(...)"""
// A text that a spreadsheet would take for a formula has an apostrophe in front and what a screen cannot show is marked;
// therefore each column with words of others has the exact text beside it, as a JSON string.
#include "records.h"
#include "schouw/base/csv.h"
#include "schouw/base/utf8.h"

namespace schouw::records_csv {
namespace {

constexpr std::size_t kPiece = 64 << 10;

class CsvWriter {
 public:
  CsvWriter(const TableOfRecords& table, const Words& say, const ByteSink& sink) : table_(table), say_(say), sink_(sink) {
    bytes_ = "\xEF\xBB\xBF";
    for (const RecordColumn& column : table_.columns) {
      add(column_heading(column, say_));
      if (column.evidence) add(say_("column.exact", {column_heading(column, say_)}));
    }
    end_row();
  }

  void row(const Json& record) {
    for (const RecordColumn& column : table_.columns) {
      const std::string text = cell_text(record, column, say_);
      add(visible(text));
      if (!column.evidence) continue;
      std::string exact;
      if (!text.empty()) append_json_string(exact, text);
      add(exact);
    }
    end_row();
  }

  void finish() {
    if (!bytes_.empty()) sink_(bytes_);
    bytes_.clear();
  }

 private:
  void add(std::string_view text) {
    if (!first_) bytes_ += ';';
    first_ = false;
    append_csv_field(bytes_, text);
  }
  void end_row() {
    bytes_ += "\r\n";
    first_ = true;
    if (bytes_.size() >= kPiece) finish();
  }

  const TableOfRecords& table_;
  const Words& say_;
  const ByteSink& sink_;
  std::string bytes_;
  bool first_ = true;
};

std::vector<std::string> parts(const AuditResult& result) {
  std::vector<std::string> out;
  for (const TableOfRecords& table : record_tables(result.kind).subspan(1)) out.push_back(std::string(table.type) + ".csv");
  return out;
}

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  const Words say(options.lang);
  const std::span<const TableOfRecords> tables = record_tables(result.kind);
  const TableOfRecords* table = &tables.front();
  for (const TableOfRecords& one : tables)
    if (options.part == std::string(one.type) + ".csv") table = &one;
  CsvWriter out(*table, say, sink);
  each_report_record(result, options, table->type, [&](std::string_view, const Json& record) { out.row(record); });
  out.finish();
}

}  // namespace

extern const Report report;
constinit const Report report{
    .id = "records-csv", .kinds = "audit dossier annual access", .format = "csv", .write = write, .parts = parts};

}  // namespace schouw::records_csv
