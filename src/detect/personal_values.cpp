// What a mark is worth in its place. Lexicons see plain text; capitals, registers and the school's own list are seen here.
#include "personal_values.h"

#include <algorithm>

#include "mark_checks.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

bool is_capital(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; }

/// "2025 en", "1500 kg": with a blank before them the two letters must be capitals, and some are never used.
bool is_postcode(std::string_view written) {
  std::size_t at = 0;
  while (at < written.size() && (written[at] < '0' || written[at] > '9')) ++at;
  const std::string_view code = written.substr(at);
  if (code.size() < 6 || code[4] != ' ') return true;  // no postcode in it, or one without a blank
  return is_capital(code, 5) && is_capital(code, 6) && code.substr(5, 2) != "SA" && code.substr(5, 2) != "SD" &&
         code.substr(5, 2) != "SS";
}

std::string plain_value(std::string_view written) {
  if (written.find('@') != std::string_view::npos) return ascii_lower(written);
  if (const auto phone = to_e164(written)) return *phone;
  return bare(fold(written));
}

std::vector<std::string_view> words_around(std::string_view text, const Mark& mark, std::size_t reach) {
  const std::size_t begin = mark.begin > reach ? mark.begin - reach : 0;
  const std::size_t end = std::min(text.size(), std::size_t{mark.begin} + mark.length + reach);
  std::vector<std::string_view> out;
  std::size_t at = begin;
  const auto letter = [&](std::size_t i) {
    const char c = text[i];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  while (at < end) {
    if (!letter(at)) {
      ++at;
      continue;
    }
    const std::size_t from = at;
    while (at < end && letter(at)) ++at;
    out.push_back(text.substr(from, at - from));
  }
  return out;
}

bool is_person_verb(std::string_view word) {
  constexpr std::string_view kVerbs[] = {"heeft", "krijgt", "slikt", "gebruikt", "kampt", "lijdt", "is", "was", "had",
                                         "haalde", "staat", "zit", "woont", "kreeg", "volgt", "blijft", "moet", "has", "s"};
  return std::ranges::find(kVerbs, word) != std::end(kVerbs);
}

bool known_given_name(const CaseView& view, std::string_view word) {
  if (word.size() < 2 || !is_capital(word, 0)) return false;
  return std::ranges::any_of(view.registers().people, [&](const Person& p) { return p.name.given == word; });
}

}  // namespace

PersonalValues::PersonalValues(const CaseView& view) : view_(view), domains_(school_domains(view.registers())) {
  for (const std::string& own : view.registers().own_identifiers) own_.insert(plain_value(trim(own)));
}

bool PersonalValues::is_own(std::string_view written) const {
  const std::string value = plain_value(written);
  if (own_.contains(value)) return true;
  if (const auto at = value.find('@'); at != std::string::npos)
    return std::ranges::find(domains_, value.substr(at + 1)) != domains_.end();
  // An address on the list may be longer than what the text says of it.
  return value.size() > 7 && std::ranges::any_of(own_, [&](const std::string& own) {
           return own.find(value) != std::string::npos || (own.size() > 7 && value.find(own) != std::string::npos);
         });
}

bool PersonalValues::of_those_present(const SpokenText& text, std::string_view written) const {
  const std::string value = plain_value(written);
  const auto has = [&](const Known& who) {
    if (who.account != nullptr &&
        (ascii_lower(who.account->profile.email) == value || plain_value(who.account->profile.phone) == value))
      return true;
    return who.person != nullptr && (std::ranges::find(who.person->phones, value) != who.person->phones.end() ||
                                     std::ranges::find(who.person->emails, value) != who.person->emails.end());
  };
  return has(text.author()) || std::ranges::any_of(text.readers().people, has);
}

std::optional<PersonalValue> PersonalValues::value(const SpokenText& text, const Mark& mark) const {
  const LexiconRule& rule = text.rule(mark);
  const std::string_view written = text.at(mark);
  if (rule.mark.starts_with("special.")) {
    if (rule.mark == "special.term" && !points_at_somebody(view_, text, mark)) return {};
    return PersonalValue{rule.group, rule.grade, nullptr, Band::none};
  }
  if (!rule.mark.starts_with("pd.") || rule.mark == "pd.password") return {};
  PersonalValue out{rule.mark.substr(3), rule.grade, nullptr, Band::none};
  if (is_own(written) || of_those_present(text, written)) return {};
  // Shared on from what all could read: "bel de bibliotheek" names nobody.
  if (text.is_passed_on(mark) && text.is_post() && text.named().empty() && (out.kind == "phone" || out.kind == "email" || out.kind == "address" || out.kind == "iban"))
    return {};
  if (out.kind == "address" && !is_postcode(written)) return {};
  if (out.kind == "grade" && !points_at_somebody(view_, text, mark)) return {};
  if (out.kind == "phone") {
    const Mark* given = text.find("contact.number");
    const std::string by = given == nullptr ? std::string() : fold(text.at(*given));
    if (by.starts_with("mijn") || by.starts_with("m'n") || by.starts_with("my ")) return {};  // one's own
  }
  if (out.kind != "number") return out;
  // A bare number is somebody's only when the register says so.
  for (const Person& person : view_.registers().people)
    if (std::ranges::find(person.native_ids, bare(written)) != person.native_ids.end() && person.has_role(Role::pupil, text.day()))
      return PersonalValue{"pupil-number", "B", &person, Band::certain};
  return {};
}

std::vector<PersonalValue> PersonalValues::in(const SpokenText& text) const {
  std::vector<PersonalValue> out;
  for (const Mark& mark : text.marks()) {
    auto found = value(text, mark);
    if (!found) continue;
    const auto same = std::ranges::find(out, found->kind, &PersonalValue::kind);
    if (same == out.end())
      out.push_back(std::move(*found));
    else if (found->grade < same->grade)
      same->grade = found->grade;
  }
  return out;
}

bool points_at_somebody(const CaseView& view, const SpokenText& text, const Mark& mark) {
  if (!text.named().empty()) return true;
  const auto words = words_around(text.said(), mark, 60);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_capital(words[i], 0) || words[i].size() < 3) continue;
    if (known_given_name(view, words[i])) return true;
    if (i + 1 < words.size() && is_person_verb(words[i + 1]) && i > 0) return true;
  }
  return false;
}

bool concerns_readers(const SpokenText& text) {
  const auto& readers = text.readers();
  if (text.audience() != "direct" || readers.others || readers.people.empty()) return false;
  const auto concerned = [&](const Person* person) {
    return std::ranges::any_of(readers.people, [&](const Known& k) {
      return k.person == person || std::ranges::find(k.person->parent_of, person->id) != k.person->parent_of.end();
    });
  };
  const auto is_staff = [&](const Person* person) { return person->has_role(Role::staff, text.day()); };
  // A name that two pupils bear is about somebody else where neither is the reader or the reader's child.
  for (const auto& candidates : text.named_unsurely())
    if (std::ranges::none_of(candidates, concerned) && !std::ranges::all_of(candidates, is_staff)) return false;
  bool about_them = text.named().empty();
  for (const NamedPerson& named : text.named()) {
    if (concerned(named.person)) about_them = true;
    else if (!is_staff(named.person)) return false;   // "Karin zegt dat Tom adhd heeft" is about Tom
  }
  return about_them;
}

}  // namespace schouw
