// A review as JSON. Fields that nobody filled in are left out, so that a review of an earlier version stays the same.
#include <algorithm>
#include <array>

#include "review_row.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

constexpr std::array<std::string_view, 4> kStates = {"open", "confirmed", "dismissed", "unsure"};

Json second_json(const SecondReading& second) {
  Json out = Json::object();
  out["by"] = second.by;
  out["at"] = second.at;
  out["agrees"] = second.agrees;
  out["reason"] = second.reason;
  return out;
}

Json breach_json(const BreachNote& breach) {
  Json out = Json::object();
  out["discovered"] = breach.discovered;
  out["nature"] = breach.nature;
  out["measures"] = breach.measures;
  out["reported"] = breach.reported;
  out["by"] = breach.by;
  out["at"] = breach.at;
  return out;
}

SecondReading second_from(const Json& json) {
  return {.by = std::string(json.str("by")),
          .at = std::string(json.str("at")),
          .reason = std::string(json.str("reason")),
          .agrees = json.at("agrees").boolean().value_or(false)};
}

BreachNote breach_from(const Json& json) {
  return {.discovered = std::string(json.str("discovered")),
          .nature = std::string(json.str("nature")),
          .measures = std::string(json.str("measures")),
          .reported = std::string(json.str("reported")),
          .by = std::string(json.str("by")),
          .at = std::string(json.str("at"))};
}

void add_more(const Review& review, Json& out) {
  if (!review.assigned.empty()) out["assigned"] = review.assigned;
  if (review.second) out["second"] = second_json(*review.second);
  if (review.breach) out["breach"] = breach_json(*review.breach);
}

}  // namespace

Json to_json_value(const Review& review) {
  Json out = Json::object();
  out["fingerprint"] = review.fingerprint;
  out["state"] = review.state;
  out["by"] = review.by;
  out["at"] = review.at;
  out["reason"] = review.reason;
  out["comments"] = Json::array();
  for (const std::string& comment : review.comments) out["comments"].push_back(Json(comment));
  add_more(review, out);
  return out;
}

std::optional<Review> review_from(const Json& json) {
  Review review{.fingerprint = std::string(json.str("fingerprint")),
                .state = std::string(json.str("state")),
                .by = std::string(json.str("by")),
                .at = std::string(json.str("at")),
                .reason = std::string(json.str("reason")),
                .comments = {}};
  if (review.fingerprint.empty() || std::ranges::find(kStates, review.state) == kStates.end()) return std::nullopt;
  for (const Json& comment : json.at("comments").items()) review.comments.emplace_back(comment.str());
  add_review_more(review, json);
  return review;
}

std::string review_more(const Review& review) {
  Json out = Json::object();
  add_more(review, out);
  return to_json(out);
}

void add_review_more(Review& review, const Json& json) {
  review.assigned = json.str("assigned");
  if (json.at("second").is_object()) review.second = second_from(json.at("second"));
  if (json.at("breach").is_object()) review.breach = breach_from(json.at("breach"));
}

std::string review_digest(std::span<const Review> reviews) {
  Sha256 hash;
  for (const Review& review : reviews) hash.update(to_json(to_json_value(review)) + "\n");
  return hash.hex();
}

}  // namespace schouw
