// The manifest:
//
//   {"schema": 1, "version": 1, "stemmer": "kraaij_pohlmann", "watermark": 5000, "next": 2,
//    "segments": [{"file": "0-000000000000.glass", "tier": 0, "number": 0, "bytes": 65536, "sha256": "..."}]}
#include "manifest.h"

#include "schouw/base/file.h"
#include "schouw/base/hash.h"
#include "schouw/base/json.h"
#include "segment.h"
#include "words.h"
#include "xapian_error.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSchema = 1;
constexpr std::uint64_t kMaxManifestBytes = 1u << 20;

bool read_segment(const Json& json, SegmentEntry& entry) {
  const auto tier = json.at("tier").integer(), number = json.at("number").integer(), bytes = json.at("bytes").integer();
  if (!tier || !number || !bytes || *tier < 0 || *tier > 9 || *number < 0 || *bytes < 0) return false;
  entry.tier = static_cast<unsigned>(*tier);
  entry.number = static_cast<std::uint64_t>(*number);
  entry.bytes = static_cast<std::uint64_t>(*bytes);
  entry.file = json.str("file");
  entry.sha256 = json.str("sha256");
  return entry.file == segment_name(entry.tier, entry.number) && entry.sha256.size() == 64;
}

bool read_body(const Json& json, Manifest& manifest) {
  const auto watermark = json.at("watermark").integer(), next = json.at("next").integer();
  if (!watermark || !next || *next < 0 || !json.at("segments").is_array()) return false;
  manifest.watermark = *watermark;
  manifest.next_number = static_cast<std::uint64_t>(*next);
  for (const Json& each : json.at("segments").items())
    if (!read_segment(each, manifest.segments.emplace_back())) return false;
  return true;
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
    each["tier"] = static_cast<std::int64_t>(entry.tier);
    each["number"] = entry.number;
    each["bytes"] = entry.bytes;
    each["sha256"] = entry.sha256;
    segments.push_back(std::move(each));
  }
  json["segments"] = std::move(segments);
  return write_file(manifest_path(folder), to_pretty_json(json) + "\n");
}

Result<SegmentEntry> describe_segment(const fs::path& folder, unsigned tier, std::uint64_t number) {
  SegmentEntry entry{segment_name(tier, number), tier, number, 0, {}};
  const Result<std::string> hash = sha256_of_file(folder / entry.file);
  if (!hash) return tl::unexpected(hash.error());
  std::error_code error;
  entry.bytes = fs::file_size(folder / entry.file, error);
  if (error) return index_damaged(folder / entry.file);
  entry.sha256 = *hash;
  return entry;
}

}  // namespace schouw
