// Sorted lists without duplicates.
//
// In place of std::ranges::unique: clang 14, which checks and fuzzes the tree, cannot compile what that returns.
#pragma once

#include <algorithm>
#include <functional>

namespace schouw {

/// Drops each element that has the same key as the one before it.
template <class List, class Key = std::identity>
void drop_repeats(List& list, Key key = {}) {
  const auto same = [&](const auto& a, const auto& b) { return std::invoke(key, a) == std::invoke(key, b); };
  list.erase(std::unique(list.begin(), list.end(), same), list.end());
}

/// Sorts by key and keeps one element per key; which one is unspecified when they differ in other members.
template <class List, class Key = std::identity>
void sort_unique(List& list, Key key = {}) {
  std::ranges::sort(list, {}, key);
  drop_repeats(list, key);
}

}  // namespace schouw
