// A pupil received a threatening, pressing or sexual message in a direct conversation, and within a fortnight no message of
// that pupil to staff tells of something of the kind. Nobody is blamed: the clause asks a pupil to tell, and a school to see
// who did not.
//
//   direct to the pupil: "stuur een naaktfoto"   ...no "ik word lastiggevallen" to the mentor
//
// Gap: telling by voice, at home or to somebody whose messages were not exported; it is the rule, not the exception.
#include <map>
#include <memory>
#include <vector>

#include "spoken.h"

namespace schouw::unwanted_message_unreported {
namespace {

constexpr std::string_view kId = "unwanted-message-unreported";
constexpr int kVersion = 1;
constexpr std::int64_t kFortnight = 14LL * 86'400'000;

struct Waiting {
  std::int64_t at = 0;
  Fact fact;
};

bool is_grave(const SpokenText& text) {
  for (const Mark& mark : text.marks()) {
    const LexiconRule& rule = text.rule(mark);
    if (rule.mark == "abuse.hit" && rule.group != "insult" && rule.group != "exclusion") return true;
  }
  return false;
}

const Known* received_by(const SpokenText& text) {
  const auto& people = text.readers().people;
  if (text.audience() != "direct" || people.size() != 1 || text.readers().others) return nullptr;
  return people.front().person->has_role(Role::pupil, text.day()) ? &people.front() : nullptr;
}

Fact fact_of(const SpokenText& text, const Known& pupil) {
  Fact fact = text_fact(text, kId, kVersion);
  fact.persons.clear();  // the one who wrote it is no part of what was told or not
  add_person(fact, *pupil.person, text.day(), PersonPart::counterpart, pupil.band);
  fact.attributes["topic"] = Json("not-told");
  fact.attributes["excerpt"] = Json("withheld");
  settle_persons(fact);
  return fact;
}

/// A later message to staff settles all that came in the fortnight before it.
void settle_told(std::vector<Waiting>& waiting, std::int64_t at) {
  std::erase_if(waiting, [&](const Waiting& one) { return one.at <= at && at - one.at <= kFortnight; });
}

TextReader read(const CaseView&, const Policy&, const std::function<void(Fact)>& yield) {
  const auto waiting = std::make_shared<std::map<std::string, std::vector<Waiting>>>();
  TextReader out;
  out.message = [waiting](const SpokenText& text) {
    const auto at = text.message().time.utc_ms;
    if (!at) return;
    if (text.by(Role::pupil) && text.readers().staff && text.has("report.told"))
      settle_told((*waiting)[text.author().person->id], *at);
    if (!is_grave(text)) return;
    if (const Known* pupil = received_by(text)) (*waiting)[pupil->person->id].push_back({*at, fact_of(text, *pupil)});
  };
  out.finish = [waiting, yield] {
    for (auto& [pupil, all] : *waiting)
      for (Waiting& one : all) yield(std::move(one.fact));
  };
  return out;
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::unwanted_message_unreported
