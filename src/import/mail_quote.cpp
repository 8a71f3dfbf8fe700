// Who said it: what a writer repeats of an earlier mail is not theirs.
//
//   "Dat is goed.\n\nOp ma 5 jan. 2026 om 08:12 schreef Bas <b@example.nl>:\n> Kan het morgen?"
//   -> said "Dat is goed.", quoted the rest
//
// Gap: text repeated without any mark cannot be told from the writer's own.
#include <algorithm>
#include <array>
#include <utility>

#include "mail_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

using Lines = std::vector<std::string_view>;

constexpr auto kSeparators = std::to_array<std::string_view>(
    {"oorspronkelijk bericht", "oorspronkelijke bericht", "oorspronkelijke e-mail", "originele bericht",
     "origineel bericht", "original message", "original email", "original appointment", "doorgestuurd bericht",
     "doorgestuurde bericht", "forwarded message", "forwarded by", "urspr\u00FCngliche nachricht",
     "weitergeleitete nachricht", "weitergeleiteten nachricht", "message d'origine", "message transf\u00E9r\u00E9",
     "message r\u00E9exp\u00E9di\u00E9", "oorspronkelijke afspraak", "antwoordbericht", "reply message", "mensaje original",
     "mensaje reenviado", "messaggio originale", "messaggio inoltrato", "mensagem original", "mensagem encaminhada",
     "wiadomo\u015B\u0107 oryginalna", "orijinal mesaj", "\u00F6zg\u00FCn ileti"});
constexpr auto kFrom = std::to_array<std::string_view>({"van:", "van :", "from:", "from :", "von:", "de :", "de:", "da:", "od:", "kimden:"});
constexpr auto kSent = std::to_array<std::string_view>(
    {"verzonden:", "verzonden op:", "verstuurd:", "verstuurd op:", "datum:", "datum :", "sent:", "sent at:", "date:",
     "date :", "gesendet:", "gesendet am:", "envoy\u00E9 :", "envoy\u00E9:", "enviado:", "enviado el:", "enviada em:",
     "fecha:", "inviato:", "data:", "wys\u0142ano:", "g\u00F6nderilme:", "g\u00F6nderme tarihi:", "g\u00F6nderildi:", "tarih:"});
constexpr auto kTo = std::to_array<std::string_view>({"aan:", "aan :", "onderwerp:", "to:", "subject:", "an:",
                                                      "betreff:", "\u00E0 :", "\u00E0:", "objet :", "objet:", "cc:", "pour :", "para:",
                                                      "asunto:", "assunto:", "oggetto:", "temat:", "kime:", "konu:"});
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

bool is_quoted_line(std::string_view line) { return trim(line).starts_with('>'); }

/// "-----Oorspronkelijk bericht-----", "Begin doorgestuurd bericht:".
bool is_separator(std::string_view line) {
  std::string text = bare(line);
  const bool dashes = text.starts_with("--") || text.starts_with("__");
  if (text.size() > 80) {
    // Yahoo puts the head of the mail behind it on the same line.
    const auto closed = text.find("-----", text.find_first_not_of('-'));
    if (!dashes || closed == std::string::npos || closed > 80) return false;
    text.resize(closed);
  }
  const bool begin = (text.starts_with("begin ") || text.starts_with("anfang ") || text.starts_with("d\u00E9but ")) &&
                     text.ends_with(":");
  const bool strokes = text.starts_with("==") && text.ends_with("==");
  if (!dashes && !begin && !strokes) return false;
  return std::ranges::any_of(kSeparators,
                             [&](std::string_view words) { return text.find(words) != std::string::npos; });
}

template <std::size_t N>
bool holds_one(std::string_view line, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return line.find(' ' + std::string(word)) != std::string_view::npos; });
}

