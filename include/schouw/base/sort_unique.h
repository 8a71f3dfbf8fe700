// schouw - an offline auditor of exported school communications.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>

namespace schouw {

/// Drops each element that has the key of the one before it. The std::ranges algorithm of that name is not used in the tree:
/// clang 14, which checks and fuzzes it, cannot read what that gives.
template <class List, class Key = std::identity>
void drop_repeats(List& list, Key key = {}) {
  const auto same = [&](const auto& a, const auto& b) { return std::invoke(key, a) == std::invoke(key, b); };
  list.erase(std::unique(list.begin(), list.end(), same), list.end());
}

/// Sorts by key and keeps one of each; where elements differ outside the key, which one is not told.
template <class List, class Key = std::identity>
void sort_unique(List& list, Key key = {}) {
  std::ranges::sort(list, {}, key);
  drop_repeats(list, key);
}

}  // namespace schouw
