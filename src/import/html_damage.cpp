#include "html_damage.h"

namespace schouw {

void report_html_damage(const HtmlDamage& damage, bool cut, Tally& tally) {
  const auto tell = [&](std::string_view code, Severity severity, Loss loss, std::uint64_t lost) {
    tally.problem({.code = std::string(code),
                   .severity = severity,
                   .loss = loss,
                   .locator = Locator::at_byte(damage.bytes),
                   .args = {std::to_string(damage.bytes)},
                   .lost_records = lost});
  };
  if (damage.truncated) tell("data-cut", Severity::high, Loss::partial, cut ? 1 : 0);
  if (damage.too_deep) tell("html-too-deep", Severity::high, Loss::partial, 0);
  if (damage.too_long) tell("line-too-long", Severity::medium, Loss::partial, 0);
  if (damage.invalid_utf8 > 0) tell("not-utf8", Severity::low, Loss::none, 0);
}

}  // namespace schouw
