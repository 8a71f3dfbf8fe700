#include "mail_calendar.h"

#include <algorithm>
#include <utility>

#include "html_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxCompared = 256u << 10, kMaxComparedLines = 500;  ///< behind these a line may come twice
constexpr std::size_t kMaxValues = 1000;  ///< a mail is an invitation, not a calendar

/// A property over all its lines: those that begin with a blank go on from the one before.
std::string take_property(std::string_view& text) {
  std::string out;
  do {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    out += line;
    // Mozilla's old calendar broke a line with a blank one between.
    if (text.starts_with("\n ") || text.starts_with("\r\n ")) text.remove_prefix(text.find(' '));
    if (text.empty() || (text.front() != ' ' && text.front() != '\t')) break;
    text.remove_prefix(1);
  } while (true);
  return out;
}

std::string unescaped_value(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    ++i;
    out += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
  }
  return out;
}

/// Google and Teams write descriptions in HTML.
std::string as_text(std::string value) {
  const std::string lower = ascii_lower(value);
  for (const std::string_view tag : {"<br", "</", "<p>", "<html"})
    if (lower.find(tag) != std::string::npos) return html_to_text(value).text;
  return value;
}

void add_calendar_words(std::vector<std::string>& to, std::string_view value) {
  std::string text = calendar_words(value);
  if (!text.empty() && to.size() < kMaxValues && std::ranges::find(to, text) == to.end()) to.push_back(std::move(text));
}

std::string address_in(std::string_view value) {
  std::string lower = ascii_lower(trim(value));
  return lower.starts_with("mailto:") ? lower.substr(7) : lower;
}

/// The colon behind the parameters, of which quoted ones may have colons of their own.
std::size_t value_start(std::string_view property) {
  bool quoted = false;
  for (std::size_t i = 0; i < property.size(); ++i) {
    if (property[i] == '"') quoted = !quoted;
    if (property[i] == ':' && !quoted) return i + 1;
  }
  return property.size();
}

bool is_word_part(char c) { return (c & 0x80) != 0 || is_digit(c) || (c >= 'a' && c <= 'z'); }

/// Whole words: place "12" does not stand in "112".
bool stands_in(const std::string& text, const std::string& words) {
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    const auto end = at + words.size();
    const bool begins = at == 0 || !is_word_part(text[at - 1]) || !is_word_part(words.front());
    if (begins && (end == text.size() || !is_word_part(text[end]) || !is_word_part(words.back()))) return true;
  }
  return false;
}

}  // namespace

std::string calendar_words(std::string_view value) {
  return std::string(trim(nfc(strip_invisible(as_text(unescaped_value(value))))));
}

CalendarProperty take_calendar_property(std::string_view& text) {
  const std::string property = take_property(text);
  const std::size_t start = value_start(property);
  const auto name_end = std::min(property.find_first_of(";:"), property.size());
  CalendarProperty out{.name = ascii_lower(trim(std::string_view(property).substr(0, name_end))), .value = property.substr(start)};
  if (name_end + 1 < start) out.parameters = property.substr(name_end + 1, start - name_end - 2);
  return out;
}

MailCalendar read_mail_calendar(std::string_view text) {
  MailCalendar out;
  bool in_appointment = false;
  while (!text.empty()) {
    const std::string property = take_property(text);
    const std::size_t start = value_start(property);
    const std::string name = ascii_lower(property.substr(0, property.find_first_of(";:")));
    const std::string_view value = std::string_view(property).substr(start);
    const std::string component = ascii_lower(trim(value));
    const bool appointment = component == "vevent" || component == "vtodo";
    if (name == "begin" && !in_appointment) in_appointment = appointment;
    if (name == "end" && appointment) in_appointment = false;
    if (name == "begin" && component == "valarm") in_appointment = false;  // comes last, and repeats the title
    if (name == "method") out.is_answer = component == "reply" || component == "counter" || component == "refresh";
    if (!in_appointment) continue;
    if (name == "organizer" && out.organizer.empty()) out.organizer = address_in(value);
    if (name == "summary" || name == "description" || name == "location") add_calendar_words(out.words, value);
    if (name == "comment") add_calendar_words(out.comments, value);
  }
  return out;
}

std::string lines_not_in(const std::vector<std::string>& words, const std::vector<std::string_view>& texts) {
  std::string all, out;
  for (const std::string_view text : texts) all += fold(prefix(text, kMaxCompared)) + '\n';
  std::size_t compared = 0;
  for (const std::string& one : words) {
    std::string_view rest = one;
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = trim(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const std::string folded = fold(line);
      if (folded.empty() || (++compared <= kMaxComparedLines && stands_in(all, folded))) continue;
      out += (out.empty() ? "" : "\n");
      out += line;
    }
  }
  return out;
}

}  // namespace schouw
