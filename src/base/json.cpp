// The value and the strict reader. nlohmann/json does the grammar; this file adds the line of every value, a limit
// on nesting, and refuses a key that stands twice: in a policy or plan that is a mistake of whoever wrote it.
#include "schouw/base/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxDepth = 512;

// Counts the lines before the byte that was read last: the lexer reads one byte behind a number, and that
// may be the new line.
class LineIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  LineIterator(const char* at, std::uint32_t* line) : at_(at), line_(line) {}
  const char& operator*() const { return *at_; }
  LineIterator& operator++() {
    if (line_ != nullptr) {
      if (pending_) ++*line_;
      pending_ = *at_ == '\n';
    }
    ++at_;
    return *this;
  }
  LineIterator operator++(int) {
    LineIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const LineIterator& other) const { return at_ == other.at_; }
  bool operator!=(const LineIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::uint32_t* line_;
  bool pending_ = false;
};

class Builder {
 public:
  explicit Builder(const std::uint32_t& line) : line_(line) {}
  Json root;
  std::string problem;  ///< ours: too deep, key twice
  std::size_t error_byte = 0;

  bool null() { return add(Json()); }
  bool boolean(bool b) { return add(Json(b)); }
  bool number_integer(std::int64_t n) { return add(Json(n)); }
  bool number_unsigned(std::uint64_t n) {
    return add(n > static_cast<std::uint64_t>(INT64_MAX) ? Json(static_cast<double>(n)) : Json(n));
  }
  bool number_float(double d, const std::string&) { return add(Json(d)); }
  bool string(std::string& s) { return add(Json(std::move(s))); }
  bool binary(nlohmann::json::binary_t&) { return true; }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    if (stack_.back()->find(name) != nullptr) {
      problem = name;
      return false;
    }
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    error_byte = position;
    return false;
  }

 private:
  Json* place(Json value) {
    value.line = line_;
    if (stack_.empty()) {
      root = std::move(value);
      return &root;
    }
    Json& parent = *stack_.back();
    if (parent.is_array()) {
      parent.items_mut().push_back(std::move(value));
      return &parent.items_mut().back();
    }
    parent.members_mut().emplace_back(std::move(key_), std::move(value));
    return &parent.members_mut().back().second;
  }
  bool add(Json value) {
    place(std::move(value));
    return true;
  }
  bool open(Json value) {
    if (stack_.size() >= kMaxDepth) {
      problem = "512";
      return false;
    }
    stack_.push_back(place(std::move(value)));
    return true;
  }
  bool close() {
    stack_.pop_back();
    return true;
  }

  const std::uint32_t& line_;
  std::vector<Json*> stack_;
  std::string key_;
};

const Json kNull;

bool equal_nocase(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

Json::Json(std::string s) : value_(std::move(s)) {}
Json::Json(std::string_view s) : value_(std::string(s)) {}
Json::Json(const char* s) : value_(std::string(s)) {}
Json::Json(Array a) : value_(std::move(a)) {}
Json::Json(Object o) : value_(std::move(o)) {}
Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;
bool Json::operator==(const Json& other) const { return value_ == other.value_; }
void Json::set_string(std::string s) { value_ = std::move(s); }

const Json* Json::find(std::string_view key) const& {
  const auto* object = std::get_if<Object>(&value_);
  if (object == nullptr) return nullptr;
  const auto found = std::find_if(object->rbegin(), object->rend(), [&](const Member& m) { return m.first == key; });
  return found == object->rend() ? nullptr : &found->second;
}

const Json* Json::find_nocase(std::string_view key) const& {
  if (const Json* exact = find(key)) return exact;
  const auto* object = std::get_if<Object>(&value_);
  if (object == nullptr) return nullptr;
  const auto found =
      std::find_if(object->rbegin(), object->rend(), [&](const Member& m) { return equal_nocase(m.first, key); });
  return found == object->rend() ? nullptr : &found->second;
}

const Json& Json::at(std::string_view key) const& {
  const Json* found = find(key);
  return found == nullptr ? kNull : *found;
}

const Json::Array& Json::items() const& {
  static const Array kNone;
  const auto* array = std::get_if<Array>(&value_);
  return array == nullptr ? kNone : *array;
}

const Json::Object& Json::members() const& {
  static const Object kNone;
  const auto* object = std::get_if<Object>(&value_);
  return object == nullptr ? kNone : *object;
}

std::string_view Json::str() const {
  const auto* s = std::get_if<std::string>(&value_);
  return s == nullptr ? std::string_view{} : std::string_view(*s);
}

std::optional<std::int64_t> Json::integer() const {
  if (const auto* n = std::get_if<std::int64_t>(&value_)) return *n;
  if (const auto* d = std::get_if<double>(&value_)) {
    const bool exact = std::trunc(*d) == *d && std::abs(*d) < 9.2e18;
    return exact ? std::optional(static_cast<std::int64_t>(*d)) : std::nullopt;
  }
  const std::string_view s = trim(str());
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
  if (s.empty() || error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
  return n;
}

std::optional<double> Json::number() const {
  if (const auto* n = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*n);
  if (const auto* d = std::get_if<double>(&value_)) return *d;
  const std::string_view s = trim(str());
  double d = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), d);
  if (s.empty() || error != std::errc{} || end != s.data() + s.size() || !std::isfinite(d)) return std::nullopt;
  return d;
}

std::optional<bool> Json::boolean() const {
  const auto* b = std::get_if<bool>(&value_);
  return b == nullptr ? std::nullopt : std::optional(*b);
}

std::size_t Json::size() const {
  if (const auto* array = std::get_if<Array>(&value_)) return array->size();
  if (const auto* object = std::get_if<Object>(&value_)) return object->size();
  return 0;
}

Json& Json::operator[](std::string_view key) {
  Object& object = members_mut();
  const auto found = std::find_if(object.rbegin(), object.rend(), [&](const Member& m) { return m.first == key; });
  if (found != object.rend()) return found->second;
  return object.emplace_back(std::string(key), Json()).second;
}

void Json::push_back(Json value) { items_mut().push_back(std::move(value)); }

Json::Array& Json::items_mut() {
  if (!is_array()) value_ = Array{};
  return std::get<Array>(value_);
}

Json::Object& Json::members_mut() {
  if (!is_object()) value_ = Object{};
  return std::get<Object>(value_);
}

Result<Json> parse_json_document(std::string_view text, std::string_view file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::uint32_t line = 1;
  Builder builder(line);
  const bool ok = nlohmann::json::sax_parse(LineIterator(text.data(), &line),
                                            LineIterator(text.data() + text.size(), nullptr), &builder);
  if (ok) return std::move(builder.root);
  const auto place = [&](auto where) { return std::string(file) + ":" + std::to_string(where); };
  if (builder.problem == "512") return fail(ErrorCode::usage, "json-too-deep", {builder.problem}, place(line));
  if (!builder.problem.empty()) return fail(ErrorCode::usage, "json-key-twice", {builder.problem}, place(line));
  const std::string_view before = text.substr(0, builder.error_byte == 0 ? 0 : builder.error_byte - 1);
  const auto where = 1 + std::ranges::count(before, '\n');
  return fail(ErrorCode::usage, "json-syntax", {std::string(file), std::to_string(where)}, place(where));
}

}  // namespace schouw
