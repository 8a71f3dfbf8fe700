// Who said it: what a writer repeats of an earlier mail is not theirs.
//
//   "Dat is goed.\n\nOp ma 5 jan. 2026 om 08:12 schreef Bas <b@example.nl>:\n> Kan het morgen?"
//   -> said "Dat is goed.", quoted the rest
//
// Gap: text repeated without any mark cannot be told from the writer's own.
#include <algorithm>
#include <array>
#include <utility>

#include "mail_quote_words.h"
#include "mail_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kMaxAttribution = 4;  ///< lines over which "Op … schreef …:" may be broken

/// Lower case, without the stars that a plain version puts around bold, and without "begin ".
/// French puts a blank at which no line breaks in front of a colon.
std::string bare(std::string_view line) {
  constexpr auto kMeans = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"\u00A0", " "}, {"\u202F", " "}, {"\u2019", "'"}});
  std::string out = ascii_lower(trim(line));
  std::erase(out, '*');
  for (const auto& [sign, means] : kMeans)
    for (auto at = out.find(sign); at != std::string::npos; at = out.find(sign, at)) out.replace(at, sign.size(), means);
  return std::string(trim(out));
}

template <std::size_t N>
bool begins_with_one(std::string_view line, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return line.starts_with(word); });
}

template <std::size_t N>
bool holds(std::string_view line, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return line.find(word) != std::string_view::npos; });
}

bool is_quoted_line(std::string_view line) { return trim(line).starts_with('>'); }

/// "-----Oorspronkelijk bericht-----", "Begin doorgestuurd bericht:", as `bare` leaves it.
bool is_separator(std::string_view text) {
  const bool dashes = text.starts_with("--") || text.starts_with("__");
  if (text.size() > 80) {
    // Yahoo puts the head of the mail behind it on the same line.
    const auto closed = text.find("-----", text.find_first_not_of('-'));
    if (!dashes || closed == text.npos || closed > 80) return false;
    text = text.substr(0, closed);
  }
  if (text.ends_with(':') && std::ranges::find(quote_words::kForwardBegins, text) != quote_words::kForwardBegins.end())
    return true;
  const bool begin = (text.starts_with("begin ") || text.starts_with("anfang ") || text.starts_with("d\u00E9but ")) &&
                     text.ends_with(":");
  const bool strokes = text.starts_with("==") && text.ends_with("==");
  if (!dashes && !begin && !strokes) return false;
  return holds(text, quote_words::kSeparators);
}

template <std::size_t N>
bool holds_one(std::string_view line, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return line.find(' ' + std::string(word)) != std::string_view::npos; });
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "14:03", "2.03 PM", "14h03"; no part of "05.01.2026" or of a number.
bool has_clock(std::string_view text) {
  const auto digit = [&](std::size_t at) { return at < text.size() && is_digit(text[at]); };
  for (std::size_t at = text.find_first_of(":.h"); at != std::string_view::npos; at = text.find_first_of(":.h", at + 1)) {
    if (at == 0 || !digit(at - 1) || !digit(at + 1) || !digit(at + 2) || digit(at + 3)) continue;
    const bool long_number = at > 2 && digit(at - 2) && digit(at - 3);
    const bool day_before = at > 2 && text[at] == '.' && (text[at - 2] == '.' || text[at - 3] == '.');
    const bool day_behind = text[at] == '.' && at + 4 < text.size() && text[at + 3] == '.' && digit(at + 4);
    if (!long_number && !day_before && !day_behind) return true;
  }
  return false;
}

/// Outlook: "Van: …" with "Verzonden: …" and "Aan: …" or "Onderwerp: …" close below. Phones put it all on one line. "Datum:"
/// stands above a letter of the writer's own as well; a mail program writes a clock behind it, or an address near by.
bool is_header_block(const Lines& lines, std::size_t at, const std::string& first) {
  if (!begins_with_one(first, quote_words::kFrom)) return false;
  bool sent = holds_one(first, quote_words::kSent), to = holds_one(first, quote_words::kTo);
  bool dated = holds_one(first, quote_words::kDate);
  bool sure = (dated && has_clock(first)) || first.find('@') != std::string::npos;
  bool label_before = first.ends_with(':');
  std::size_t seen = 0;
  for (std::size_t i = at + 1; i < lines.size() && seen < 5; ++i) {
    const std::string line = bare(lines[i]);
    if (line.empty()) continue;
    ++seen;
    const bool is_to = begins_with_one(line, quote_words::kTo), is_date = begins_with_one(line, quote_words::kDate);
    sent = sent || begins_with_one(line, quote_words::kSent);
    to = to || is_to;
    dated = dated || is_date;
    const bool in_head = is_to || is_date || label_before;
    sure = sure || (in_head && (has_clock(line) || line.find('@') != std::string::npos));
    label_before = in_head && line.ends_with(':');
  }
  return to && (sent || (dated && sure));
}