/// Outlook: "Van: …" with "Verzonden: …" and "Aan: …" or "Onderwerp: …" close below. Phones put it all on one line.
bool is_header_block(const Lines& lines, std::size_t at) {
  const std::string first = bare(lines[at]);
  if (!begins_with_one(first, kFrom)) return false;
  bool sent = holds_one(first, kSent), to = holds_one(first, kTo);
  std::size_t seen = 0;
  for (std::size_t i = at + 1; i < lines.size() && seen < 5; ++i) {
    const std::string line = bare(lines[i]);
    if (line.empty()) continue;
    ++seen;
    sent = sent || begins_with_one(line, kSent);
    to = to || begins_with_one(line, kTo);
  }
  return sent && to;
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The head of another mail in any other order: "Gesendet: … Von: … An: …" (GMX), "Date: … Subject: … From: … To: …" (old
/// Hotmail). A heading of the writer's own ("Datum: …, Van: directie, Aan: ouders") names no address.
bool is_sent_block(const Lines& lines, std::size_t at) {
  const std::string first = bare(lines[at]);
  constexpr auto kOnTop = std::to_array<std::string_view>({"gesendet:", "sent:", "verzonden:", "envoy\u00E9:"});
  constexpr auto kSubject = std::to_array<std::string_view>(
      {"onderwerp:", "subject:", "betreff:", "objet :", "objet:", "sujet :", "sujet:"});
  const bool sent_first = begins_with_one(first, kOnTop);
  if (!sent_first && !begins_with_one(first, kSent) && !begins_with_one(first, kSubject)) return false;
  bool from = false, sent = false, to = false, subject = false;
  for (std::size_t i = at; i < std::min(at + 5, lines.size()); ++i) {
    const std::string line = bare(lines[i]);
    if (line.empty()) break;
    if (begins_with_one(line, kSubject)) subject = true;
    else if (begins_with_one(line, kTo)) to = true;
    sent = sent || (begins_with_one(line, kSent) && has_digit(line));
    from = from || (begins_with_one(line, kFrom) && line.find('@') != std::string::npos);
  }
  return from && sent && to && (sent_first || subject);
}

/// "2026-01-05 8:12 GMT+01:00 Bas Visser <bas@example.nl>:", as Gmail wrote for years.
bool is_dated_address(std::string_view line) {
  return line.size() > 16 && has_digit(line.substr(0, 1)) && has_digit(line.substr(3, 1)) && line[4] == '-' &&
         line[7] == '-' && line.find('@') != std::string_view::npos && line.ends_with(">:");
}

/// As Gmail and Thunderbird announce a mail in Polish, Spanish, Turkish, Italian and Portuguese.
bool ends_with_other(std::string_view announcement) {
  constexpr auto kOther = std::to_array<std::string_view>(
      {" pisze:", " napisa\u0142(a):", " napisa\u0142:", " napisa\u0142a:", " escribi\u00F3:", " \u015Funu yazd\u0131:", " scritto:", " escreveu:"});
  return std::ranges::any_of(kOther, [&](std::string_view end) { return announcement.ends_with(end); });
}

bool opens_announcement(std::string_view line) {
  for (const std::string_view word :
       {"op ", "on ", "am ", "le ", "citeren ", "zitat von ", "quoting ", "w dniu ", "dnia ", "el ", "il ", "em "})
    if (line.starts_with(word)) return true;
  if (ends_with_other(line)) return true;
  for (const std::string_view word : {" schreef ", " wrote:", " wrote on ", " schreef:"})
    if (line.find(word) != std::string_view::npos) return true;
  return false;
}

/// An announcement over one or more lines; gives how many, 0 for none.
std::size_t attribution_lines(const Lines& lines, std::size_t at) {
  const std::string first = bare(lines[at]);
  if (is_dated_address(first)) return 1;
  if (!opens_announcement(first)) return 0;
  std::string all;
  for (std::size_t n = 1; n <= kMaxAttribution && at + n <= lines.size(); ++n) {
    const std::string line = bare(lines[at + n - 1]);
    if (line.empty() || is_quoted_line(line)) return 0;
    all += ' ' + line;
    if (!all.ends_with(':')) continue;
    const bool says = all.find("schreef") != std::string::npos || all.find("geschreven") != std::string::npos ||
                      all.find("wrote") != std::string::npos || all.find("schrieb") != std::string::npos ||
                      all.find("crit") != std::string::npos || all.starts_with(" citeren ") || ends_with_other(all) ||
                      all.starts_with(" zitat von ") || all.starts_with(" quoting ");
    return says && (has_digit(all) || all.find('@') != std::string::npos) ? n : 0;
  }
  return 0;
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
  std::string text = bare(line);
  if (!text.starts_with("---") || !text.ends_with("---") || !has_digit(text)) return false;
  text.erase(std::min(text.find_last_not_of("- ") + 1, text.size()));
  return text.find('@') != std::string::npos && (text.ends_with(" wrote") || text.ends_with(" schreef"));
}

/// Notes: "-----Ans de Wit/School/NL schreef: -----".
bool is_notes(std::string_view line) {
  const std::string text = bare(line);
  return text.starts_with("-----") && (text.ends_with(" wrote: -----") || text.ends_with(" schreef: -----"));
}

bool is_rule(std::string_view line) {
  const std::string_view text = trim(line);
  return text.size() >= 8 && text.find_first_not_of('_') == std::string_view::npos;
}

/// With a time of day or an address, the announcement speaks of a mail: what follows is that mail, '>' or not.
bool announces_mail(const Lines& lines, std::size_t at, std::size_t n) {
  for (std::size_t i = at; i < at + n; ++i) {
    const std::string_view line = lines[i];
    if (line.find('@') != std::string_view::npos) return true;
    for (std::size_t c = 1; c + 1 < line.size(); ++c)
      if (line[c] == ':' && has_digit(line.substr(c - 1, 1)) && has_digit(line.substr(c + 1, 1))) return true;
  }
  return false;
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
    if (rest_is_quoted || is_quoted_line(lines[at])) {
      add(quoted, lines[at++]);
      continue;
    }
    const bool rule_above = is_rule(lines[at]) && next_text(lines, at + 1) < lines.size() &&
                            is_header_block(lines, next_text(lines, at + 1));
    if (rule_above || is_separator(lines[at]) || is_header_block(lines, at) || is_sent_block(lines, at)) {
      rest_is_quoted = true;
      continue;
    }
    const std::size_t n = attribution_lines(lines, at);
    const std::size_t next = n == 0 ? at : next_text(lines, at + n);
    const bool announced = n > 0 && (next == lines.size() || is_quoted_line(lines[next]));
    if (announced || (n > 0 && announces_mail(lines, at, n))) {
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
