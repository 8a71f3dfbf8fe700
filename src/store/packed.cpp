// {"n":"IMG-0003.jpg","k":0,"u":"IMG-0003.jpg"}; [1755500000000,1755507200000,1,2,"18-8-2025 10:53"]
// Keys are short and fields that say nothing are left out: there is one of these for every attachment of a case.
#include "packed.h"

#include <charconv>
#include <cmath>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/store/case_store.h"

namespace schouw {
namespace {

Json maybe(const std::optional<std::int64_t>& number) { return number.has_value() ? Json(*number) : Json(); }

std::int64_t number(const Json& value) { return value.integer().value_or(0); }

void put(Json& out, std::string_view key, std::string_view text) {
  if (!text.empty()) out[key] = pack_text(text);
}

void put(Json& out, std::string_view key, bool flag) {
  if (flag) out[key] = Json(true);
}

}  // namespace

const Json& item(const Json& array, std::size_t index) {
  static const Json nothing;
  return index < array.items().size() ? array.items()[index] : nothing;
}

void raise_damaged(std::string_view what) {
  throw CaseFailure(Error{ErrorCode::integrity, "case-damaged", {"case.db", std::string(what)}});
}

Json parse_stored(std::string_view text) {
  Result<Json> json = parse_json_document(text, "case.db");
  if (!json) raise_damaged(text.substr(0, 40));
  return std::move(*json);
}

Json pack_text(std::string_view text) {
  if (is_utf8(text)) return Json(text);
  Json out = Json::object();
  out["base64"] = Json(base64_encode(text));
  return out;
}

std::string unpack_text(const Json& json) {
  return json.is_object() ? base64_decode(json.str("base64")) : std::string(json.str());
}

Json pack_texts(const std::vector<std::string>& texts) {
  Json out = Json::array();
  for (const std::string& text : texts) out.push_back(pack_text(text));
  return out;
}

std::vector<std::string> unpack_texts(const Json& json) {
  std::vector<std::string> texts;
  for (const Json& text : json.items()) texts.push_back(unpack_text(text));
  return texts;
}

Json pack(const RecordTime& time) {
  return Json(Json::Array{maybe(time.utc_ms), maybe(time.local_ms), Json(time.zone_known),
                          Json(number_of(time.precision)), pack_text(time.raw)});
}

RecordTime unpack_record_time(const Json& json) {
  RecordTime time;
  time.utc_ms = item(json, 0).integer();
  time.local_ms = item(json, 1).integer();
  time.zone_known = item(json, 2).boolean().value_or(false);
  time.precision = enum_of(item(json, 3).integer().value_or(number_of(Precision::second)), Precision::millisecond);
  time.raw = unpack_text(item(json, 4));
  return time;
}

Json pack(const Timestamp& time) {
  return Json(
      Json::Array{Json(number_of(time.basis)), Json(time.ms), Json(number_of(time.precision)), pack_text(time.raw)});
}

Timestamp unpack_timestamp(const Json& json) {
  Timestamp time;
  time.basis = enum_of(number(item(json, 0)), Timestamp::Basis::local);
  time.ms = number(item(json, 1));
  time.precision = enum_of(item(json, 2).integer().value_or(number_of(Precision::second)), Precision::millisecond);
  time.raw = unpack_text(item(json, 3));
  return time;
}

Json pack(const Locator& at) { return Json(Json::Array{Json(number_of(at.kind)), Json(at.number), pack_text(at.id)}); }

Locator unpack_locator(const Json& json) {
  return {enum_of(number(item(json, 0)), LocatorKind::id), static_cast<std::uint64_t>(number(item(json, 1))),
          unpack_text(item(json, 2))};
}

Json pack(const Attachment& a, const RecordTime& taken) {
  Json out = Json::object();
  put(out, "n", a.name);
  out["k"] = Json(number_of(a.kind));
  put(out, "m", a.mime);
  put(out, "u", a.uri);
  if (a.bytes.has_value()) out["b"] = Json(*a.bytes);
  put(out, "s", a.sha256);
  put(out, "p", a.present);
  put(out, "v", a.view_once);
  put(out, "c", a.caption);
  if (a.taken != Timestamp{}) out["t"] = pack(a.taken);
  if (taken.utc_ms || taken.local_ms || !taken.raw.empty()) out["r"] = pack(taken);
  if (a.gps.has_value() && std::isfinite(a.gps->latitude) && std::isfinite(a.gps->longitude))
    out["g"] = Json(Json::Array{Json(a.gps->latitude), Json(a.gps->longitude)});
  if (a.width.has_value()) out["w"] = Json(*a.width);
  if (a.height.has_value()) out["h"] = Json(*a.height);
  return out;
}

StoredAttachment unpack_attachment(const Json& json) {
  StoredAttachment out;
  Attachment& a = out.attachment;
  a.name = unpack_text(json.at("n"));
  a.kind = enum_of(number(json.at("k")), AttachmentKind::poll);
  a.mime = unpack_text(json.at("m"));
  a.uri = unpack_text(json.at("u"));
  if (const auto bytes = json.at("b").integer()) a.bytes = static_cast<std::uint64_t>(*bytes);
  a.sha256 = unpack_text(json.at("s"));
  a.present = json.find("p") != nullptr;
  a.view_once = json.find("v") != nullptr;
  a.caption = unpack_text(json.at("c"));
  if (const Json* taken = json.find("t")) a.taken = unpack_timestamp(*taken);
  if (const Json* taken = json.find("r")) out.taken = unpack_record_time(*taken);
  if (const Json* gps = json.find("g"))
    a.gps = GeoPoint{item(*gps, 0).number().value_or(0), item(*gps, 1).number().value_or(0)};
  if (const auto width = json.at("w").integer()) a.width = static_cast<int>(*width);
  if (const auto height = json.at("h").integer()) a.height = static_cast<int>(*height);
  return out;
}

std::int64_t pack_flags(const Flags& flags) {
  return (flags.deleted ? 1 : 0) | (flags.edited ? 2 : 0) | (flags.forwarded ? 4 : 0) | (flags.imported ? 8 : 0) |
         (flags.encrypted ? 16 : 0);
}

Flags unpack_flags(std::int64_t bits) {
  return {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0};
}

std::string pack_rows(const std::vector<std::int64_t>& rows) {
  std::string out;
  for (const std::int64_t row : rows) {
    if (!out.empty()) out.push_back(' ');
    out += std::to_string(row);
  }
  return out;
}

std::vector<std::int64_t> unpack_rows(std::string_view text) {
  std::vector<std::int64_t> rows;
  while (!text.empty()) {
    std::int64_t row = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row);
    if (error != std::errc()) raise_damaged(text);
    rows.push_back(row);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty()) text.remove_prefix(1);
  }
  return rows;
}

}  // namespace schouw
