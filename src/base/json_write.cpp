// Writing JSON: compact `{"a":[1,2]}` or with two blanks a level. UTF-8 stays UTF-8, so that Dutch names can be read.
#include <array>
#include <charconv>
#include <cmath>

#include "schouw/base/json.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

void append_number(std::string& out, double d) {
  if (!std::isfinite(d)) {
    out += "null";
    return;
  }
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), d);
  const std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  out += digits;
  if (digits.find_first_of(".e") == std::string_view::npos) out += ".0";  // stays a double when read again
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out.push_back(kHex[byte >> 4u]);
  out.push_back(kHex[byte & 15u]);
}

bool must_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F; }

struct Writer {
  std::string& out;
  int width;  ///< blanks per level; 0: compact

  void line(int level) const {
    if (width == 0) return;
    out.push_back('\n');
    out.append(static_cast<std::size_t>(level * width), ' ');
  }

  void array(const Json& value, int level) const {
    out.push_back('[');
    bool first = true;
    for (const Json& item : value.items()) {
      if (!first) out.push_back(',');
      first = false;
      line(level + 1);
      write(item, level + 1);
    }
    if (!first) line(level);
    out.push_back(']');
  }

  void object(const Json& value, int level) const {
    out.push_back('{');
    bool first = true;
    for (const auto& [key, item] : value.members()) {
      if (!first) out.push_back(',');
      first = false;
      line(level + 1);
      append_json_string(out, key);
      out += width == 0 ? ":" : ": ";
      write(item, level + 1);
    }
    if (!first) line(level);
    out.push_back('}');
  }

  void write(const Json& value, int level) const {
    if (value.is_object())
      object(value, level);
    else if (value.is_array())
      array(value, level);
    else if (value.is_string())
      append_json_string(out, value.str());
    else if (value.is_bool())
      out += *value.boolean() ? "true" : "false";
    else if (value.is_integer())
      out += std::to_string(*value.integer());
    else if (value.is_number())
      append_number(out, *value.number());
    else
      out += "null";
  }
};

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  std::string repaired;
  if (!is_utf8(text)) {
    repaired = text;
    repair_utf8(repaired);
    text = repaired;
  }
  out.push_back('"');
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!must_escape(text[i])) continue;
    out.append(text.substr(copied, i - copied));
    append_escaped(out, text[i]);
    copied = i + 1;
  }
  out.append(text.substr(copied));
  out.push_back('"');
}

void append_json(std::string& out, const Json& value) { Writer{out, 0}.write(value, 0); }

std::string to_json(const Json& value) {
  std::string out;
  append_json(out, value);
  return out;
}

std::string to_pretty_json(const Json& value) {
  std::string out;
  Writer{out, 2}.write(value, 0);
  return out;
}

}  // namespace schouw
