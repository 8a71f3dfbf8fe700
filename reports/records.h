// A report as records, and the records as tables: CSV, XLSX, JSON and JSON Lines are projections of the same records, so
// that no form says what another does not.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "naming.h"
#include "schouw/base/json.h"
#include "schouw/report/report.h"
#include "words.h"

namespace schouw {

/// `type`: finding, clause, source, ... Records of one type come together.
using RecordSink = std::function<void(std::string_view type, const Json&)>;

/// Takes records of all types, or of one.
class Records {
 public:
  Records(std::string_view only, const RecordSink& sink) : only_(only), sink_(sink) {}
  bool wants(std::string_view type) const { return only_.empty() || only_ == type; }
  void add(std::string_view type, const Json& record) const {
    if (wants(type)) sink_(type, record);
  }

 private:
  std::string_view only_;
  const RecordSink& sink_;
};

/// Everything that a report of the kind of this result holds; with `only`, the records of that type.
void each_report_record(const AuditResult&, const ReportOptions&, std::string_view only, const RecordSink&);

// One per kind of report.
void audit_records(const AuditResult&, const ReportOptions&, const Names&, const Records&);
void annual_records(const AuditResult&, const ReportOptions&, const Names&, const Records&);
void dossier_records(const AuditResult&, const ReportOptions&, const Names&, const Records&);
void access_records(const AuditResult&, const ReportOptions&, const Names&, const Records&);

// Shared by kinds.
/// A line about the report itself; none where there is nothing to say.
void about(const Records&, std::string_view item, std::string_view value);
void about_records(const AuditResult&, const Words&, const Names&, const Records&);  ///< "about": what this is a report of
void finding_records(const AuditResult&, const Names&, const Records&);              ///< "finding" and "quote"
void source_records(const AuditResult&, const Names&, const Records&);               ///< "source", "problem", "register"

struct RecordColumn {
  std::string_view name;      ///< its heading is "report.column.<name>"
  std::string_view path;      ///< members with dots between; of an array all elements; "@" is the language of the report
  std::string_view words = {};  ///< group of the catalogue for its values: "severity"
  bool evidence = false;      ///< words of others: CSV puts the exact text beside it
};

struct TableOfRecords {
  std::string_view type;      ///< of its records; also the name of its file
  std::span<const RecordColumn> columns;
};

/// The tables of a kind of report; the first is the one that a single CSV file holds.
std::span<const TableOfRecords> record_tables(std::string_view kind);

std::string column_heading(const RecordColumn&, const Words&);
std::string table_title(const TableOfRecords&, const Words&);
/// What stands in the cell. Not yet safe for any sink.
std::string cell_text(const Json& record, const RecordColumn&, const Words&);

}  // namespace schouw
