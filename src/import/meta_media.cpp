// Media of Facebook and Instagram.
//
//   {"uri": "posts/media/x/1_n.jpg", "creation_timestamp": 1700000000, "media_metadata": {"photo_metadata":
//    {"exif_data": [{"latitude": 52.1, "longitude": 4.3}]}}}  ->  an image with its place
//
// Gaps: upload addresses (IP) and camera details are left where they are; a film's thumbnail is no file of its own.
#include "meta_media.h"

#include <algorithm>
#include <utility>

#include "add_line.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

bool is_address(std::string_view uri) { return uri.starts_with("http://") || uri.starts_with("https://"); }

bool has_ending(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot != std::string_view::npos && dot + 1 < name.size() && name.size() - dot <= 6;
}

/// "2019:06:27 14:55:13", the clock of the camera.
Timestamp exif_time(std::string_view text) {
  if (text.size() < 19) return {};
  std::string iso(text.substr(0, 19));
  if (iso[4] == ':' && iso[7] == ':') iso[4] = iso[7] = '-';
  Timestamp read = parse_iso8601(iso);
  read.raw = std::string(text);
  return read;
}

void read_exif(const Json& exif, Attachment& file) {
  const auto latitude = exif.at("latitude").number(), longitude = exif.at("longitude").number();
  if (latitude && longitude && (*latitude != 0 || *longitude != 0)) file.gps = GeoPoint{*latitude, *longitude};
  Timestamp taken = meta_time(exif.at("taken_timestamp"));
  if (taken.basis == Timestamp::Basis::none) taken = exif_time(exif.str("date_time_original"));
  if (taken.basis != Timestamp::Basis::none) file.taken = std::move(taken);
}

void read_metadata(const Json& metadata, Attachment& file) {
  for (const auto& [kind, one] : metadata.members())
    for (const Json& exif : one.at("exif_data").items()) read_exif(exif, file);
  for (const auto& [kind, one] : metadata.members())
    if (one.is_object() && one.at("exif_data").is_null()) read_exif(one, file);
}

AttachmentKind kind_by_name(std::string_view name, AttachmentKind otherwise) {
  if (!has_ending(name)) return otherwise;
  const AttachmentKind kind = attachment_kind_of(name, {});
  return kind != AttachmentKind::document || !mime_of(name).empty() ? kind : otherwise;
}

AttachmentKind kind_by_metadata(const Json& media, AttachmentKind otherwise) {
  const Json& metadata = media.at("media_metadata");
  if (metadata.find("video_metadata") != nullptr) return AttachmentKind::video;
  if (metadata.find("photo_metadata") != nullptr) return AttachmentKind::image;
  return otherwise;
}

void add_place(const Json& place, Message& message, MetaText& text) {
  Attachment out{.name = text.tidy(place.str("name")), .kind = AttachmentKind::location};
  out.caption = text.tidy(place.str("address"));
  const Json& at = place.at("coordinate");
  const auto latitude = at.at("latitude").number(), longitude = at.at("longitude").number();
  if (latitude && longitude) out.gps = GeoPoint{*latitude, *longitude};
  // Who is somewhere has the place twice, once with the address of its page.
  const auto is_same = [&](const Attachment& one) {
    return one.kind == out.kind && one.name == out.name && one.caption == out.caption &&
           (one.gps == out.gps || !out.gps);
  };
  if (std::ranges::none_of(message.attachments, is_same)) message.attachments.push_back(std::move(out));
}

void add_words(const Json& part, std::string& to, MetaText& text) {
  for (const std::string_view key : {"title", "name", "text", "description"}) add_line(to, text.tidy(part.str(key)));
}

/// {"life_event": {"title": "Verhuisd", "description": "Eindelijk!", "place": {"name": "Zeist"}}}: what a post tells in
/// a form of its own. What somebody else may have made (an event that is shared) is theirs.
void add_told(const Json& data, Message& message, MetaText& text) {
  for (const std::string_view key : {"life_event", "note", "for_sale_item"})
    if (const Json& own = data.at(key); own.is_object()) {
      add_words(own, message.text, text);
      if (const Json& place = own.at("place"); place.is_object()) add_place(place, message, text);
    }
  for (const std::string_view key : {"event", "fundraiser"})
    if (const Json& shared = data.at(key); shared.is_object()) {
      add_words(shared, message.quoted, text);
      if (const Json& place = shared.at("place"); place.is_object()) add_place(place, message, text);
    }
}

void add_one(const Json& data, Message& message, MetaText& text) {
  if (const Json& media = data.at("media"); media.is_object()) {
    if (auto file = meta_media(media, AttachmentKind::video, text)) message.attachments.push_back(std::move(*file));
    add_meta_tags(media.at("tags"), message.tagged, text);
  }
  if (const Json& link = data.at("external_context"); link.is_object())
    message.attachments.push_back(meta_link(link.str("url"), link.str("name"), text));
  if (const Json& place = data.at("place"); place.is_object()) add_place(place, message, text);
  if (const Json& poll = data.at("poll"); poll.is_object())
    message.attachments.push_back({.name = text.tidy(poll.str("question")), .kind = AttachmentKind::poll});
  add_told(data, message, text);
  // The words of what is shared: somebody else may have written them.
  if (const std::string words = text.tidy(data.str("text")); !words.empty())
    message.quoted += (message.quoted.empty() ? "" : "\n") + words;
}

}  // namespace

std::optional<Attachment> meta_media(const Json& media, AttachmentKind otherwise, MetaText& text) {
  std::string uri = text.path(media.str("uri"));
  if (uri.starts_with("./")) uri.erase(0, 2);
  if (uri.empty()) return std::nullopt;
  Attachment file;
  if (is_address(uri)) {
    file = meta_link(uri, base_name(std::string_view(uri).substr(0, uri.find('?'))), text);
  } else {
    file.name = std::string(base_name(uri));
    file.uri = std::move(uri);
    file.caption = text.tidy(media.str("description"));
  }
  file.kind = kind_by_name(file.name, kind_by_metadata(media, otherwise));
  file.mime = std::string(mime_of(file.name));
  read_metadata(media.at("media_metadata"), file);
  return file;
}

Attachment meta_file_at(std::string uri, AttachmentKind otherwise) {
  Attachment file{.name = std::string(base_name(uri))};
  file.kind = kind_by_name(file.name, otherwise);
  file.mime = std::string(mime_of(file.name));
  file.uri = std::move(uri);
  return file;
}

Timestamp meta_uploaded(const Json& media) { return meta_time(media.at("creation_timestamp")); }

Attachment meta_link(std::string_view address, std::string_view name, MetaText& text) {
  return {.name = text.tidy(name), .kind = AttachmentKind::link, .caption = text.path(address)};
}

void add_meta_attachments(const Json& attachments, Message& message, MetaText& text) {
  for (const Json& data : attachments.at("data").items()) add_one(data, message, text);  // without the list around it
  for (const Json& group : attachments.items())
    for (const Json& data : group.at("data").items()) add_one(data, message, text);
}

void add_meta_tags(const Json& tags, std::vector<AccountRef>& to, MetaText& text) {
  for (const Json& tag : tags.items()) {
    AccountRef who{.display_name = text.tidy(tag.is_string() ? tag.str() : tag.str("name"))};
    if (!who.empty() && std::ranges::find(to, who) == to.end()) to.push_back(std::move(who));
  }
}

}  // namespace schouw