bool is_header_below(const Lines& lines, std::size_t at) {
  return at < lines.size() && is_header_block(lines, at, bare(lines[at]));
}

bool is_time_label(std::string_view line) {
  return begins_with_one(line, quote_words::kSent) || begins_with_one(line, quote_words::kDate);
}

/// The head of another mail in any other order: "Gesendet: … Von: … An: …" (GMX), "Date: … Subject: … From: … To: …" (old
/// Hotmail). A heading of the writer's own ("Datum: …, Van: directie, Aan: ouders") names no address.
bool is_sent_block(const Lines& lines, std::size_t at, const std::string& first) {
  constexpr auto kOnTop = std::to_array<std::string_view>({"gesendet:", "sent:", "verzonden:", "envoy\u00E9:"});
  constexpr auto kSubject = std::to_array<std::string_view>(
      {"onderwerp:", "subject:", "betreff:", "objet :", "objet:", "sujet :", "sujet:"});
  const bool sent_first = begins_with_one(first, kOnTop);
  if (!sent_first && !is_time_label(first) && !begins_with_one(first, kSubject)) return false;
  bool from = false, sent = false, to = false, subject = false;
  for (std::size_t i = at; i < std::min(at + 5, lines.size()); ++i) {
    const std::string line = bare(lines[i]);
    if (line.empty()) break;
    if (begins_with_one(line, kSubject)) subject = true;
    else if (begins_with_one(line, quote_words::kTo)) to = true;
    sent = sent || (is_time_label(line) && has_digit(line));
    from = from || (begins_with_one(line, quote_words::kFrom) && line.find('@') != std::string::npos);
  }
  return from && sent && to && (sent_first || subject);
}

/// "2026-01-05 8:12 GMT+01:00 Bas Visser <bas@example.nl>:", as Gmail wrote for years.
bool is_dated_address(std::string_view line) {
  return line.size() > 16 && has_digit(line.substr(0, 1)) && has_digit(line.substr(3, 1)) && line[4] == '-' &&
         line[7] == '-' && line.find('@') != std::string_view::npos && line.ends_with(">:");
}

bool begins_announcement(std::string_view line) {
  return begins_with_one(line, std::to_array<std::string_view>({"op ", "on ", "am ", "le ", "citeren ", "zitat von ", "quoting ",
                                                                "w dniu ", "dnia ", "el ", "il ", "em "}));
}

bool opens_announcement(std::string_view line) {
  if (begins_announcement(line)) return true;
  for (const std::string_view word : {" schreef ", " wrote:", " wrote on ", " schreef:", " schrieb am "})
    if (line.find(word) != std::string_view::npos) return true;
  return false;
}

bool says_wrote(std::string_view announcement) {
  constexpr auto kWrote = std::to_array<std::string_view>(
      {"schreef", "geschreven", "wrote", "schrieb", "crit", " pisze:", " napisa\u0142(a):", " napisa\u0142:", " napisa\u0142a:",
       " escribi\u00F3:", " scritto:", " escreveu:"});
  return holds(announcement, kWrote) || begins_with_one(announcement, std::to_array<std::string_view>(
                                                                          {" citeren ", " zitat von ", " quoting "}));
}

/// A colon, or the verb right behind an address: Zoho writes none.
bool ends_as_announcement(std::string_view text) {
  return text.ends_with(':') || text.ends_with("\uFF1A") || text.ends_with("> wrote") || text.ends_with("> schreef");
}

