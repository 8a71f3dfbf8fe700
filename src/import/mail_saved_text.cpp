// What "Save as: text only" of Outlook makes of a mail, in the language of Outlook:
//
//   Van:        Karin Jansen <k.jansen@school.example>
//   Verzonden:  maandag 5 januari 2026 09:12
//   Aan:        Ans de Wit; Cor Bos
//   Onderwerp:  Schoolreis
//
//
// A tab stands behind the label, where the head of a mail that is repeated has a blank: so several mails that were saved
// into one file are told apart from what they repeat. As a page ("HTML", "MHTML") it is Word that writes the same lines.
//
// Gap: a page whose styles fill all of its head is not known.
#include "mail_saved_text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

#include "html_text.h"
#include "mail_text.h"
#include "mhtml.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxSavedLabels = 12;  ///< lines above the text
constexpr std::size_t kMaxSavedNames = 500;
constexpr std::size_t kMaxSavedLine = 64u << 10;

using SavedWord = std::pair<std::string_view, std::string_view>;  ///< what Outlook writes, what a mail has
constexpr auto kSavedWords = std::to_array<SavedWord>({
    {"van", "From"},       {"verzonden", "Date"}, {"aan", "To"},    {"onderwerp", "Subject"}, {"bijlagen", ""},
    {"from", "From"},      {"sent", "Date"},      {"to", "To"},     {"subject", "Subject"},   {"attachments", ""},
    {"von", "From"},       {"gesendet", "Date"},  {"an", "To"},     {"betreff", "Subject"},   {"anlagen", ""},
    {"de", "From"},        {"envoy\u00E9", "Date"}, {"\u00E0", "To"}, {"objet", "Subject"},  {"pi\u00E8ces jointes", ""},
    {"cc", "Cc"},          {"bcc", "Bcc"},
});

/// By what Outlook writes, folded. Asked of each mail that is read.
const std::map<std::string, const SavedWord*, std::less<>>& folded_saved_words() {
  static const auto kFolded = [] {
    std::map<std::string, const SavedWord*, std::less<>> out;
    for (const SavedWord& word : kSavedWords) out.emplace(fold(word.first), &word);
    return out;
  }();
  return kFolded;
}

/// Of the line, up to its colon; nothing when Outlook writes no such line.
const SavedWord* saved_word(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return nullptr;
  std::string name = fold(line.substr(0, colon));
  for (auto at = name.find("\u00A0"); at != std::string::npos; at = name.find("\u00A0", at)) name.replace(at, 2, " ");
  const auto found = folded_saved_words().find(trim(name));
  return found == folded_saved_words().end() ? nullptr : found->second;
}

std::vector<std::string> saved_names(std::string_view value) {
  std::vector<std::string> out;
  while (!value.empty() && out.size() < kMaxSavedNames) {
    const auto end = std::min(value.find(';'), value.size());
    if (const std::string_view name = trim(value.substr(0, end)); !name.empty()) out.emplace_back(name);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return out;
}

constexpr std::size_t kMaxSavedMails = 100'000, kSavedHead = 4096;

bool is_from_label(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon > 16 || line.substr(colon + 1, 1) != "\t") return false;
  const SavedWord* word = saved_word(line);
  return word != nullptr && word->second == "From";
}

/// A page has no blank line where a file of text has one.
std::string with_blank_behind_head(const std::string& text) {
  std::size_t at = 0;
  bool from = false;
  while (at < text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    const SavedWord* word = saved_word(std::string_view(text).substr(at, end - at));
    if (word == nullptr || (from && word->second == "From")) break;
    from = from || word->second == "From";
    at = std::min(end + 1, text.size());
  }
  return text.substr(0, at) + "\n" + text.substr(at);
}

}  // namespace

std::vector<std::size_t> saved_mail_starts(std::string_view bytes) {
  std::vector<std::size_t> out{0};
  bool blank = false, first = true;
  for (std::size_t at = 0; at < bytes.size() && out.size() < kMaxSavedMails;) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    const bool from = is_from_label(line);
    if (first && !trim(line).empty() && !from) return out;
    first = first && trim(line).empty();
    if (from && blank && !first && saved_text(bytes.substr(at, kSavedHead))) out.push_back(at);
    blank = trim(line).empty();
    at = end + 1;
  }
  return out;
}

std::optional<SavedText> saved_page(std::string_view bytes) {
  constexpr std::size_t kHead = 64u << 10;
  const std::string_view head = bytes.substr(0, kHead);
  if (head.find("MsoNormal") == std::string_view::npos && head.find("WordSection") == std::string_view::npos)
    return std::nullopt;
  std::string html = is_mhtml(head) ? read_mhtml(bytes).html : std::string(bytes);
  if (!trim(html).starts_with('<')) return std::nullopt;
  std::size_t replaced = 0;
  const std::string charset = meta_charset(html);
  const HtmlText page = html_to_text(mail_to_utf8(std::move(html), charset, replaced));
  auto out = saved_text(with_blank_behind_head(page.text));
  if (out) out->quoted = page.quoted;
  return out;
}

std::optional<SavedText> saved_text(std::string_view bytes) {
  SavedText out;
  bool from = false, date = false, other = false;
  std::size_t replaced = 0;
  for (std::size_t lines = 0; !bytes.empty() && lines < kMaxSavedLabels; ++lines) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const std::string line(trim(mail_to_utf8(std::string(bytes.substr(0, std::min(end, kMaxSavedLine))), "", replaced)));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.empty() && from) break;
    const SavedWord* word = saved_word(line);
    if (word == nullptr && !line.empty()) return std::nullopt;
    if (word == nullptr) continue;
    const std::string value(trim(std::string_view(line).substr(line.find(':') + 1)));
    if (word->second.empty()) out.attachments = saved_names(value);
    else out.mail += std::string(word->second) + ": " + value + "\n";
    from = from || word->second == "From";
    date = date || word->second == "Date";
    out.day_first = out.day_first || (word->second == "Date" && word->first != "sent");
    other = other || word->second == "To" || word->second == "Subject";
  }
  if (!from || !date || !other) return std::nullopt;
  out.mail += "\n" + mail_to_utf8(std::string(bytes), "", replaced);
  return out;
}

}  // namespace schouw
