// Reports: an AuditResult to bytes. A report decides nothing; the same result gives the same bytes.
//
// To add one: reports/<name>.cpp, one line in reports/reports.def, tests/corpus/report/<id>/, a section in
// docs/reports.md. Every text comes from the catalogue and is read by script/check_claims.py.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "schouw/base/texts.h"
#include "schouw/model/audit_result.h"

namespace schouw {

enum class Naming { pseudonyms, names };

struct ReportOptions {
  Lang lang = Lang::nl;
  Naming naming = Naming::pseudonyms;
};

/// Takes the bytes in order; reports stream and never hold themselves whole.
using ByteSink = std::function<void(std::string_view)>;

struct Report {
  std::string_view id;       ///< "audit-html", "audit-json"
  std::string_view kind;     ///< audit, dossier, annual, access
  std::string_view format;   ///< html, json, xlsx, csv, pdf
  void (*write)(const AuditResult&, const ReportOptions&, const ByteSink&);
};

std::span<const Report* const> reports();
const Report* find_report(std::string_view kind, std::string_view format);

}  // namespace schouw
