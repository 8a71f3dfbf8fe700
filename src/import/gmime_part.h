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

struct GMimeOptionsDeleter {
  void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};
using GMimeOptions = std::unique_ptr<GMimeParserOptions, GMimeOptionsDeleter>;
/// Lenient in all in which GMime lets one choose.
GMimeOptions lenient_options();
/// Sets `found`, which must outlive the options, when a parser meets what may cost it words.
void watch_for_damage(GMimeParserOptions*, bool& found);

/// Decoded: what the sender put in.
std::string content_of(GMimePart*);
/// The same for a text, of which no letter may get lost: see text_of_base64().
std::string text_bytes_of(GMimePart*);
/// As it stands in the mail, folded and encoded; empty when there is none.
std::string raw_header(GMimeObject*, const char* name);
/// A mail that was attached as a file (.eml) with no type that says so.
bool is_mail_file(GMimePart*, std::string_view name);

/// The type is missing, or none that has a meaning ("text", "plain", "; charset=utf-8"): such a part is text (RFC 2045, 5.2).
bool has_no_type(GMimeObject*);
/// A version of the text for programs: AMP, a watch, a reaction of Gmail. People read one of the others.
bool is_for_programs(GMimeObject*);
/// Base64 and the like: its bytes are not those of the mail around it.
bool is_encoded(GMimePart*);
std::string written(GMimeMessage*);

/// The message as it stands in `source`, the bytes it was parsed from: from its first header to the next line that
/// begins with one of the boundaries around it. Empty when it has no headers.
std::string_view source_of(GMimeMessage*, std::string_view source, std::span<const std::string> boundaries);

/// The file name that a part says; empty when it says none.
std::string file_name_of(GMimeObject*, GMimeParserOptions*);

}  // namespace schouw
