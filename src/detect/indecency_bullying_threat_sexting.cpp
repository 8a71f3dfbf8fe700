// Words that threaten, press, expose, shut out or abuse somebody (T1, a message), and unkind words of one author to one
// person three times within a week (T2, bullying). Words rank for a human: read the conversation before you think.
//
//   "ik weet waar je woont"   ->  topic threat, grade T1, band possible
//   "zou jammer zijn als je ouders dat zien"   ->  topic hint: no rule fits, but the weights of hints.json do
//
// Gap: irony, pictures, voice; who is meant in a group when nobody is named; everything the lexicon does not know.
#include <algorithm>
#include <deque>
#include <map>
#include <memory>

#include "spoken.h"

namespace schouw::indecency_bullying_threat_sexting {
namespace {

constexpr std::string_view kId = "indecency-bullying-threat-sexting";
constexpr int kVersion = 3;
constexpr std::int64_t kWeek = 7LL * 86'400'000;
constexpr std::size_t kInARow = 3;

// The gravest is what the fact is about.
constexpr std::string_view kSubtypes[] = {"sexting", "threat", "blackmail", "doxxing", "stalking",
                                          "fraud",   "exclusion", "bullying", "insult"};

std::string_view subtype_of(const SpokenText& text) {
  std::string_view out;
  std::size_t best = std::size(kSubtypes);
  for (const Mark& mark : text.marks()) {
    const LexiconRule& rule = text.rule(mark);
    if (rule.mark != "abuse.hit") continue;
    const auto place = static_cast<std::size_t>(std::ranges::find(kSubtypes, rule.group) - std::begin(kSubtypes));
    if (place < best) out = kSubtypes[best = place];
  }
  return out;
}

/// Whom the words are said to: the other in a direct conversation, or the one person named.
const Person* target_of(const SpokenText& text) {
  if (text.named().size() == 1 && text.named().front().band >= Band::probable) return text.named().front().person;
  const auto& people = text.readers().people;
  return text.audience() == "direct" && people.size() == 1 && !text.readers().others ? people.front().person : nullptr;
}

/// Where sexual words concern a pupil a report gives the place, and no word of it.
void withhold(Fact& fact, std::string_view subtype) {
  if (subtype == "sexting") fact.attributes["excerpt"] = Json("withheld");
}

Fact fact_of(const SpokenText& text, std::string_view subtype, std::string_view grade) {
  Fact fact = text_fact(text, kId, kVersion);
  fact.attributes["topic"] = Json(subtype);
  fact.attributes["grade"] = Json(grade);
  withhold(fact, subtype);
  add_counterparts(fact, text, {Role::pupil, Role::parent, Role::staff});
  add_named(fact, text, PersonPart::mentioned);
  settle_persons(fact);
  return fact;
}

/// A statistical hint: no rule fits, and it counts for no row. What weighed most is all that can be said for it.
Fact hint_of(const SpokenText& text, const Mark& mark) {
  Fact fact = fact_of(text, "hint", "hint");
  const bool cited = text.rule(mark).group != "sexting";
  if (cited) {
    Json::Array words;
    for (std::string& word : text.weighed(mark)) words.emplace_back(std::move(word));
    fact.attributes["weighed"] = Json(std::move(words));
  }
  withhold(fact, text.rule(mark).group);
  fact.attributes["shown_by"] = Json(cited ? "weights" : "weights-withheld");
  add_against(fact, "statistical-hint");
  return fact;
}

/// Unkind messages of one author to one person, the latest week of them.
struct Row {
  std::deque<std::pair<std::int64_t, Evidence>> places;
  bool told = false;   ///< one fact for a row, however long it grows
};

class Rows {
 public:
  std::optional<Fact> add(const SpokenText& text) {
    const Person* target = target_of(text);
    const auto at = text.message().time.utc_ms;
    if (target == nullptr || text.author().person == nullptr || !at) return {};
    Row& row = rows_[{text.author().person->id, target->id}];
    while (!row.places.empty() && row.places.front().first < *at - kWeek) row.places.pop_front();
    if (row.places.empty()) row.told = false;
    row.places.emplace_back(*at, evidence_of(text.message()));
    if (row.places.size() < kInARow || row.told) return {};
    row.told = true;
    Fact fact = fact_of(text, "bullying", "T2");
    // The author and whom it is about: who was only told of it has no part in the row.
    std::erase_if(fact.persons, [&](const FactPerson& p) { return p.part != PersonPart::actor && p.person_id != target->id; });
    if (std::ranges::none_of(fact.persons, [&](const FactPerson& p) { return p.person_id == target->id; })) return {};
    fact.evidence.clear();
    for (const auto& [time, place] : row.places) fact.evidence.push_back(place);
    fact.attributes["messages_total"] = Json(std::uint64_t{row.places.size()});
    fact.subject = std::string(kId) + "|row|" + text.author().person->id + "|" + target->id + "|" + fact.evidence.front().message_id;
    return fact;
  }

 private:
  std::map<std::pair<std::string, std::string>, Row> rows_;
};

TextReader read(const CaseView&, const Policy&, const std::function<void(Fact)>& yield) {
  const auto rows = std::make_shared<Rows>();
  TextReader out;
  out.message = [rows, yield](const SpokenText& text) {
    const std::string_view subtype = subtype_of(text);
    if (!subtype.empty()) yield(fact_of(text, subtype, "T1"));
    else if (const Mark* hint = text.find("abuse.hint")) yield(hint_of(text, *hint));
    if (subtype.empty() && !text.has("abuse.soft")) return;
    if (auto row = rows->add(text)) yield(std::move(*row));
  };
  return out;
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::indecency_bullying_threat_sexting
