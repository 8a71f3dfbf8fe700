// What the bytes of a picture tell about it, and when two pictures are the same photo.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "schouw/base/time.h"
#include "schouw/model/message.h"

namespace schouw {

/// Two perceptual hashes of a picture (64 bits each): dHash (steps in brightness from left to right) and pHash (its
/// coarse waves). The same photo in another size, quality or format has nearly the same hashes. Both must
/// be near: either alone is often near by chance.
struct PictureLook {
  std::uint64_t steps = 0, waves = 0;
  bool operator==(const PictureLook&) const = default;
};

/// 32 hexadecimal digits, and back.
std::string to_string(const PictureLook&);
std::optional<PictureLook> look_from(std::string_view digits);

/// Near enough to be the same photo. The limits were measured: docs/pictures.md.
bool same_look(const PictureLook&, const PictureLook&);
inline constexpr int kMostSteps = 4, kMostWaves = 8;  ///< bits that may differ

struct PictureFacts {
  Timestamp taken = {};                 ///< EXIF, else XMP; local when no zone is stated, as is usual
  std::optional<GeoPoint> gps = {};
  std::string caption = {};
  std::optional<int> width = {}, height = {};
  std::optional<PictureLook> look = {};  ///< none: not decoded, or too plain to distinguish
  bool operator==(const PictureFacts&) const = default;
};

}  // namespace schouw
