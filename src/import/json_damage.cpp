// Damage of a JSON file, counted by base/json_stream.h, as problems.
//
//   {"value": [{"id": "1", ...}, {"id": "2", "bo   (cut)  ->  json-truncated at byte 31, one record lost
//
// Gap: repaired characters are counted for the file, not shown one by one.
#include "json_damage.h"

#include <string>
#include <utility>

#include "drift.h"

namespace schouw {
namespace {

Problem about(std::string code, Severity severity, Loss loss, std::uint64_t byte, std::uint64_t arg) {
  return {.code = std::move(code),
          .severity = severity,
          .loss = loss,
          .locator = Locator::at_byte(byte),
          .args = {std::to_string(arg)}};
}

}  // namespace

void report_json_damage(const JsonDamage& damage, std::uint64_t lost_records, RecordSink& sink) {
  if (damage.not_json) {
    sink.problem(
        about("json-syntax-error", Severity::high, Loss::whole, damage.first_error_byte, damage.first_error_byte));
    return;
  }
  if (damage.truncated || damage.syntax_errors > 0) {
    Problem problem = about(damage.truncated ? "json-truncated" : "json-syntax-error", Severity::high, Loss::partial,
                            damage.first_error_byte, damage.first_error_byte);
    problem.lost_records = lost_records;
    sink.problem(std::move(problem));
  }
  if (damage.too_deep > 0) sink.problem(about("json-too-deep", Severity::medium, Loss::partial, 0, damage.too_deep));
  if (damage.too_long > 0)
    sink.problem(about("line-too-long", Severity::medium, Loss::partial, 0, std::uint64_t{64} << 20));
  const std::uint64_t repaired = damage.invalid_utf8 + damage.lone_surrogates + damage.bad_escapes;
  if (repaired > 0) sink.problem(about("json-repaired", Severity::low, Loss::none, 0, repaired));
}

void report_unknown_version(std::string_view id, const Json& sample, Locator where, std::uint64_t lost_records,
                            RecordSink& sink) {
  report_drift(id, keys_of(sample), std::move(where), lost_records, sink);
}

ByteSource bytes_of(EntryReader& entry) {
  return [&entry] { return entry.next(); };
}

}  // namespace schouw
