// Reports: an AuditResult to bytes. A report decides nothing; the same result gives the same bytes.
//
// To add one: reports/<name>.cpp, one line in reports/reports.def, tests/corpus/report/<id>/, a section in
// docs/reports.md. Every text comes from the catalogue and is read by script/check_claims.py.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/texts.h"
#include "schouw/model/audit_result.h"

namespace schouw {

enum class Naming { pseudonyms, names };

struct ReportOptions {
  Lang lang = Lang::nl;
  Naming naming = Naming::pseudonyms;
  /// Which file of a report that has several: empty for the first, else one of Report::parts.
  std::string part = {};
  /// The folder of the parts beside the first file, for links: "report-html". Empty: everything in one file.
  std::string parts_folder = {};
};

/// Takes the bytes in order: a report is streamed, never held whole.
using ByteSink = std::function<void(std::string_view)>;

struct Report {
  std::string_view id;       ///< "audit-html", "records-csv"
  std::string_view kinds;    ///< of audit, dossier, annual, access, with blanks between
  std::string_view format;   ///< html, json, jsonl, xlsx, csv, timesketch, case
  void (*write)(const AuditResult&, const ReportOptions&, const ByteSink&);
  /// Names of the further files, [a-z0-9-.]+; none: a report in one file.
  std::vector<std::string> (*parts)(const AuditResult&) = nullptr;
};

std::span<const Report* const> reports();
const Report* find_report(std::string_view kind, std::string_view format);

}  // namespace schouw
