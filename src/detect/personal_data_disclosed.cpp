// Values and special categories about somebody, said to more people than they concern: on a public post, to pupils or
// parents, or on a channel that is not the school's. Not: one's own data, the school's own, and what a reader is told about
// themselves or their child.
//
//   WhatsApp group of parents:  "BSN van Tom Visser is 1112.22.333"   ->  topic bsn, mentioned Tom Visser
//
// Gap: data in pictures and attachments; people without a name in the text; a first name that the register does not know.
#include "personal_values.h"

#include <algorithm>
#include <memory>
#include <tuple>

namespace schouw::personal_data_disclosed {
namespace {

constexpr std::string_view kId = "personal-data-disclosed";
constexpr int kVersion = 2;

/// The law binds these whoever reads them.
bool is_hard(std::string_view kind) {
  return kind == "bsn" || kind == "education-number" || kind == "document" || kind == "card";
}

bool is_special(std::string_view kind) {
  constexpr std::string_view kKinds[] = {"health", "religion", "ethnicity", "orientation", "politics", "criminal", "school-care"};
  return std::ranges::find(kKinds, kind) != std::end(kKinds);
}

bool among_staff(const SpokenText& text, const Policy& policy) {
  return text.readers_role() == "staff" && on_work_channel(text, policy);
}

/// A parent who writes to the school, and a family among itself, tell what is theirs.
bool is_own_affair(const SpokenText& text) {
  if (text.is_post()) return false;
  if (text.readers_role() == "family") return true;
  const bool outsider = text.by(Role::parent) || text.by(Role::pupil);
  return outsider && text.readers_role() == "staff";
}

bool about_own_child(const SpokenText& text) {
  const Mark* person = text.find("special.person");
  return person != nullptr && (text.by(Role::parent) || text.by(Role::pupil)) && text.named().empty() &&
         text.at(*person).starts_with("mijn");
}

void keep_disclosed(std::vector<PersonalValue>& values, const SpokenText& text, const Policy& policy) {
  const bool told_themselves = concerns_readers(text);
  std::erase_if(values, [&](const PersonalValue& value) {
    if (is_hard(value.kind)) return false;
    if (among_staff(text, policy) || told_themselves) return true;
    return is_special(value.kind) && about_own_child(text);
  });
}

Fact fact_of(const SpokenText& text, const std::vector<PersonalValue>& values) {
  Fact fact = text_fact(text, kId, kVersion);
  const auto weight = [](const PersonalValue& v) {
    return std::tuple(is_hard(v.kind) ? 0 : is_special(v.kind) ? 1 : 2, v.grade, std::string_view(v.kind));
  };
  const PersonalValue& first = *std::ranges::min_element(values, {}, weight);
  fact.attributes["topic"] = Json(first.kind);
  fact.attributes["grade"] = Json(first.grade);
  for (const PersonalValue& value : values) fact.attributes["kinds"].push_back(Json(value.kind));
  fact.attributes["special"] = Json(std::ranges::any_of(values, [](const auto& v) { return is_special(v.kind); }) ? "yes" : "no");
  if (first.grade == "A" && first.kind != "phone" && first.kind != "email") fact.band = Band::probable;
  for (const PersonalValue& value : values)
    if (value.person != nullptr) add_person(fact, *value.person, text.day(), PersonPart::mentioned, value.band);
  const bool own = std::ranges::any_of(text.marks(), [&](const Mark& mark) {
    return !text.is_passed_on(mark) && (text.rule(mark).mark.starts_with("pd.") || text.rule(mark).mark.starts_with("special."));
  });
  if (!own) add_against(fact, "passed-on");
  add_named(fact, text, PersonPart::mentioned);
  settle_persons(fact);
  return fact;
}

TextReader read(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const auto values_of = std::make_shared<const PersonalValues>(view);
  TextReader out;
  out.with_passed_on = true;
  out.message = [values_of, &policy, yield](const SpokenText& text) {
    if (is_own_affair(text)) return;
    std::vector<PersonalValue> values = values_of->in(text);
    if (values.empty()) return;
    keep_disclosed(values, text, policy);
    if (!values.empty()) yield(fact_of(text, values));
  };
  return out;
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::personal_data_disclosed
