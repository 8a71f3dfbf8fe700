// "Recognised, unknown version": a file is certainly of a platform, and its records have a form that no known version
// of the export has. Any importer can say so, for JSON, CSV or HTML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/import/importer.h"

namespace schouw {

/// What such a record has instead: keys of JSON, columns of CSV, elements and classes of HTML.
using DriftKeys = std::vector<std::string>;
DriftKeys keys_of(const Json& object);

/// One problem "unknown-version" with at most 12 keys. `id`: of the importer.
void report_drift(std::string_view id, const DriftKeys&, Locator where, std::uint64_t lost_records, RecordSink&);

/// Counts the records of one file that no known version has. The first stands for all of them.
class Drift {
 public:
  void add(DriftKeys keys, Locator where, std::uint64_t records = 1);
  void add(const Json& record, Locator where) { add(keys_of(record), std::move(where)); }
  std::uint64_t records() const { return records_; }

  /// Nothing without such records. The caller says rejected(), for it knows what else was lost.
  void report(std::string_view id, RecordSink&) const;

 private:
  std::uint64_t records_ = 0;
  DriftKeys keys_;
  Locator where_;
};

}  // namespace schouw
