// Texts, ids and times of X.
//
//   "Wed Oct 10 20:19:24 +0000 2018"  ->  an instant;   "a &lt; b"  ->  a < b
//
// Gap: somebody who really typed "&amp;" in a direct message is shown with "&".
#include <algorithm>
#include <vector>

#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "x_record.h"

namespace schouw {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (out.size() < 8) {
    const auto from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) break;
    text.remove_prefix(from);
    const auto end = std::min(text.find(' '), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

std::string joined(std::initializer_list<std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

}  // namespace

std::string x_text(std::string_view text) { return tidy_text(unescaped_text(text)); }

std::string x_id(const Json& value) {
  if (value.is_integer()) return value.integer().value_or(0) > 0 ? std::to_string(*value.integer()) : std::string{};
  const std::string_view id = trim(value.str());
  return id == "-1" || id == "0" ? std::string{} : std::string(id);
}

Timestamp x_time(const Json& value) {
  const std::string_view raw = value.str();
  const std::vector<std::string_view> words = words_of(raw);
  Timestamp time;
  if (words.size() == 6) {
    time = parse_rfc5322_date(joined({words[2], words[1], words[5], words[3], words[4]}));
  } else if (words.size() == 3) {
    time = parse_iso8601(std::string(words[0]).append("T").append(words[1]).append(words[2]));
  } else {
    time = parse_iso8601(raw);
  }
  time.raw = std::string(raw);
  return time;
}

}  // namespace schouw
