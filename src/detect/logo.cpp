#include "logo.h"

#include <algorithm>
#include <array>

#include "schouw/base/utf8.h"

namespace schouw {

std::set<std::string> registered_logos(const Registers& registers) {
  constexpr std::string_view kMark = "logo:";
  std::set<std::string> out;
  for (const std::string& line : registers.own_identifiers) {
    const std::string lower = ascii_lower(trim(line));
    if (!lower.starts_with(kMark)) continue;
    const std::string hash(trim(std::string_view(lower).substr(kMark.size())));
    const bool hex = std::ranges::all_of(hash, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (hash.size() == 64 && hex) out.insert(hash);
  }
  return out;
}

bool is_profile_picture(const CaseMedia& media) {
  constexpr std::array kMarks = {"profile_photo", "profile photo", "profile_picture", "profile picture",
                                 "profielfoto",   "profile_image", "profileimage"};
  // In Dutch and English downloads the album, the folder or the file says so.
  const std::string place = ascii_lower(media.name) + "|" + ascii_lower(media.origin.entry) + "|" + ascii_lower(media.caption);
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return place.find(mark) != std::string::npos; });
}

}  // namespace schouw
