// Reads from the bytes of a picture when and where it was taken, its caption, its size, and how it looks. For the
// worker only: the libraries behind it take hostile bytes and have a history of crashes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schouw/model/picture.h"

namespace schouw {

inline constexpr std::size_t kMaxPictureBytes = 64u << 20;

/// Fields stay empty for a picture that cannot be read.
PictureFacts read_picture(std::string_view bytes);

/// Initialises what the libraries share between pictures.
void prepare_pictures();

}  // namespace schouw
