// Bytes of parts, and of mails inside a mail. GMime writes a mail anew, which may be other bytes than those that came;
// so a mail that is attached is cut out of the bytes it stands in, as whoever saves it does.
#include "gmime_part.h"

#include <algorithm>

namespace schouw {
namespace {

std::string bytes_of(GMimeStream* stream) {
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  if (bytes == nullptr || bytes->len == 0) return {};
  return {static_cast<const char*>(static_cast<const void*>(bytes->data)), bytes->len};
}

/// The line break in front of a boundary is of the boundary (RFC 2046, 5.1.1).
std::string_view without_last_break(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Held<GMimeStream> out(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, out.get());
  return bytes_of(out.get());
}

bool is_encoded(GMimePart* part) {
  const GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
  return encoding == GMIME_CONTENT_ENCODING_BASE64 || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
         encoding == GMIME_CONTENT_ENCODING_UUENCODE;
}

std::string written(GMimeMessage* message) {
  const Held<GMimeStream> out(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(GMIME_OBJECT(message), nullptr, out.get());
  return bytes_of(out.get());
}

std::string_view source_of(GMimeMessage* message, std::string_view source, std::span<const std::string> boundaries) {
  GMimeHeaderList* list = g_mime_object_get_header_list(GMIME_OBJECT(message));
  if (g_mime_header_list_get_count(list) == 0) return {};
  const gint64 offset = g_mime_header_get_offset(g_mime_header_list_get_header_at(list, 0));
  if (offset < 0 || static_cast<std::uint64_t>(offset) >= source.size()) return {};
  const std::string_view rest = source.substr(static_cast<std::size_t>(offset));
  for (auto line = rest.find("\n--"); line != std::string_view::npos; line = rest.find("\n--", line + 1)) {
    const std::string_view behind = rest.substr(line + 3);
    const auto begins = [&](const std::string& boundary) { return !boundary.empty() && behind.starts_with(boundary); };
    if (std::ranges::any_of(boundaries, begins)) return without_last_break(rest.substr(0, line + 1));
  }
  return rest;
}

const char* file_name_of(GMimeObject* part) {
  const char* name = g_mime_object_get_content_disposition_parameter(part, "filename");
  return name != nullptr ? name : g_mime_object_get_content_type_parameter(part, "name");
}

}  // namespace schouw
