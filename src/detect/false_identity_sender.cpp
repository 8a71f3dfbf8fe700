// Words that tell of writing under another's name ("ik heb me voorgedaan als de mentor", "een nepaccount van hem"), and accounts of a
// pupil or parent, known by address, number or register, that write under the name of somebody else of the registers.
//
//   instagram: daan_vh08, who is a pupil by the register, shown as "Sanne Kuiperij", who is a teacher
//
// Gap: an account that is false and does not say so; who stands behind an account nobody is matched to; invented names; mail, where
// a name beside an address may be that of whoever wrote to it.
#include <algorithm>
#include <array>
#include <set>

#include "fact.h"
#include "people.h"
#include "simple_text.h"

namespace schouw::false_identity_sender {
namespace {

constexpr std::string_view kId = "false-identity-sender";
constexpr int kVersion = 2;

/// Here whoever has the account chooses the name. In a chat app it is how the owner of the export saved a number.
constexpr std::array<std::string_view, 7> kChooseOwnName = {"discord", "facebook", "google-chat", "instagram", "tiktok", "x", "youtube"};

struct Borrowed {
  const Person* bearer = nullptr;   ///< whose name it is
  Band band = Band::none;
};

/// Staff is left out: a mailbox of the school may have more users than one. Families share accounts.
Borrowed borrowed_name(const CaseView& view, const Known& who, const Date& day) {
  const RoleSpan* role = who.person->role_on(day);
  if (who.band < Band::probable || role == nullptr || role->role == Role::staff) return {};
  for (const std::string& name : who.account->profile.display_names) {
    const Match match = view.resolver().resolve_name(name);
    if (match.band < Band::probable || match.person_id == who.person->id) continue;
    const Person* bearer = view.person(match.person_id);
    if (bearer != nullptr && tie_between(view, *bearer, *who.person, day) == Tie::none) return {bearer, match.band};
  }
  return {};
}

Fact fact_of(const CaseConversation& conversation, const CaseParticipant& participant, const Known& who, const Borrowed& name, const Date& day) {
  Fact fact;
  fact.detector = std::string(kId);
  fact.detector_version = kVersion;
  fact.platform = conversation.platform;
  fact.conversation_id = conversation.id;
  fact.time = participant.first;
  fact.accounts = {participant.account_id};
  fact.evidence.push_back(participant.first_evidence);
  add_person(fact, *who.person, day, PersonPart::actor, who.band);
  add_person(fact, *name.bearer, day, PersonPart::mentioned, name.band);
  fact.band = Band::possible;
  fact.attributes["basis"] = Json("account");
  fact.attributes["kind"] = Json("account");
  fact.attributes["audience"] = Json(audience_of(conversation.kind));
  fact.subject = fact.detector + "|" + participant.account_id;
  settle_persons(fact);
  return fact;
}

/// One fact an account, at its first message in the first conversation.
void detect(const CaseView& view, const Policy&, const std::function<void(Fact)>& yield) {
  std::set<std::string> told;
  view.each_conversation([&](const CaseConversation& conversation) {
    if (std::ranges::find(kChooseOwnName, conversation.platform) == kChooseOwnName.end()) return;
    for (const CaseParticipant& participant : conversation.participants) {
      const Known who = known(view, participant.account_id);
      if (participant.messages == 0 || who.person == nullptr) continue;
      const Date day = day_of(view, participant.first);
      const Borrowed name = borrowed_name(view, who, day);
      if (name.bearer != nullptr && told.insert(participant.account_id).second) yield(fact_of(conversation, participant, who, name, day));
    }
  });
}

TextReader read(const CaseView&, const Policy& policy, const std::function<void(Fact)>& yield) {
  return simple_text_reader({.detector = kId, .version = kVersion, .mark = "identity.false", .topic = "false-identity"}, policy,
                            yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect, &read};

}  // namespace schouw::false_identity_sender
