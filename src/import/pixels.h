// Pixels of a picture, grey and small, whatever format it has.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "schouw/model/picture.h"

namespace schouw {

struct GreyPixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> values = {};  ///< row by row; empty: not decoded
};

/// JPEG, PNG and WebP. Large pictures come out smaller where the format can do that while decoding.
GreyPixels decode_grey(std::string_view bytes);

/// `orientation`: as EXIF numbers it, 1 to 8. None for pictures that are too small or too plain.
std::optional<PictureLook> look_of(const GreyPixels&, int orientation);

}  // namespace schouw
