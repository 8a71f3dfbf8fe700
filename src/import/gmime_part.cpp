// Bytes of parts, and of mails inside a mail. GMime writes a mail anew, which may be other bytes than those that came;
// so a mail that is attached is cut out of the bytes it stands in, as whoever saves it does.
#include "gmime_part.h"

#include <algorithm>
#include <array>

#include "mail_header.h"
#include "mail_message.h"
#include "mail_text.h"
#include "schouw/base/utf8.h"

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

/// Some write the name of the encoding in quotes, with a stroke, or with a ';' behind it. Then GMime knows none, and letters
/// stay coded.
void heed_encoding(GMimePart* part, GMimeDataWrapper* content) {
  if (g_mime_part_get_content_encoding(part) != GMIME_CONTENT_ENCODING_DEFAULT) return;
  std::string name = raw_header(GMIME_OBJECT(part), "Content-Transfer-Encoding");
  name.resize(std::min(name.find(';'), name.size()));
  std::erase_if(name, [](char c) { return c == '"' || c == '\'' || c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  std::ranges::replace(name, '/', '-');
  const GMimeContentEncoding meant = g_mime_content_encoding_from_string(name.c_str());
  if (meant != GMIME_CONTENT_ENCODING_DEFAULT) g_mime_data_wrapper_set_encoding(content, meant);
}

/// As it stands in the mail, still encoded.
std::string encoded_content_of(GMimeDataWrapper* content) {
  GMimeStream* stream = g_mime_data_wrapper_get_stream(content);
  if (stream == nullptr || g_mime_stream_reset(stream) < 0) return {};
  const Held<GMimeStream> out(g_mime_stream_mem_new());
  g_mime_stream_write_to_stream(stream, out.get());
  return bytes_of(out.get());
}

/// "filename" or "name" where it is written in several encoded words, which GMime would cut. Empty for all others.
std::string worded_name(GMimeObject* part, GMimeParserOptions* options) {
  const std::string disposition = raw_header(part, "Content-Disposition"), type = raw_header(part, "Content-Type");
  if (disposition.find("=?") != std::string::npos) {
    const Held<GMimeContentDisposition> read(
        g_mime_content_disposition_parse(options, with_whole_words(disposition).c_str()));
    const char* name = g_mime_content_disposition_get_parameter(read.get(), "filename");
    if (name != nullptr) return name;
  }
  if (type.find("=?") == std::string::npos) return {};
  const Held<GMimeContentType> read(g_mime_content_type_parse(options, with_whole_words(type).c_str()));
  const char* name = g_mime_content_type_get_parameter(read.get(), "name");
  return name == nullptr ? std::string() : name;
}

void note_damage(gint64 /*offset*/, GMimeParserWarning what, const char* /*item*/, void* found) {
  constexpr std::array kDamage{GMIME_WARN_MALFORMED_MULTIPART,        GMIME_WARN_TRUNCATED_MESSAGE,
                               GMIME_WARN_MALFORMED_MESSAGE,          GMIME_CRIT_INVALID_HEADER_NAME,
                               GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY, GMIME_WARN_PART_WITHOUT_CONTENT,
                               GMIME_CRIT_PART_WITHOUT_HEADERS_OR_CONTENT};
  if (std::ranges::find(kDamage, what) != kDamage.end()) *static_cast<bool*>(found) = true;
}

// GMime keeps tables of charsets, and GLib a class of each type of part; they are made once, by the first mail. The classes
// are made here and not by the first part of their type: who asks what a part is reads them without a lock.
bool begin_gmime() {
  g_mime_init();
  for (const GType type : {GMIME_TYPE_PART, GMIME_TYPE_TEXT_PART, GMIME_TYPE_MULTIPART, GMIME_TYPE_MULTIPART_SIGNED,
                           GMIME_TYPE_MULTIPART_ENCRYPTED, GMIME_TYPE_MESSAGE, GMIME_TYPE_MESSAGE_PART,
                           GMIME_TYPE_MESSAGE_PARTIAL, GMIME_TYPE_APPLICATION_PKCS7_MIME})
    g_type_class_ref(type);
  return true;
}

}  // namespace

GMimeOptions lenient_options() {
  static const bool initialised = begin_gmime();
  static_cast<void>(initialised);
  GMimeOptions options(g_mime_parser_options_new());
  g_mime_parser_options_set_address_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
  g_mime_parser_options_set_parameter_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
  g_mime_parser_options_set_rfc2047_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
  g_mime_parser_options_set_allow_addresses_without_domain(options.get(), TRUE);
  const char* charsets[] = {"utf-8", "windows-1252", nullptr};
  g_mime_parser_options_set_fallback_charsets(options.get(), charsets);
  return options;
}

void watch_for_damage(GMimeParserOptions* options, bool& found) {
  g_mime_parser_options_set_warning_callback(options, note_damage, &found);
}

std::string raw_header(GMimeObject* part, const char* name) {
  GMimeHeader* header = g_mime_header_list_get_header(g_mime_object_get_header_list(part), name);
  const char* raw = header == nullptr ? nullptr : g_mime_header_get_raw_value(header);
  return raw == nullptr ? std::string() : raw;
}

std::string text_bytes_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  const bool base64 = g_mime_part_get_content_encoding(part) == GMIME_CONTENT_ENCODING_BASE64;
  return content != nullptr && base64 ? text_of_base64(encoded_content_of(content)) : content_of(part);
}

std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  heed_encoding(part, content);
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
  GMimeObject* part = g_mime_message_get_mime_part(message);
  if (g_mime_header_list_get_count(list) == 0 && part != nullptr) list = g_mime_object_get_header_list(part);
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

std::string file_name_of(GMimeObject* part, GMimeParserOptions* options) {
  if (std::string name = worded_name(part, options); !name.empty()) return name;
  const char* name = g_mime_object_get_content_disposition_parameter(part, "filename");
  if (name == nullptr) name = g_mime_object_get_content_type_parameter(part, "name");
  return name == nullptr ? std::string() : name;
}

bool is_mail_file(GMimePart* part, std::string_view name) {
  if (!ascii_lower(name).ends_with(".eml")) return false;
  const std::string bytes = content_of(part);
  return is_common_header(std::string_view(bytes).substr(0, bytes.find('\n')));
}

bool is_for_programs(GMimeObject* part) {
  const GText mime(g_mime_content_type_get_mime_type(g_mime_object_get_content_type(part)));
  const std::string type = mime.get() == nullptr ? std::string() : ascii_lower(mime.get());
  return type == "text/x-amp-html" || type == "text/x-watch-html" || type == "text/vnd.google.email-reaction+json";
}

bool has_no_type(GMimeObject* part) {
  const std::string type = raw_header(part, "Content-Type");
  return type.substr(0, type.find(';')).find('/') == std::string::npos && type.find("=?") == std::string::npos;
}

}  // namespace schouw
