// Where a record is in the evidence. No record is without such a place.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace schouw {

enum class LocatorKind {
  line,   ///< 1-based first physical line (text, CSV)
  index,  ///< 0-based in the main array of a JSON file
  byte,   ///< offset in the entry (mbox, damaged files)
  id      ///< an id from the export
};

/// A place within one entry. Numbers and ids are kept apart so that they sort as people expect.
struct Locator {
  LocatorKind kind = LocatorKind::byte;
  std::uint64_t number = 0;
  std::string id = {};
  auto operator<=>(const Locator&) const = default;

  static Locator at_line(std::uint64_t n) { return {LocatorKind::line, n}; }
  static Locator at_index(std::uint64_t n) { return {LocatorKind::index, n}; }
  static Locator at_byte(std::uint64_t n) { return {LocatorKind::byte, n}; }
  static Locator with_id(std::string s) { return {LocatorKind::id, 0, std::move(s)}; }
};

/// A place in the case. `source` is the path relative to the plan's folder (or to the parent of the PATH
/// argument), '/'-separated, and `entry` the path inside archives, inner ones joined by '/'; empty for a
/// plain file. Both are raw bytes as found: shown through visible(), never used as paths again.
struct Origin {
  std::string source_sha256;
  std::string source;
  std::string entry;
  Locator locator;
  auto operator<=>(const Origin&) const = default;
};

std::string_view name_of(LocatorKind);  ///< "line", "index", "byte", "id"

}  // namespace schouw
