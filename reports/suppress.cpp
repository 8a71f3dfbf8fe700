// Statistical disclosure control for one distribution. With h hidden parts of at least 1 that add up to s, each can be
// anything from 1 to s-h+1; parts that are nought are shown, so that is all an outsider can say.
//   k = 5: {12, 3, 40}    -> {·, ·, 40}: 12 is hidden with the 3
//   k = 5: {1, 1, 1, 1, 1} -> nothing can be added to hide them behind; all is hidden but the total
#include "suppress.h"

#include <algorithm>
#include <numeric>

namespace schouw {
namespace {

bool safe(std::uint64_t hidden, std::uint64_t sum, std::uint64_t k) {
  return hidden == 0 || (hidden >= 2 && sum >= hidden + k - 1);
}

}  // namespace

ShownCounts suppress(std::span<const std::uint64_t> parts, std::uint64_t k) {
  const std::uint64_t total = std::accumulate(parts.begin(), parts.end(), std::uint64_t{0});
  ShownCounts out{.parts = std::vector<std::optional<std::uint64_t>>(parts.size()), .total = std::nullopt};
  if (total > 0 && total < k) return out;
  out.total = total;

  std::vector<std::size_t> order;  // of the parts that can hide something, the smallest first
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] > 0) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return parts[i]; });
  std::size_t hidden = 0;
  std::uint64_t sum = 0;
  while (hidden < order.size() && (parts[order[hidden]] < k || !safe(hidden, sum, k))) sum += parts[order[hidden++]];
  if (!safe(hidden, sum, k)) return out;  // even the noughts are hidden now
  for (std::size_t i = 0; i < parts.size(); ++i) out.parts[i] = parts[i];
  for (std::size_t i = 0; i < hidden; ++i) out.parts[order[i]].reset();
  return out;
}

}  // namespace schouw
