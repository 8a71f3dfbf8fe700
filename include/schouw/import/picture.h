// What the bytes of a picture say of themselves: when and where it was taken, a caption, its size, and how it looks. Only
// for the worker: the libraries behind it take hostile bytes and have a record of crashes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schouw/model/picture.h"

namespace schouw {

inline constexpr std::size_t kMaxPictureBytes = 64u << 20;

/// Nothing is claimed of a picture that cannot be read: its fields stay empty.
PictureFacts read_picture(std::string_view bytes);

/// Loads what the libraries keep for all pictures.
void prepare_pictures();

}  // namespace schouw
