// A JSON value, and the strict reader and the writer for documents that are *ours*: plan, policy, case,
// records, reports. Evidence is read by base/json_stream.h, which never refuses a file.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "schouw/base/result.h"

namespace schouw {

/// A value type; copies are deep. Objects keep the order of their keys. In evidence a key may occur twice: find() gives
/// the last, as all common parsers do.
class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() noexcept {}  ///< null
  Json(std::nullptr_t) {}
  Json(bool b) : value_(b) {}
  Json(std::int64_t n) : value_(n) {}
  Json(int n) : value_(static_cast<std::int64_t>(n)) {}
  Json(std::uint64_t n) : value_(static_cast<std::int64_t>(n)) {}
  Json(double d) : value_(d) {}
  Json(std::string s);
  Json(std::string_view s);
  Json(const char* s);
  Json(Array a);
  Json(Object o);
  // Defined in json.cpp: inlined wherever a value is passed on, they took a third of the build time.
  Json(const Json& other);
  Json(Json&& other) noexcept;
  Json& operator=(const Json& other);
  Json& operator=(Json&& other) noexcept;
  ~Json();
  static Json array() { return Json(Array{}); }
  static Json object() { return Json(Object{}); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_number() const { return is_integer() || std::holds_alternative<double>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  // Reading what may not be there: each gives an empty answer for a value of another kind.
  // The result points into the value, so these do not compile on a temporary.
  const Json* find(std::string_view key) const&;         ///< null pointer: not an object, or no such key
  const Json* find_nocase(std::string_view key) const&;  ///< ASCII case ignored (Magister: Items or items)
  const Json& at(std::string_view key) const&;           ///< a shared null when absent
  const Array& items() const&;                           ///< empty when not an array
  const Object& members() const&;                        ///< empty when not an object
  const Json* find(std::string_view key) && = delete;
  const Json* find_nocase(std::string_view key) && = delete;
  Json at(std::string_view key) && { return std::as_const(*this).at(key); }
  const Array& items() && = delete;
  const Object& members() && = delete;
  std::string_view str() const;                          ///< empty when not a string
  std::string_view str(std::string_view key) const { return at(key).str(); }
  std::optional<std::int64_t> integer() const;           ///< also from "123" and 123.0; exact or nothing
  std::optional<double> number() const;                  ///< also from "1.5"
  std::optional<bool> boolean() const;
  std::size_t size() const;                              ///< of an array or object, else 0

  // Building.
  Json& operator[](std::string_view key);                ///< makes this an object, adds the key when new
  void push_back(Json value);                            ///< makes this an array
  Array& items_mut();
  Object& members_mut();
  void set_string(std::string s);

  bool operator==(const Json& other) const;

  /// 1-based line of the value in a strictly parsed document, 0 when not known.
  std::uint32_t line = 0;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

/// Parses one of our own documents, strictly. The error has text id "json-syntax" and place "`file`:line".
Result<Json> parse_json_document(std::string_view text, std::string_view file);

/// Compact, or indented by two blanks per level. Keys in the order they were added; non-ASCII stays as UTF-8;
/// invalid UTF-8 becomes U+FFFD; doubles in their shortest exact form.
std::string to_json(const Json& value);
std::string to_pretty_json(const Json& value);
void append_json(std::string& out, const Json& value);
void append_json_string(std::string& out, std::string_view text);  ///< with the quotes

}  // namespace schouw
