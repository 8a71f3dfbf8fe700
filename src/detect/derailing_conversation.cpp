// A conversation of a member of staff in which angry or unkind words pile up: four messages by two or more people within a
// day. The clause asks staff to go to their manager at once; whether they did shows only where they wrote it.
//
//   parent: "Dit is schandalig"  staff: "..."  parent: "belachelijk, ik dien een klacht in"  ...
//
// Gap: a talk with the manager by voice; anger without words of the lexicon; sarcasm.
#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>

#include "spoken.h"

namespace schouw::derailing_conversation {
namespace {

constexpr std::string_view kId = "derailing-conversation";
constexpr int kVersion = 2;
constexpr std::int64_t kDay = 86'400'000;
constexpr std::size_t kAngry = 4;
constexpr std::size_t kFew = 3;

struct Thread {
  struct Place {
    std::int64_t at = 0;
    Known author;
    Evidence evidence;
  };
  std::deque<Place> places;
  bool told = false;
};

bool is_angry(const SpokenText& text) {
  return text.has("anger.word") || text.has("abuse.soft") || text.has("abuse.hit") || text.has("reputation.negative");
}

bool with_staff_and_others(const SpokenText& text) {
  const Readers& readers = text.readers();
  const bool staff = text.by(Role::staff) || readers.staff;
  const bool others = text.by(Role::pupil) || text.by(Role::parent) || readers.pupils_or_parents();
  return staff && others;
}

void add_side(Fact& fact, const SpokenText& text, const Known& who) {
  if (who.person == nullptr) return;
  const bool staff = who.person->has_role(Role::staff, text.day());
  add_person(fact, *who.person, text.day(), staff ? PersonPart::actor : PersonPart::counterpart, who.band);
}

std::optional<Fact> add(Thread& thread, const SpokenText& text) {
  const auto at = text.message().time.utc_ms;
  if (!at) return {};
  while (!thread.places.empty() && thread.places.front().at < *at - kDay) thread.places.pop_front();
  if (thread.places.empty()) thread.told = false;
  thread.places.push_back({*at, text.author(), evidence_of(text.message())});
  std::set<const CaseAccount*> authors;
  for (const auto& place : thread.places) authors.insert(place.author.account);
  if (thread.places.size() < kAngry || authors.size() < 2 || thread.told) return {};
  thread.told = true;
  Fact fact = text_fact(text, kId, kVersion);
  // Nobody is the actor of a quarrel: in it are those who wrote these messages, and of a conversation of few the staff they
  // were written to. Who only sits in a group is not in a quarrel.
  fact.persons.clear();
  for (const auto& place : thread.places) add_side(fact, text, place.author);
  if (text.audience() == "direct" && text.readers().people.size() <= kFew)
    for (const Known& who : text.readers().people)
      if (who.person->has_role(Role::staff, text.day())) add_side(fact, text, who);
  fact.evidence.clear();
  for (const auto& place : thread.places) fact.evidence.push_back(place.evidence);
  fact.attributes["messages_total"] = Json(std::uint64_t{thread.places.size()});
  fact.attributes["topic"] = Json("derailing");
  fact.subject = std::string(kId) + "|" + text.message().conversation_id + "|" + fact.evidence.front().message_id;
  settle_persons(fact);
  return fact;
}

TextReader read(const CaseView&, const Policy&, const std::function<void(Fact)>& yield) {
  const auto threads = std::make_shared<std::map<std::string, Thread>>();
  TextReader out;
  out.message = [threads, yield](const SpokenText& text) {
    if (!is_angry(text) || !with_staff_and_others(text)) return;
    if (auto fact = add((*threads)[text.message().conversation_id], text)) yield(std::move(*fact));
  };
  return out;
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::derailing_conversation
