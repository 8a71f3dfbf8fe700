// What kind of thing an attachment is, by MIME type or by the ending of its name: "IMG-20260818-WA0003.jpg" is an
// image.
#include <array>

#include "schouw/base/utf8.h"
#include "schouw/model/message.h"

namespace schouw {
namespace {

struct Ending {
  std::string_view ending, mime;
};

constexpr std::array<Ending, 50> kEndings = {{
    {"3gp", "video/3gpp"},
    {"aac", "audio/aac"},
    {"amr", "audio/amr"},
    {"avi", "video/x-msvideo"},
    {"bmp", "image/bmp"},
    {"csv", "text/csv"},
    {"doc", "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"eml", "message/rfc822"},
    {"flac", "audio/flac"},
    {"gif", "image/gif"},
    {"heic", "image/heic"},
    {"heif", "image/heif"},
    {"htm", "text/html"},
    {"html", "text/html"},
    {"ics", "text/calendar"},
    {"jfif", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"json", "application/json"},
    {"m4a", "audio/mp4"},
    {"m4v", "video/mp4"},
    {"mkv", "video/x-matroska"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"mpeg", "video/mpeg"},
    {"mpg", "video/mpeg"},
    {"oga", "audio/ogg"},
    {"ogg", "audio/ogg"},
    {"opus", "audio/opus"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"ppt", "application/vnd.ms-powerpoint"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"rtf", "application/rtf"},
    {"svg", "image/svg+xml"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"txt", "text/plain"},
    {"vcf", "text/vcard"},
    {"wav", "audio/wav"},
    {"weba", "audio/webm"},
    {"webm", "video/webm"},
    {"webp", "image/webp"},
    {"wma", "audio/x-ms-wma"},
    {"wmv", "video/x-ms-wmv"},
    {"xls", "application/vnd.ms-excel"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"zip", "application/zip"},
}};

// WhatsApp names its stickers "STK-20260818-WA0001.webp" and "00000012-STICKER-2026-08-18-09-16-03.webp".
bool is_sticker(std::string_view name) {
  const std::string lower = ascii_lower(name);
  if (!lower.ends_with(".webp")) return false;
  const std::size_t slash = lower.find_last_of('/');
  const std::string_view file = std::string_view(lower).substr(slash == std::string::npos ? 0 : slash + 1);
  return file.starts_with("stk-") || file.find("-sticker-") != std::string_view::npos;
}

}  // namespace

std::string_view mime_of(std::string_view name) {
  const std::size_t dot = name.find_last_of("./");
  if (dot == std::string_view::npos || name[dot] == '/') return {};
  const std::string ending = ascii_lower(name.substr(dot + 1));
  for (const Ending& row : kEndings)
    if (row.ending == ending) return row.mime;
  return {};
}

AttachmentKind attachment_kind_of(std::string_view name, std::string_view mime) {
  if (is_sticker(name)) return AttachmentKind::sticker;
  std::string type = ascii_lower(trim(mime));
  if (type.empty() || type.starts_with("application/octet-stream")) type = mime_of(name);
  if (type.starts_with("image/")) return AttachmentKind::image;
  if (type.starts_with("video/")) return AttachmentKind::video;
  if (type.starts_with("audio/")) return AttachmentKind::audio;
  if (type.starts_with("text/vcard") || type.starts_with("text/x-vcard")) return AttachmentKind::contact;
  return AttachmentKind::document;
}

}  // namespace schouw