/// "<bas@example.nl>", "(bas@example.nl)".
bool has_bracketed_address(std::string_view text) {
  for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const auto open = text.find_last_of("<( \t", at), close = text.find_first_of(">) \t", at);
    if (open == std::string_view::npos || close == std::string_view::npos) continue;
    if (text[open] == '<' || text[open] == '(' || text[close] == '>') return true;
  }
  return false;
}

bool has_year(std::string_view text) {
  for (auto at = text.find("20"); at != std::string_view::npos; at = text.find("20", at + 1))
    if (at + 4 <= text.size() && is_digit(text[at + 2]) && is_digit(text[at + 3])) return true;
  return false;
}

/// An announcement over one or more lines.
struct Announcement {
  std::size_t lines = 0;  ///< 0 for none
  std::string text = {};
  bool is_sure = true;  ///< else only in front of a line with '>'
};

/// "2026年1月5日(月) 14:03 …", "пн, 5 янв. …": in some languages no verb stands in it. A sentence of the writer ("Voor 5 januari …") begins with
/// another word.
bool begins_with_day(std::string_view text) {
  if (has_digit(text.substr(0, 1))) return true;
  const auto end = text.find(' ');
  if (end == std::string_view::npos || end + 1 >= text.size()) return false;
  return text.substr(0, end).ends_with(',') && is_digit(text[end + 1]);
}

/// In whatever language, an address in brackets, a year and a clock in front of a colon are no sentence of a writer:
/// "Bas <b@x.example>, 5 Oca 2026 Pzt, 14:03 tarihinde \u015Funu yazd\u0131:".
Announcement foreign_announcement(std::size_t lines, std::string all) {
  // With Arabic figures there is neither year nor clock to be seen.
  const bool dated = (has_year(all) && has_clock(all)) || all.find("كتابة ما يلي بواسطة") != std::string::npos;
  if (!dated || !has_bracketed_address(all)) return {};
  const bool is_sure = (all.ends_with(">:") && begins_with_day(trim(all))) || holds(all, quote_words::kForeignWrote);
  return {lines, std::move(all), is_sure};
}

bool is_address_near(const Lines& lines, std::size_t at) {
  for (std::size_t i = at; i < std::min(at + kMaxAttribution, lines.size()) && !lines[i].empty(); ++i)
    if (lines[i].find('@') != std::string_view::npos) return true;
  return false;
}

bool may_begin_foreign(const Lines& lines, std::size_t at) {
  return lines[at].find_first_of("<@0123456789") != std::string_view::npos && is_address_near(lines, at);
}

/// Whether the lines behind the first are an announcement without it: then it is the writer's, as in "Groet, Karin" above one.
bool is_later(const Lines& lines, std::size_t at, std::size_t n) {
  for (std::size_t from = at + 1; from < at + n; ++from) {
    std::string rest;
    for (std::size_t i = from; i < at + n; ++i) rest += ' ' + bare(lines[i]);
    const std::string_view line = std::string_view(rest).substr(1);
    if ((begins_announcement(line) && says_wrote(rest)) || foreign_announcement(1, rest).lines > 0) return true;
  }
  return false;
}

Announcement announcement_at(const Lines& lines, std::size_t at, const std::string& first) {
  if (is_dated_address(first)) return {1, first};
  const bool opens = opens_announcement(first);
  if (!opens && !may_begin_foreign(lines, at)) return {};
  std::string all;
  for (std::size_t n = 1; n <= kMaxAttribution && at + n <= lines.size(); ++n) {
    const std::string line = n == 1 ? first : bare(lines[at + n - 1]);
    if (line.empty() || is_quoted_line(line)) return {};
    all += ' ' + line;
    if (!ends_as_announcement(all)) continue;
    const bool known = opens && says_wrote(all) && (has_digit(all) || all.find('@') != std::string::npos);
    Announcement found = known ? Announcement{n, std::move(all)} : foreign_announcement(n, std::move(all));
    const bool begins = begins_announcement(first) && has_digit(first);
    return found.lines > 0 && !begins && is_later(lines, at, n) ? Announcement() : found;
  }
  return {};
}

/// The first line at or after `at` that is not blank, or the end.
std::size_t next_text(const Lines& lines, std::size_t at) {
  while (at < lines.size() && trim(lines[at]).empty()) ++at;
  return at;
}

