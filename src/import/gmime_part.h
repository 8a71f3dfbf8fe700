// Parts of a mail as GMime holds them, as bytes. For mail_gmime.cpp, the only other file that knows GMime.
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace schouw {

struct GObjectUnref {
  void operator()(void* object) const {
    if (object != nullptr) g_object_unref(object);
  }
};
template <class T>
requires requires { sizeof(T); }
using Held = std::unique_ptr<T, GObjectUnref>;

struct GFree {
  void operator()(char* text) const { g_free(text); }
};
using GText = std::unique_ptr<char, GFree>;

/// Decoded: what the sender put in.
std::string content_of(GMimePart*);
/// Base64 and the like: its bytes are not those of the mail around it.
bool is_encoded(GMimePart*);
std::string written(GMimeMessage*);

/// The message as it stands in `source`, the bytes it was parsed from: from its first header to the next line that
/// begins with one of the boundaries around it. Empty when it has no headers.
std::string_view source_of(GMimeMessage*, std::string_view source, std::span<const std::string> boundaries);

/// The file name that a part says; empty when it says none.
const char* file_name_of(GMimeObject*);

}  // namespace schouw
