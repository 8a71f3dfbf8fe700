// Names in archives. They are kept as bytes and never become paths; some deserve a warning all the same,
// since a person reads them: `../../x`, U+202E that shows "gpj.exe" as "exe.jpg", a bell.
#include "names.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "schouw/archive/archive.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

bool has_parent_component(std::string_view name) {
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("/\\"), name.size());
    if (name.substr(0, end) == "..") return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

bool has_control(std::string_view name) {
  return std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// UTF-8 of C1 controls (C2 80..C2 9F), of zero-width and direction characters (E2 80 8B, AA..AE; E2 81 A6..A9)
/// and of the byte order mark.
bool has_invisible(std::string_view name) {
  for (std::size_t i = 0; i + 1 < name.size(); ++i) {
    const auto at = [&](std::size_t k) { return k < name.size() ? static_cast<unsigned char>(name[k]) : 0u; };
    if (at(i) == 0xc2 && at(i + 1) < 0xa0) return true;
    if (at(i) == 0xef && at(i + 1) == 0xbb && at(i + 2) == 0xbf) return true;
    if (at(i) != 0xe2) continue;
    if (at(i + 1) == 0x80 && (at(i + 2) == 0x8b || (at(i + 2) >= 0xaa && at(i + 2) <= 0xae))) return true;
    if (at(i + 1) == 0x81 && at(i + 2) >= 0xa6 && at(i + 2) <= 0xa9) return true;
  }
  return false;
}

}  // namespace

bool is_unsafe_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.front() == '\\') return true;
  if (name.size() >= 2 && name[1] == ':') return true;
  return name.size() > 4096 || has_parent_component(name) || has_control(name) || has_invisible(name) || !is_utf8(name);
}

std::string with_slashes(std::string_view name) {
  std::string out(name);
  std::ranges::replace(out, '\\', '/');
  return out;
}

bool ends_with_ignoring_case(std::string_view text, std::string_view lower_case_end) {
  return text.size() >= lower_case_end.size() &&
         ascii_lower(text.substr(text.size() - lower_case_end.size())) == lower_case_end;
}

std::string without_packing(std::string_view file_name) {
  for (const std::string_view end : {".gz", ".zst"})
    if (file_name.size() > end.size() && ends_with_ignoring_case(file_name, end))
      return std::string(file_name.substr(0, file_name.size() - end.size()));
  for (const std::string_view end : {".tgz", ".tzst"})
    if (file_name.size() > end.size() && ends_with_ignoring_case(file_name, end))
      return std::string(file_name.substr(0, file_name.size() - end.size())) + ".tar";
  return std::string(file_name);
}

std::string_view last_component(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_system_litter(std::string_view path) {
  if (path.starts_with("__MACOSX/") || path.find("/__MACOSX/") != std::string_view::npos) return true;
  const std::string_view name = last_component(path);
  return name.starts_with("._") || name == ".DS_Store" || name == "Thumbs.db";
}

}  // namespace schouw
