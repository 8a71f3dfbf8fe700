// What "Save as: text only" of Outlook makes of a mail, in the language of Outlook:
//
//   Van:        Karin Jansen <k.jansen@school.example>
//   Verzonden:  maandag 5 januari 2026 09:12
//   Aan:        Ans de Wit; Cor Bos
//   Onderwerp:  Schoolreis
//
// Gap: several mails that were saved into one file are read as one mail, the later ones as what it repeats.
#include "mail_saved_text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

#include "mail_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxSavedLabels = 12;  ///< lines above the text
constexpr std::size_t kMaxSavedNames = 500;
constexpr std::size_t kMaxSavedLine = 64u << 10;

/// What Outlook writes, and what a mail has.
constexpr auto kSavedWords = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"van", "From"},       {"verzonden", "Date"}, {"aan", "To"},    {"onderwerp", "Subject"}, {"bijlagen", ""},
    {"from", "From"},      {"sent", "Date"},      {"to", "To"},     {"subject", "Subject"},   {"attachments", ""},
    {"von", "From"},       {"gesendet", "Date"},  {"an", "To"},     {"betreff", "Subject"},   {"anlagen", ""},
    {"de", "From"},        {"envoy\u00E9", "Date"}, {"\u00E0", "To"}, {"objet", "Subject"},  {"pi\u00E8ces jointes", ""},
    {"cc", "Cc"},          {"bcc", "Bcc"},
});

/// By what Outlook writes, folded. Asked of each mail that is read.
const std::map<std::string, std::string_view, std::less<>>& folded_saved_words() {
  static const auto kFolded = [] {
    std::map<std::string, std::string_view, std::less<>> out;
    for (const auto& [written, header] : kSavedWords) out.emplace(fold(written), header);
    return out;
  }();
  return kFolded;
}

/// The header that the line stands for, by what is before its colon; nothing when Outlook writes no such line.
std::optional<std::string_view> saved_word(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string name = fold(line.substr(0, colon));
  for (auto at = name.find("\u00A0"); at != std::string::npos; at = name.find("\u00A0", at)) name.replace(at, 2, " ");
  const auto found = folded_saved_words().find(trim(name));
  if (found == folded_saved_words().end()) return std::nullopt;
  return found->second;
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

}  // namespace

std::optional<SavedText> saved_text(std::string_view bytes) {
  SavedText out;
  bool from = false, date = false, other = false;
  std::size_t replaced = 0;
  for (std::size_t lines = 0; !bytes.empty() && lines < kMaxSavedLabels; ++lines) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const std::string line(trim(mail_to_utf8(std::string(bytes.substr(0, std::min(end, kMaxSavedLine))), "", replaced)));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.empty() && from) break;
    const auto header = saved_word(line);
    if (!header && !line.empty()) return std::nullopt;
    if (!header) continue;
    const std::string value(trim(std::string_view(line).substr(line.find(':') + 1)));
    if (header->empty()) out.attachments = saved_names(value);
    else out.mail += std::string(*header) + ": " + value + "\n";
    from = from || *header == "From";
    date = date || *header == "Date";
    other = other || *header == "To" || *header == "Subject";
  }
  if (!from || !date || !other) return std::nullopt;
  out.mail += "\n" + mail_to_utf8(std::string(bytes), "", replaced);
  return out;
}

}  // namespace schouw
