// Files that old mail programs wrote into the text (uuencode), before MIME.
//
//   begin 644 lijst.txt
//   #0V%T
//   `
//   end            ->  a file "lijst.txt" with the bytes "Cat"
//
// Gap: a file over several mails is not put together.
#include <algorithm>
#include <optional>

#include "mail_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// The name on a line "begin 644 name".
std::optional<std::string> begin_name(std::string_view line) {
  if (!line.starts_with("begin ")) return std::nullopt;
  line.remove_prefix(6);
  const auto blank = line.find(' ');
  if (blank != 3 && blank != 4) return std::nullopt;
  if (line.substr(0, blank).find_first_not_of("01234567") != std::string_view::npos) return std::nullopt;
  const std::string_view name = trim(line.substr(blank));
  if (name.empty()) return std::nullopt;
  return std::string(name);
}

/// Adds the bytes of one line; false when it is none.
bool decode_line(std::string_view line, std::string& out) {
  if (line.empty()) return false;
  const auto value = [&](std::size_t at) {
    return at < line.size() ? static_cast<unsigned>(line[at] - ' ') & 63u : 0u;
  };
  if (line[0] < ' ' || line[0] > '`') return false;
  std::size_t left = value(0);
  // Some encoders write a check mark behind the line, some leave blanks at its end out; prose has another length.
  const std::size_t full = 1 + (left + 2) / 3 * 4;
  if (line.size() > full + 2 || line.size() + 3 < full) return false;
  for (std::size_t at = 1; left > 0; at += 4) {
    const unsigned bits = value(at) << 18 | value(at + 1) << 12 | value(at + 2) << 6 | value(at + 3);
    for (int shift = 16; shift >= 0 && left > 0; shift -= 8, --left) out += static_cast<char>(bits >> shift & 0xFF);
  }
  return true;
}

struct Line {
  std::string_view text;
  std::size_t end;  ///< offset behind the line end
};
Line line_at(std::string_view text, std::size_t at) {
  const auto end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {line, std::min(end + 1, text.size())};
}

}  // namespace

std::vector<UuFile> take_uu_files(std::string& text) {
  std::vector<UuFile> files;
  if (text.find("begin ") == std::string::npos) return files;
  std::string kept;
  std::size_t at = 0;
  while (at < text.size()) {
    const Line line = line_at(text, at);
    const auto name = begin_name(line.text);
    UuFile file;
    std::size_t inside = line.end;
    bool ended = false;
    while (name && inside < text.size() && !ended) {
      const Line data = line_at(text, inside);
      ended = data.text == "end";
      if (!ended && !decode_line(data.text, file.bytes)) break;
      inside = data.end;
    }
    if (name && (ended || (inside >= text.size() && !file.bytes.empty()))) {
      file.name = *name;
      files.push_back(std::move(file));
      at = inside;
      continue;
    }
    kept.append(text, at, line.end - at);
    at = line.end;
  }
  text = std::move(kept);
  return files;
}

}  // namespace schouw
