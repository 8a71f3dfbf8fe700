// A WhatsApp group of staff alone. Some protocols leave such groups to the school's leadership, for urgent business.
// Whether the messages are urgent, and whether the group concerns the school, is for a human.
//
//   Groep "MT overleg": Anna (rector), Bert (conrector)
//
// Gap: a group with people whom no register knows yields nothing here; it may be a sports club.
#include "fact.h"
#include "people.h"

namespace schouw::whatsapp_group_exception {
namespace {

constexpr std::string_view kId = "whatsapp-group-exception";
constexpr int kVersion = 1;
constexpr std::size_t kFewest = 2;

struct StaffGroup {
  std::map<std::string, FactPerson> members;
  std::vector<std::string> accounts;
  EvidenceList evidence;
  bool all_leadership = true;
};

/// The members, when every single one is staff on that day; else nothing.
std::optional<StaffGroup> staff_only(const CaseView& view, const CaseConversation& conversation, const Date& day) {
  StaffGroup group;
  for (const CaseParticipant& participant : conversation.participants) {
    const Known who = known(view, participant.account_id);
    const RoleSpan* span = who.person == nullptr ? nullptr : who.person->role_on(day);
    if (span == nullptr || span->role != Role::staff) return {};
    group.all_leadership = group.all_leadership && is_leadership(span->function);
    group.members.try_emplace(who.person->id, fact_person(*who.person, day, PersonPart::actor, who.band));
    group.accounts.push_back(participant.account_id);
    group.evidence.add(participant.first_evidence);
    if (participant.messages > 1) group.evidence.add(participant.last_evidence);
  }
  if (group.members.size() < kFewest) return {};
  return group;
}

Fact fact_of(const CaseView& view, const CaseConversation& conversation, const StaffGroup& group, const Date& day) {
  Fact fact;
  fact.detector = std::string(kId);
  fact.detector_version = kVersion;
  fact.platform = conversation.platform;
  fact.conversation_id = conversation.id;
  fact.time = conversation.first;
  fact.accounts = group.accounts;
  for (const auto& [id, person] : group.members) fact.persons.push_back(person);
  fact.evidence = group.evidence.sorted();
  fact.attributes["messages_total"] = Json(conversation.messages);
  fact.attributes["members"] = Json(std::uint64_t{group.members.size()});
  fact.attributes["members_kind"] = Json(group.all_leadership ? "leadership" : "staff");
  const bool registered = exception_for(view, "whatsapp_group", conversation.title, day) != nullptr;
  if (registered)
    add_exception(fact, "whatsapp_group", ExceptionState::met);
  else if (group.all_leadership)
    add_exception(fact, "whatsapp_group", ExceptionState::unknown);
  fact.subject = fact.detector + "|" + conversation.id;
  settle_persons(fact);
  return fact;
}

void detect(const CaseView& view, const Policy&, const std::function<void(Fact)>& yield) {
  view.each_conversation([&](const CaseConversation& conversation) {
    if (conversation.platform != "whatsapp" || conversation.kind != ConversationKind::group) return;
    const Date day = day_of(view, conversation.first);
    if (const auto group = staff_only(view, conversation, day)) yield(fact_of(view, conversation, *group, day));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::whatsapp_group_exception
