// One time zone, from ICU's own data: no TZ variable, no /etc/localtime, no locale.
//   Europe/Amsterdam, 25-10-2026 02:30 came twice: the first is 00:30Z, ambiguous
//   Europe/Amsterdam, 29-03-2026 02:30 never was: 01:30Z (03:30 on the clock), skipped
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include "schouw/base/assert.h"
#include "schouw/base/time.h"

namespace schouw {

struct Zone::State {
  std::unique_ptr<icu::TimeZone> zone;
  std::string name;

  std::int64_t offset_at(std::int64_t utc_ms) const {
    std::int32_t raw = 0, dst = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(static_cast<UDate>(utc_ms), 0, raw, dst, status);
    SCHOUW_ASSERT(U_SUCCESS(status));
    return raw + dst;
  }
};

Zone::Zone(std::unique_ptr<State> state) : state_(std::move(state)) {}
Zone::~Zone() = default;
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;

Result<Zone> Zone::open(std::string_view iana_name) {
  const icu::UnicodeString id =
      icu::UnicodeString::fromUTF8(icu::StringPiece(iana_name.data(), static_cast<std::int32_t>(iana_name.size())));
  icu::UnicodeString canonical;
  UBool system_id = 0;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(id, canonical, system_id, status);
  // "GMT+3" is a zone to ICU but no IANA name; "Etc/Unknown" is what ICU gives for anything else.
  if (U_FAILURE(status) || system_id == 0 || iana_name == "Etc/Unknown")
    return fail(ErrorCode::usage, "unknown-time-zone", {std::string(iana_name)});
  auto state = std::make_unique<State>();
  state->zone.reset(icu::TimeZone::createTimeZone(id));
  state->name = iana_name;
  SCHOUW_ASSERT(state->zone != nullptr);
  return Zone(std::move(state));
}

Zone::Utc Zone::to_utc(std::int64_t local_ms) const {
  constexpr std::int64_t kDayMs = 86'400'000;
  const std::int64_t before = state_->offset_at(local_ms - kDayMs);
  const std::int64_t after = state_->offset_at(local_ms + kDayMs);
  const std::int64_t first = local_ms - before, second = local_ms - after;
  const bool first_holds = state_->offset_at(first) == before;
  const bool second_holds = state_->offset_at(second) == after;
  if (first_holds && second_holds)
    return {std::min(first, second), first == second ? Certainty::unique : Certainty::ambiguous};
  if (first_holds || second_holds) return {first_holds ? first : second, Certainty::unique};
  return {first, Certainty::skipped};
}

std::int64_t Zone::to_local(std::int64_t utc_ms) const { return utc_ms + state_->offset_at(utc_ms); }

std::string_view Zone::name() const { return state_->name; }

}  // namespace schouw
