#include "school_name.h"

#include <algorithm>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kShort = 4;   ///< letters; up to here a name is likely to be something else as well

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

/// "De Breul" stands in "feest op de breul", and "debreul" is #DeBreul.
bool contains(const std::vector<std::string>& words, const std::vector<std::string>& name) {
  const std::string whole = joined(name);
  if (std::ranges::find(words, whole) != words.end()) return true;
  return name.size() > 1 && std::search(words.begin(), words.end(), name.begin(), name.end()) != words.end();
}

bool is_short(const std::vector<std::string>& name) { return joined(name).size() <= kShort; }

bool speaks_of_school(const std::vector<std::string>& words) {
  return has_any_word(words, {"school", "scholen", "basisschool", "leerling", "leerlingen", "leerkracht", "leerkrachten",
                              "juf", "meester", "klas", "groep", "les", "lessen", "onderwijs", "pupil", "pupils", "teacher",
                              "teachers", "class"});
}

/// Of a short name written as the school writes it ("OOH", not "ooh") more words tell that the school is meant.
bool speaks_of_school_life(const std::vector<std::string>& words) {
  return has_any_word(words, {"docent", "docente", "docenten", "leraar", "lerares", "leraren", "mentor", "directeur", "directie",
                              "schoolleiding", "rooster", "toets", "toetsen", "toetsweek", "examen", "examens", "huiswerk", "rapport",
                              "lokaal", "brugklas", "leerjaar", "scholengroep", "stichting"});
}

/// The name as a word of its own, letter by letter.
bool stands_in(std::string_view text, std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0; };
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !letter(text[at - 1])) && (end == text.size() || !letter(text[end]))) return true;
  }
  return false;
}

/// "debreul_official" and "debreul2026": the name with something behind it, as handles are made.
bool is_handle_of(const std::vector<std::string>& words, const std::string& whole) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    if (!word.starts_with(whole)) return false;
    const std::string_view rest = std::string_view(word).substr(whole.size());
    const bool digits = std::ranges::all_of(rest, [](char c) { return c >= '0' && c <= '9'; });
    return digits || rest == "official" || rest == "school" || rest == "college";
  });
}

}  // namespace

std::vector<std::string> name_words(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : fold(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

bool has_any_word(const std::vector<std::string>& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return std::ranges::find(text, word) != text.end(); });
}

SchoolName::SchoolName(const Policy& policy, const CaseView& view) : written_(policy.school_names) {
  written_.push_back(policy.school);
  const auto add = [&](std::string_view name) {
    auto words = name_words(name);
    if (!words.empty() && std::ranges::find(names_, words) == names_.end()) names_.push_back(std::move(words));
  };
  add(policy.school);
  for (const std::string& name : policy.school_names) add(name);
  // A handle of one word, or an address, is no name by which people speak of a school; a page's title is.
  const auto add_title = [&](const std::string& shown) {
    if (shown.find(' ') != std::string::npos && shown.find('@') == std::string::npos) add(shown);
  };
  for (const RegisteredAccount& row : view.registers().accounts)
    if (row.kind == "school") add_title(row.handle);
  view.each_account([&](const CaseAccount& account) {
    if (account.kind != "school" || !policy.is_social_medium(account.profile.platform)) return;
    for (const std::string& shown : account.profile.display_names) add_title(shown);
  });
}

bool SchoolName::in_text(std::string_view text) const {
  const auto words = name_words(text);
  const bool school = speaks_of_school(words), life = school || speaks_of_school_life(words);
  const auto is_written = [&](const std::string& name) { return stands_in(text, name); };
  return std::ranges::any_of(names_, [&](const auto& name) { return contains(words, name) && (!is_short(name) || school); }) ||
         (life && std::ranges::any_of(written_, is_written));
}

bool SchoolName::in_account(std::string_view shown) const {
  const auto words = name_words(shown);
  if (std::ranges::find(written_, trim(shown)) != written_.end()) return true;   // "OOH" and nothing else is no coincidence
  if (has_any_word(words, {"ouder", "ouders", "oudervereniging", "alumni", "oud", "oudleerlingen", "reunie", "fan", "fans",
                           "vrienden", "supporters", "buurt", "parents", "friends", "meme", "memes", "shitpost"}))
    return false;
  return std::ranges::any_of(names_, [&](const auto& name) {
    const bool bears = contains(words, name) || (!is_short(name) && is_handle_of(words, joined(name)));
    return bears && (!is_short(name) || speaks_of_school(words));
  });
}

}  // namespace schouw
