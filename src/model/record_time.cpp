// From what an export says of a time to what a record says: an instant, the clock in the zone of the case, and
// whether the zone was stated or assumed.
#include "schouw/model/record_time.h"

namespace schouw {

RecordTime resolve(const Timestamp& time, const Zone& zone) {
  RecordTime out;
  out.precision = time.precision;
  out.raw = time.raw;
  switch (time.basis) {
    case Timestamp::Basis::none:
      break;
    case Timestamp::Basis::instant:
      out.utc_ms = time.ms;
      out.local_ms = zone.to_local(time.ms);
      out.zone_known = true;
      break;
    case Timestamp::Basis::local:
      out.utc_ms = zone.to_utc(time.ms).ms;
      out.local_ms = zone.to_local(*out.utc_ms);  // differs from time.ms only for an hour that never was
      break;
  }
  return out;
}

Json to_json_value(const RecordTime& time) {
  Json out = Json::object();
  out["utc"] = time.utc_ms.has_value() ? Json(format_utc(*time.utc_ms, time.precision)) : Json();
  out["local"] = time.local_ms.has_value() ? Json(format_local(*time.local_ms, time.precision)) : Json();
  out["zone_known"] = time.zone_known;
  out["precision"] = name_of(time.precision);
  out["raw"] = time.raw;
  return out;
}

}  // namespace schouw
