// The manifest:
//
//   {"schema": 2, "version": 2, "stemmer": "kraaij_pohlmann", "watermark": 5000, "next": 2, "segments":
//     [{"file": "000000000000.glass", "number": 0, "documents": 5000, "rows": [1, 5000], "bytes": 65536, "sha256": "..."}]}
#include "manifest.h"

#include <algorithm>

#include "schouw/base/file.h"
#include "schouw/base/hash.h"
#include "schouw/base/json.h"
#include "segment.h"
#include "words.h"
#include "xapian_error.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSchema = 2;
constexpr std::uint64_t kMaxManifestBytes = 1u << 20;

bool read_segment(const Json& json, std::int64_t after, SegmentEntry& entry) {
  const auto number = json.at("number").integer(), documents = json.at("documents").integer();
  const auto bytes = json.at("bytes").integer();
  const Json& rows = json.at("rows");
  if (!number || !documents || !bytes || rows.size() != 2 || *number < 0 || *documents < 0 || *bytes < 0) return false;
  const auto first = rows.items()[0].integer(), last = rows.items()[1].integer();
  if (!first || !last || *first > *last || (*documents > 0 && *first <= after)) return false;
  entry.number = static_cast<std::uint64_t>(*number);
  entry.documents = static_cast<std::uint64_t>(*documents);
  entry.bytes = static_cast<std::uint64_t>(*bytes);
  entry.first_row = *first;
  entry.last_row = *last;
  entry.file = json.str("file");
  entry.sha256 = json.str("sha256");
  return entry.file == segment_name(entry.number) && entry.sha256.size() == 64;
}

bool read_body(const Json& json, Manifest& manifest) {
  const auto watermark = json.at("watermark").integer(), next = json.at("next").integer();
  if (!watermark || !next || *next < 0 || !json.at("segments").is_array()) return false;
  manifest.watermark = *watermark;
  manifest.next_number = static_cast<std::uint64_t>(*next);
  std::int64_t after = 0;
  for (const Json& each : json.at("segments").items()) {
    SegmentEntry& entry = manifest.segments.emplace_back();
    if (!read_segment(each, after, entry)) return false;
    after = std::max(after, entry.last_row);
  }
  return after <= manifest.watermark;
}

}  // namespace

fs::path manifest_path(const fs::path& folder) { return folder / "index.json"; }

Result<Manifest> read_manifest(const fs::path& folder) {
  const fs::path path = manifest_path(folder);
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return fail(ErrorCode::integrity, "index-absent", {folder.string()});
  const Result<std::string> bytes = read_file(path, kMaxManifestBytes);
  if (!bytes && bytes.error().text == "file-permission") return tl::unexpected(bytes.error());
  if (!bytes) return index_damaged(path);
  const Result<Json> json = parse_json_document(*bytes, path.string());
  if (!json || json->at("schema").integer() != kSchema) return index_damaged(path);
  if (json->at("version").integer() != kIndexVersion || json->str("stemmer") != Stemmer::name())
    return fail(ErrorCode::integrity, "index-outdated", {folder.string()});
  Manifest manifest;
  if (!read_body(*json, manifest)) return index_damaged(path);
  for (const SegmentEntry& entry : manifest.segments) {
    const std::uintmax_t size = fs::file_size(folder / entry.file, ignored);
    if (ignored || size != entry.bytes) return index_damaged(folder / entry.file);
  }
  return manifest;
}

Result<void> write_manifest(const fs::path& folder, const Manifest& manifest) {
  Json json = Json::object();
  json["schema"] = kSchema;
  json["version"] = kIndexVersion;
  json["stemmer"] = Stemmer::name();
  json["watermark"] = manifest.watermark;
  json["next"] = manifest.next_number;
  Json segments = Json::array();
  for (const SegmentEntry& entry : manifest.segments) {
    Json each = Json::object();
    each["file"] = entry.file;
    each["number"] = entry.number;
    each["documents"] = entry.documents;
    each["rows"] = Json(Json::Array{Json(entry.first_row), Json(entry.last_row)});
    each["bytes"] = entry.bytes;
    each["sha256"] = entry.sha256;
    segments.push_back(std::move(each));
  }
  json["segments"] = std::move(segments);
  return write_file(manifest_path(folder), to_pretty_json(json) + "\n");
}

Result<SegmentEntry> describe_segment(const fs::path& file, std::uint64_t number) {
  SegmentEntry entry;
  entry.file = segment_name(number);
  entry.number = number;
  const Result<std::string> hash = sha256_of_file(file);
  if (!hash) return tl::unexpected(hash.error());
  entry.sha256 = *hash;
  std::error_code error;
  entry.bytes = fs::file_size(file, error);
  if (error) return index_damaged(file);
  return guarded(file, [&]() -> Result<SegmentEntry> {
    const Xapian::Database database(file.string());
    entry.documents = database.get_doccount();
    if (entry.documents == 0) return entry;
    entry.first_row = *database.postlist_begin("");
    entry.last_row = database.get_lastdocid();
    return entry;
  });
}

}  // namespace schouw
