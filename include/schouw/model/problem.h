// What could not be read, or not with certainty. Every problem has a place, is counted and is shown.
//
// The text comes from the catalogue: "problem.<code>" with `args`. Codes are never reused. docs/problems.md lists them,
// with what each means for the officer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schouw/model/origin.h"

namespace schouw {

enum class Severity { low, medium, high };

/// What a problem means for the status of the run (exit 3 is "some evidence could not be read").
enum class Loss {
  none,     ///< everything was read, but the officer must know something (ambiguous date order, repaired text)
  partial,  ///< part of this file could not be read
  whole     ///< nothing of this file could be read
};

struct Problem {
  std::string code;                 ///< "json-truncated"
  Severity severity = Severity::medium;
  Loss loss = Loss::partial;
  Locator locator = {};             ///< within the entry; the pipeline adds source and entry
  std::vector<std::string> args = {};
  std::uint64_t lost_records = 0;   ///< where known, else 0
  std::uint64_t lost_bytes = 0;     ///< where known, else 0
};

std::string_view name_of(Severity);  ///< "low", "medium", "high"
std::string_view name_of(Loss);

}  // namespace schouw
