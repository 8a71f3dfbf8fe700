// Time as records carry it: an instant, and what the clock on the wall said in the zone of the case.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "schouw/base/json.h"
#include "schouw/base/time.h"

namespace schouw {

/// A time as records carry it. `utc_ms` none: the instant is not known.
struct RecordTime {
  std::optional<std::int64_t> utc_ms = {};
  std::optional<std::int64_t> local_ms = {};  ///< in the zone of the case
  bool zone_known = false;
  Precision precision = Precision::second;
  std::string raw = {};
};
Json to_json_value(const RecordTime&);  ///< {utc, local, zone_known, precision, raw}
/// Reads a local time in `zone`. Of an hour that occurred twice, the first; one that was skipped moves forward.
RecordTime resolve(const Timestamp&, const Zone& zone);

}  // namespace schouw
