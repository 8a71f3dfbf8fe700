// Values: objects, arrays, numbers and words. A trailing or missing comma, NaN, a number with a leading zero are
// repaired in place and counted; a key without a colon is not, for then nobody knows where the strings begin.
#include "json_values.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace schouw {
namespace {

using Outcome = JsonValues::Outcome;

Outcome worse(Outcome a, Outcome b) { return a > b ? a : b; }

bool stops(Outcome outcome) { return outcome >= Outcome::cut; }

bool is_number_byte(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool ends_token(char c) {
  return c == ',' || c == ']' || c == '}' || c == '[' || c == '{' || c == '"' || c == ':' || c == ' ' || c == '\n' ||
         c == '\r' || c == '\t';
}

// RFC 8259: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_json_number(std::string_view s) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < s.size() && s[i] >= '0' && s[i] <= '9') ++i;
    return i - from;
  };
  if (i < s.size() && s[i] == '-') ++i;
  const bool zero = i < s.size() && s[i] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (i < s.size() && s[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < s.size() && (s[i] == 'e' || s[i] == 'E')) {
    ++i;
    if (i < s.size() && (s[i] == '+' || s[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == s.size();
}

// Null when it is no number at all ("18-08-2026").
Json to_number(std::string_view s) {
  if (s.starts_with('+')) s.remove_prefix(1);
  const char* const end = s.data() + s.size();
  std::int64_t whole = 0;
  if (const auto [stop, error] = std::from_chars(s.data(), end, whole); error == std::errc{} && stop == end)
    return whole;
  double d = 0;
  const auto [stop, error] = std::from_chars(s.data(), end, d);
  if (stop != end) return {};
  if (error == std::errc{}) return d;
  // Too large or too small for a double: from_chars leaves the value alone.
  const std::size_t exponent = s.find_first_of("eE");
  const bool tiny = exponent != std::string_view::npos && s.substr(exponent + 1).starts_with('-');
  const double limit = tiny ? 0.0 : std::numeric_limits<double>::max();
  return s.starts_with('-') ? -limit : limit;
}

}  // namespace

void JsonValues::count_error() {
  if (damage_.syntax_errors++ == 0 && !damage_.truncated) damage_.first_error_byte = bytes_.offset();
}

Outcome JsonValues::count_cut() {
  if (damage_.syntax_errors == 0 && !damage_.truncated) damage_.first_error_byte = bytes_.offset();
  damage_.truncated = true;
  return Outcome::cut;
}

Outcome JsonValues::stumble() {
  count_error();
  return may_give_up ? Outcome::lost : Outcome::damaged;
}

Outcome JsonValues::read(Json& out, std::size_t depth) {
  const int c = bytes_.peek();
  if (c < 0) return count_cut();
  if (c == '{' || c == '[') {
    if (depth >= kMaxDepth) {
      ++damage_.too_deep;
      return worse(skip_container(), Outcome::damaged);
    }
    return c == '{' ? read_object(out, depth) : read_array(out, depth);
  }
  if (c == '"' || (c == '\'' && is_script)) {
    std::string text;
    const Outcome outcome = read_string(text);
    out.set_string(std::move(text));
    return outcome;
  }
  if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.') return read_number(out);
  return read_word(out);
}

Outcome JsonValues::read_object(Json& out, std::size_t depth) {
  bytes_.advance();
  Json::Object& members = out.members_mut();
  members.reserve(8);
  Outcome outcome = Outcome::whole;
  bool comma = false;  // whether one stands right before the cursor
  while (true) {
    const int c = bytes_.skip_blanks();
    if (c < 0) return count_cut();
    if (c == '}') {
      if (comma && !is_script) count_error();
      bytes_.advance();
      return outcome;
    }
    if (begins_name(c)) {
      if (!comma && !members.empty()) count_error();
      outcome = worse(outcome, read_member(members, depth));
      comma = false;
    } else if (c == ',' && !comma && !members.empty()) {
      comma = true;
      bytes_.advance();
    } else {
      outcome = worse(outcome, stumble());
      if (outcome != Outcome::lost) bytes_.advance();
    }
    if (stops(outcome)) return outcome;
  }
}

Outcome JsonValues::read_member(Json::Object& members, std::size_t depth) {
  Json::Member& member = members.emplace_back();
  Outcome outcome = read_name(member.first);
  if (!stops(outcome) && bytes_.skip_blanks() != ':') outcome = bytes_.peek() < 0 ? count_cut() : stumble();
  if (outcome != Outcome::whole) {
    members.pop_back();
    return outcome;
  }
  bytes_.advance();
  if (bytes_.skip_blanks() < 0) return count_cut();
  return read(member.second, depth + 1);
}

Outcome JsonValues::read_array(Json& out, std::size_t depth) {
  bytes_.advance();
  Json::Array& items = out.items_mut();
  Outcome outcome = Outcome::whole;
  bool comma = false;
  while (true) {
    const int c = bytes_.skip_blanks();
    if (c < 0) return count_cut();
    if (c == ']') {
      if (comma && !is_script) count_error();
      bytes_.advance();
      return outcome;
    }
    if (c == ',' && !comma && !items.empty()) {
      comma = true;
      bytes_.advance();
      continue;
    }
    if (c == '}' || c == ':' || c == ',') {
      outcome = worse(outcome, stumble());
      if (outcome != Outcome::lost) bytes_.advance();
    } else {
      if (!comma && !items.empty()) count_error();
      items.emplace_back();
      outcome = worse(outcome, read(items.back(), depth + 1));
      comma = false;
    }
    if (stops(outcome)) return outcome;
  }
}

Outcome JsonValues::read_number(Json& out) {
  constexpr std::size_t kLongest = 1024;  // digits behind that do not change a double
  std::string joined;
  std::string_view token;
  while (bytes_.peek() >= 0) {
    const std::string_view window = bytes_.window();
    std::size_t n = 0;
    while (n < window.size() && is_number_byte(window[n])) ++n;
    bytes_.advance(n);
    if (joined.empty() && n < window.size()) {
      token = window.substr(0, n);
      break;
    }
    joined.append(window.substr(0, std::min(n, kLongest - std::min(kLongest, joined.size()))));
    token = joined;
    if (n < window.size()) break;
  }
  const int next = bytes_.peek();
  if (next >= 0 && !ends_token(static_cast<char>(static_cast<unsigned char>(next))))
    return worse(read_word(out), Outcome::damaged);
  if (!is_json_number(token)) count_error();
  out = to_number(token);
  return out.is_null() ? Outcome::damaged : Outcome::whole;
}

// true, false, null; what Python and JavaScript write instead; or damage.
Outcome JsonValues::read_word(Json& out) {
  constexpr std::size_t kLongest = 64;
  const std::string_view window = bytes_.window(kLongest + 1);
  std::size_t n = 0;
  while (n < window.size() && n < kLongest && !ends_token(window[n])) ++n;
  const std::string_view word = window.substr(0, n);
  const bool at_end = n == window.size();
  const bool at_border = !at_end && (window[n] == ',' || window[n] == '}' || window[n] == ']' || window[n] == ' ' ||
                                     window[n] == '\n' || window[n] == '\r' || window[n] == '\t');
  const bool known = word == "true" || word == "false" || word == "null";
  if (word == "true" || word == "True") out = Json(true);
  if (word == "false" || word == "False") out = Json(false);
  if (known && (at_border || at_end)) {
    bytes_.advance(n);
    return Outcome::whole;
  }
  if (at_end) {
    bytes_.advance(n);
    return count_cut();
  }
  if (n > 0 && at_border) {
    count_error();
    bytes_.advance(n);
    return Outcome::damaged;
  }
  const Outcome outcome = stumble();
  if (outcome != Outcome::lost) bytes_.advance(std::max<std::size_t>(n, 1));
  return outcome;
}

Outcome JsonValues::skip_container() {
  std::size_t depth = 0;
  std::string ignored;
  while (true) {
    if (bytes_.peek() < 0) return count_cut();
    const std::string_view window = bytes_.window();
    const std::size_t at = window.find_first_of(is_script ? "\"'{}[]" : "\"{}[]");
    bytes_.advance(std::min(at, window.size()));
    if (at == std::string_view::npos) continue;
    const char c = window[at];
    if (c == '"' || c == '\'') {
      ignored.clear();
      if (const Outcome outcome = read_string(ignored); stops(outcome)) return outcome;
      continue;
    }
    bytes_.advance();
    depth += c == '{' || c == '[' ? 1 : 0;
    if ((c == '}' || c == ']') && --depth == 0) return Outcome::whole;
  }
}

}  // namespace schouw