/// GroupWise: ">>> Bas Visser 05-01-26 08:12 >>>" or ">>> Op 5-1-2026 om 08:12 is door Bas <b@x.example> geschreven:", and
/// no marks in front of what follows.
bool is_groupwise(const Lines& lines, std::size_t at) {
  const std::string_view text = trim(lines[at]);
  if (text.size() <= 12 || !text.starts_with(">>> ") || !has_digit(text)) return false;
  if (text.ends_with(">>>")) return true;
  const bool told = text.find(" is door ") != std::string_view::npos || text.find(" in message <") != std::string_view::npos;
  const std::size_t next = next_text(lines, at + 1);
  return told && text.ends_with(':') && (next == lines.size() || !is_quoted_line(lines[next]));
}

/// Zoho: "---- On Mon, 05 Jan 2026 09:12:00 +0100 Ans <a@x.example> wrote ----".
bool is_zoho(std::string_view line) {
  if (!trim(line).starts_with("---")) return false;
  std::string text = bare(line);
  if (!text.starts_with("---") || !text.ends_with("---") || !has_digit(text)) return false;
  text.erase(std::min(text.find_last_not_of("- ") + 1, text.size()));
  return text.find('@') != std::string::npos && (text.ends_with(" wrote") || text.ends_with(" schreef"));
}

/// Notes: "-----Ans de Wit/School/NL schreef: -----".
bool is_notes(std::string_view line) {
  if (!trim(line).starts_with("-----")) return false;
  const std::string text = bare(line);
  return text.starts_with("-----") && (text.ends_with(" wrote: -----") || text.ends_with(" schreef: -----"));
}

bool is_rule(std::string_view line) {
  const std::string_view text = trim(line);
  return text.size() >= 8 && text.find_first_not_of('_') == std::string_view::npos;
}

/// "… schreef u:", "Bas schreef op 5-1-2026 om 14:03 in Parro:": somebody tells what was written, and speaks on.
bool is_told(std::string_view announcement) {
  for (const std::string_view who : {" i wrote:", " you wrote:", " he wrote:", " she wrote:", " we wrote:", " they wrote:"})
    if (announcement.ends_with(who)) return true;
  for (const std::string_view verb : {" schreef ", " wrote ", " schrieb ", " schrieben "}) {
    const auto at = announcement.rfind(verb);
    if (at == std::string_view::npos) continue;
    std::string_view rest = announcement.substr(at + verb.size());
    const std::string_view word = rest.substr(0, rest.find_first_of(" :,"));
    if (std::ranges::find(quote_words::kTold, word) != quote_words::kTold.end()) return true;
    for (const std::string_view place : {" in ", " aan ", " dat ", " over ", " bij ", " that ", " about "})
      if (rest.find(place) != std::string_view::npos) return true;
  }
  return false;
}

/// With an address or a time of day, the announcement speaks of a mail: what follows is that mail, '>' or not.
bool announces_mail(std::string_view announcement) {
  if (announcement.find('@') != std::string_view::npos) return true;
  return has_clock(announcement) && !is_told(announcement);
}

/// Yahoo on the phone: "Op ma, jan. 5, 2026 om 14:03 schreef Bas<b@x.example>:   Kan het morgen?", all on one line.
bool is_announcement_with_mail(std::string_view line) {
  if (line.find('@') == std::string_view::npos) return false;
  const auto colon = line.find(">:");
  const auto wrote = std::min(line.find("> wrote: "), line.find("> schrieb: "));
  const auto end = std::min(colon, wrote);
  if (end == std::string_view::npos || trim(line.substr(end)).size() < 3) return false;
  const std::string head = bare(line.substr(0, std::min(line.find(':', end), line.size())));
  return opens_announcement(head) && says_wrote(head) && has_bracketed_address(head) && has_clock(head);
}

