// The sentence of a finding, out of the catalogue: "finding.<detector>", in some cases with ".<variant>". It says what
// the export shows; persons are {p:ID} and get their name or pseudonym in the report.
#include <algorithm>

#include "judge.h"

namespace schouw {
namespace {

constexpr std::size_t kNamed = 6;

std::string word(Lang lang, std::string_view section, std::string_view name) {
  return text(lang, std::string(section) + "." + std::string(name));
}

/// The people in these parts: the first few by mark, the others by number, nobody by a word for that.
std::string people(Lang lang, const Fact& fact, std::initializer_list<PersonPart> parts, std::string_view nobody) {
  std::string out;
  std::size_t count = 0;
  for (const FactPerson& person : fact.persons) {
    if (std::ranges::find(parts, person.part) == parts.end() || ++count > kNamed) continue;
    if (!out.empty()) out += ", ";
    out += "{p:" + person.person_id + "}";
  }
  if (count == 0) return word(lang, "finding-word", nobody);
  if (count <= kNamed) return out;
  const std::string args[] = {std::to_string(count - kNamed), out};
  return text(lang, "finding-word.and-more", args);
}

std::string figure(const Fact& fact, std::string_view key) {
  return std::to_string(fact.attributes.at(key).integer().value_or(0));
}

std::string edges(Lang lang, const Fact& fact) {
  std::string out;
  for (const Json& kind : fact.attributes.at("edge_kinds").items()) {
    if (!out.empty()) out += ", ";
    out += word(lang, "edge-kind", kind.str());
  }
  return out;
}

/// The words of a hint, each in quotation marks.
std::string weighed(const Fact& fact) {
  std::string out;
  for (const Json& words : fact.attributes.at("weighed").items()) out += (out.empty() ? "“" : ", “") + std::string(words.str()) + "”";
  return out;
}

std::string id_of(const Fact& fact) {
  std::string id = "finding." + fact.detector;
  if (fact.attributes.str("members_kind") == "leadership") id += ".leadership";
  if (fact.attributes.str("channel") == "official") id += ".account";
  if (fact.attributes.str("basis") == "text" && has_text(id + ".text")) id += ".text";
  // Where one detector shows two kinds of thing, the catalogue has a sentence for each.
  for (const std::string_view key : {"kind", "shown_by"})
    if (const std::string variant = id + "." + std::string(fact.attributes.str(key)); has_text(variant)) return variant;
  return id;
}

/// "Instagram" for instagram; a platform without a name in the catalogue stays as it is.
std::string platform_name(Lang lang, const std::string& platform) {
  const std::string id = "report.platform." + platform;
  return has_text(id) ? text(lang, id) : platform;
}

/// Arguments that all finding texts share; each text takes what it needs.
std::vector<std::string> arguments(Lang lang, const Fact& fact) {
  const auto& a = fact.attributes;
  const std::string_view actor = a.str("account_kind") == "school" ? "school-account" : "unknown-account";
  return {people(lang, fact, {PersonPart::actor}, actor),
          people(lang, fact, {PersonPart::counterpart, PersonPart::depicted, PersonPart::mentioned}, "unnamed"),
          platform_name(lang, fact.platform),
          figure(fact, a.find("media_total") != nullptr ? "media_total" : "messages_total"),
          figure(fact, "messages_actor"),
          figure(fact, "messages_counterpart"),
          a.find("topic") != nullptr ? word(lang, "topic", a.str("topic")) : edges(lang, fact),
          a.find("account_kind") != nullptr ? word(lang, "account-kind", a.str("account_kind")) : std::string(),
          a.find("media_kind") != nullptr ? word(lang, "media-kind", a.str("media_kind")) : std::string(),
          a.find("consent_state") != nullptr ? word(lang, "consent-state", a.str("consent_state"))
          : a.find("weighed") != nullptr     ? weighed(fact)
                                             : figure(fact, "days")};
}

void append(std::string& out, const std::string& sentence) {
  if (!out.empty()) out += ' ';
  out += sentence;
}

std::string against_in(Lang lang, const Finding& finding) {
  std::string out;
  for (const std::string_view list : {"doubts", "against"})
    for (const Json& reason : finding.fact.attributes.at(list).items())
      append(out, word(lang, "against", reason.str()));
  const bool by_name =
      std::ranges::any_of(finding.fact.persons, [](const FactPerson& p) { return p.band < Band::certain; });
  if (by_name) append(out, word(lang, "against", "name-only"));
  if (finding.exception_state == ExceptionState::none) return out;
  const std::string id = "exception-" + std::string(name_of(finding.exception_state));
  const std::string args[] = {word(lang, "exception-kind", finding.exception_kind)};
  append(out, text(lang, "against." + id, args));
  return out;
}

}  // namespace

Bilingual finding_text(const Fact& fact) {
  const std::string id = id_of(fact);
  return {text(Lang::nl, id, arguments(Lang::nl, fact)), text(Lang::en, id, arguments(Lang::en, fact))};
}

Bilingual against_text(const Finding& finding) {
  return {against_in(Lang::nl, finding), against_in(Lang::en, finding)};
}

}  // namespace schouw
