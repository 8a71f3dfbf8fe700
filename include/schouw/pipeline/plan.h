// The plan file: one audit on one page of JSON, as docs/interface.md describes it. Loading checks everything that
// can be checked before the first export is opened: unknown keys, dates, the policy, files that do not exist.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/base/result.h"
#include "schouw/base/time.h"
#include "schouw/policy/registers.h"

namespace schouw {

struct ReportOrder {
  std::string kind = "audit", format = "html";
  std::filesystem::path path;
  std::vector<std::string> persons = {};               ///< dossier and access: ids of the register
  std::vector<std::pair<std::string, std::string>> filter = {};
  std::optional<Date> received = {};                   ///< access
  std::vector<std::filesystem::path> earlier = {};     ///< annual: reports of earlier years, as JSON
};

/// Its relative paths have been joined to `folder`.
struct Plan {
  std::filesystem::path folder;        ///< of the plan file; what `source` in records is relative to
  std::string title, purpose, legal_ground, approved_by, necessity, dpia, ends;
  Json scope;                          ///< {people[], platforms[]} or null
  std::string policy;                  ///< shipped id, or a path
  std::optional<Date> as_of, from, until;
  std::string time_zone = "Europe/Amsterdam";
  std::filesystem::path case_folder;   ///< empty: not in the plan
  std::filesystem::path pseudonym_key_file;
  RegisterPaths registers;
  std::vector<std::filesystem::path> lexicon;   ///< the school's own words (docs/lexicons.md)
  std::vector<std::filesystem::path> exports;   ///< patterns expanded, sorted, unique
  std::vector<std::string> without_file;        ///< patterns of exports without any file: perhaps a typing error
  std::vector<ReportOrder> reports;
};

/// Usage error with file and line for an unknown key, a value of the wrong kind, or a missing file. `*` and `?` in the
/// last part of a path make it a pattern; only in `exports` may a pattern fit nothing.
Result<Plan> load_plan(const std::filesystem::path& file);

/// Shell pattern over bytes with `*` and `?` only.
bool fits_pattern(std::string_view pattern, std::string_view name);

}  // namespace schouw