/// Gmail on Android breaks a long line that it repeats, and only its first half keeps the '>'. The second half is no answer:
/// its first word had no room any more, and no sentence ended in front of it.
bool is_second_half(const Lines& lines, std::size_t at) {
  constexpr std::size_t kRoom = 76, kLongest = 80;
  if (at == 0 || at + 1 >= lines.size() || !is_quoted_line(lines[at - 1]) || !is_quoted_line(lines[at + 1])) return false;
  const std::string_view first = trim(lines[at - 1]), second = lines[at];
  const std::string_view word = second.substr(0, second.find(' '));
  if (word.empty() || word.front() < 'a' || word.front() > 'z' || first.size() > kLongest) return false;
  return first.size() + 1 + word.size() > kRoom && std::string_view(".?!:").find(first.back()) == std::string_view::npos;
}

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void add(std::string& to, std::string_view line) {
  to += line;
  to += '\n';
}

std::string tidy(std::string_view text) { return std::string(trim(text)); }

/// The words of a text in lower case, at most so many.
std::vector<std::string> words_in(std::string_view text, std::size_t most) {
  const auto is_part = [](char c) { return (c & 0x80) != 0 || is_digit(c) || (c >= 'a' && c <= 'z'); };
  std::vector<std::string> words(1);
  for (const char c : ascii_lower(text)) {
    if (is_part(c)) words.back() += c;
    else if (!words.back().empty() && words.size() == most) break;
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

bool is_other_text(std::string_view text, std::string_view other) {
  if (other.find(text.substr(0, text.find('\n'))) != std::string_view::npos) return false;
  constexpr std::size_t kFew = 3, kShare = 4, kLooked = 200, kMostWords = 100'000;
  const std::vector<std::string> looked = words_in(text, kLooked);
  if (looked.size() < kFew) return false;
  std::vector<std::string> there = words_in(other, kMostWords);
  std::ranges::sort(there);
  const auto found = std::ranges::count_if(
      looked, [&](const std::string& word) { return std::ranges::binary_search(there, word); });
  return static_cast<std::size_t>(found) * kShare < looked.size();
}

SaidAndQuoted split_quotes(std::string_view text) {
  const Lines lines = lines_of(text);
  std::string said, quoted;
  std::size_t at = 0;
  bool rest_is_quoted = false;
  while (at < lines.size()) {
    rest_is_quoted = rest_is_quoted || is_groupwise(lines, at) || is_zoho(lines[at]) || is_notes(lines[at]);
    if (rest_is_quoted || is_quoted_line(lines[at]) || is_second_half(lines, at)) {
      add(quoted, lines[at++]);
      continue;
    }
    const std::string line = bare(lines[at]);
    if (line.empty()) {
      add(said, lines[at++]);
      continue;
    }
    const bool rule_above = is_rule(lines[at]) && is_header_below(lines, next_text(lines, at + 1));
    if (rule_above || is_separator(line) || is_header_block(lines, at, line) || is_sent_block(lines, at, line)) {
      rest_is_quoted = true;
      continue;
    }
    if (is_announcement_with_mail(lines[at])) {
      rest_is_quoted = true;
      continue;
    }
    const Announcement found = announcement_at(lines, at, line);
    const std::size_t n = found.lines;
    const std::size_t next = n == 0 ? at : next_text(lines, at + n);
    const bool announced = n > 0 && (next == lines.size() ? found.is_sure : is_quoted_line(lines[next]));
    if (announced || (n > 0 && found.is_sure && announces_mail(found.text))) {
      for (const std::size_t end = at + n; at < end; ++at) add(quoted, lines[at]);
      rest_is_quoted = !announced;
      continue;
    }
    add(said, lines[at++]);
  }
  return {tidy(said), tidy(quoted)};
}

std::string unflow(std::string_view text, SoftBreak soft_break) {
  std::string out;
  std::string_view before;
  for (const std::string_view line : lines_of(text)) {
    const auto depth = [](std::string_view l) { return std::min(l.find_first_not_of('>'), l.size()); };
    const bool soft = before.ends_with(' ') && before != "-- " && !before.empty();
    if (soft && depth(line) == depth(before) && line != "-- ") {
      std::string_view rest = line.substr(depth(line));
      if (rest.starts_with(' ')) rest.remove_prefix(1);
      if (soft_break == SoftBreak::nothing && out.ends_with(' ')) out.pop_back();
      out += rest;
    } else {
      if (!out.empty() || !before.empty()) out += '\n';
      out += depth(line) == 0 && line.starts_with(' ') ? line.substr(1) : line;
    }
    before = line;
  }
  return out;
}

}  // namespace schouw
