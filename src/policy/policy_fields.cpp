#include "policy_fields.h"

namespace schouw {
namespace {

const Json& null_json() {
  static const Json null;
  return null;
}

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

}  // namespace

void PolicyErrors::add(std::string text, std::vector<std::string> args, const Json& where) {
  if (first) return;
  std::string place = file;
  if (where.line != 0) place += ":" + std::to_string(where.line);
  first = Error{ErrorCode::usage, std::move(text), std::move(args), std::move(place)};
}

PolicyFields::PolicyFields(const Json& object, std::string what, PolicyErrors& errors)
    : object_(object), what_(std::move(what)), errors_(errors) {
  if (!object.is_object()) errors_.add("policy-wrong-type", {what_, "{...}"}, object);
}

const Json* PolicyFields::take(std::string_view key) {
  taken_.emplace(key);
  return object_.find(key);
}

void PolicyFields::wrong_type(std::string_view key, std::string_view wanted, const Json& value) {
  errors_.add("policy-wrong-type", {std::string(key), std::string(wanted)}, value);
}

std::string PolicyFields::text(std::string_view key) {
  const Json* value = take(key);
  if (value == nullptr || (value->is_string() && value->str().empty())) {
    errors_.add("policy-missing-field", {std::string(key), what_}, value != nullptr ? *value : object_);
    return {};
  }
  if (!value->is_string()) wrong_type(key, "\"...\"", *value);
  return std::string(value->str());
}

std::string PolicyFields::optional_text(std::string_view key) {
  return object_.find(key) == nullptr ? (taken_.emplace(key), std::string{}) : text(key);
}

std::vector<std::string> PolicyFields::list(std::string_view key) {
  std::vector<std::string> out;
  for (const Json& item : array(key)) {
    if (!item.is_string()) wrong_type(key, "[\"...\"]", item);
    out.emplace_back(item.str());
  }
  return out;
}

Bilingual PolicyFields::both(std::string_view key) {
  const Json* value = take(key);
  if (value == nullptr) {
    errors_.add("policy-missing-field", {std::string(key), what_}, object_);
    return {};
  }
  return read_bilingual(*value, key, errors_);
}

Bilingual PolicyFields::optional_both(std::string_view key) {
  const Json* value = take(key);
  return value == nullptr ? Bilingual{} : read_bilingual(*value, key, errors_);
}

std::optional<int> PolicyFields::number(std::string_view key) {
  const Json* value = take(key);
  if (value == nullptr) return {};
  const auto n = value->is_integer() ? value->integer() : std::nullopt;
  if (n && *n >= 0 && *n <= 10'000) return static_cast<int>(*n);
  wrong_type(key, "0-10000", *value);
  return {};
}

std::optional<Date> PolicyFields::date(std::string_view key) {
  const Json* value = take(key);
  if (value == nullptr) return {};
  auto day = parse_date(value->str());
  if (!day) wrong_type(key, "\"yyyy-mm-dd\"", *value);
  return day;
}

const Json& PolicyFields::object(std::string_view key) {
  const Json* value = take(key);
  if (value == nullptr) return null_json();
  if (!value->is_object()) wrong_type(key, "{...}", *value);
  return *value;
}

const Json::Array& PolicyFields::array(std::string_view key) {
  const Json* value = take(key);
  if (value == nullptr) return null_json().items();
  if (!value->is_array()) wrong_type(key, "[...]", *value);
  return value->items();
}

void PolicyFields::one_of(std::string_view key, std::string_view value, std::span<const std::string_view> known) {
  for (const std::string_view word : known)
    if (word == value) return;
  const Json* place = object_.find(key);
  errors_.add("policy-unknown-value", {std::string(value), std::string(key), joined(known)},
              place != nullptr ? *place : object_);
}

void PolicyFields::finish() {
  for (const auto& [key, value] : object_.members())
    if (!taken_.contains(key)) errors_.add("policy-unknown-key", {key, what_}, value);
}

Bilingual read_bilingual(const Json& value, std::string_view what, PolicyErrors& errors) {
  PolicyFields fields(value, std::string(what), errors);
  Bilingual out{fields.text("nl"), fields.text("en")};
  fields.finish();
  return out;
}

}  // namespace schouw
