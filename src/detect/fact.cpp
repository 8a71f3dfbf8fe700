#include "fact.h"

#include <algorithm>
#include <tuple>

#include "schouw/base/sort_unique.h"

namespace schouw {
namespace {

constexpr std::size_t kHead = kMaxEvidence / 2;
constexpr std::size_t kTail = kMaxEvidence - kHead;

void add_word(Fact& fact, std::string_view key, std::string_view word) {
  Json& list = fact.attributes[key];
  for (const Json& item : list.items())
    if (item.str() == word) return;
  list.push_back(Json(word));
}

}  // namespace

void EvidenceList::add(Evidence place) {
  ++total_;
  if (head_.size() < kHead) return head_.push_back(std::move(place));
  if (tail_.size() < kTail) return tail_.push_back(std::move(place));
  tail_[next_] = std::move(place);
  next_ = (next_ + 1) % kTail;
}

std::vector<Evidence> EvidenceList::sorted() const {
  std::vector<Evidence> out = head_;
  out.insert(out.end(), tail_.begin(), tail_.end());
  const auto key = [](const Evidence& e) { return std::tie(e.origin, e.message_id, e.media_id, e.connection_id); };
  sort_unique(out, key);
  return out;
}

Evidence evidence_of(const CaseMessage& message) {
  Evidence out;
  out.origin = message.origin;
  out.message_id = message.id;
  return out;
}

Evidence evidence_of(const CaseMedia& media) {
  Evidence out;
  out.origin = media.origin;
  out.media_id = media.id;
  return out;
}

Evidence evidence_of(const CaseConnection& connection) {
  Evidence out;
  out.origin = connection.origin;
  out.connection_id = connection.id;
  return out;
}

void add_doubt(Fact& fact, std::string_view doubt) { add_word(fact, "doubts", doubt); }

void add_against(Fact& fact, std::string_view reason) { add_word(fact, "against", reason); }

void add_exception(Fact& fact, std::string_view kind, ExceptionState state) {
  if (state == ExceptionState::none) return;
  Json row = Json::object();
  row["kind"] = Json(kind);
  row["state"] = Json(name_of(state));
  fact.attributes["exceptions"].push_back(std::move(row));
}

void add_person(Fact& fact, const Person& person, const Date& day, PersonPart part, Band band) {
  fact.persons.push_back(fact_person(person, day, part, band));
  if (near_border(person, day)) add_against(fact, "role-border");
}

void settle_persons(Fact& fact) {
  const auto key = [](const FactPerson& p) { return std::tie(p.part, p.person_id); };
  std::ranges::stable_sort(fact.persons, {}, key);
  drop_repeats(fact.persons, key);
  sort_unique(fact.accounts);
}

std::string_view audience_of(ConversationKind kind) {
  switch (kind) {
    case ConversationKind::direct:
    case ConversationKind::mail:
      return "direct";
    case ConversationKind::public_:
      return "public";
    case ConversationKind::group:
    case ConversationKind::channel:
    case ConversationKind::meeting:
      break;
  }
  return "group";
}

}  // namespace schouw
