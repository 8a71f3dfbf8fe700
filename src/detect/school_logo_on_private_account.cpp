// A registered file of the school's logo among the pictures that a member of staff published from an account that is not
// the school's. One fact per person and platform.
//
//   own.txt: logo:5f3a...   profile picture of t1's own account: the same SHA-256
//
// Gap: a logo that was cut, scaled or photographed has other bytes and is not recognised.
#include <map>

#include "fact.h"
#include "logo.h"
#include "people.h"

namespace schouw::school_logo_on_private_account {
namespace {

constexpr std::string_view kId = "school-logo-on-private-account";
constexpr int kVersion = 1;

struct Use {
  Known who;
  Date day;
  CaseMedia first;
  AccountStanding standing;
  EvidenceList evidence;
};

void detect(const CaseView& view, const Policy&, const std::function<void(Fact)>& yield) {
  const auto logos = registered_logos(view.registers());
  if (logos.empty()) return;
  std::map<std::pair<std::string, std::string>, Use> uses;
  view.each_media([&](const CaseMedia& media) {
    if (!media.is_public || !logos.contains(media.sha256)) return;
    const Known who = known(view, media.publisher);
    const Date day = day_of(view, media.published);
    const RoleSpan* span = who.person == nullptr ? nullptr : who.person->role_on(day);
    if (span == nullptr || span->role != Role::staff) return;
    const AccountStanding standing = standing_of(view, *who.account, day);
    if (standing.kind == "school" || standing.kind == "professional") return;
    const auto [it, fresh] = uses.try_emplace({who.person->id, media.platform}, Use{who, day, media, standing, {}});
    it->second.evidence.add(evidence_of(media));
  });
  for (const auto& [key, use] : uses) {
    Fact fact;
    fact.detector = std::string(kId);
    fact.detector_version = kVersion;
    fact.platform = use.first.platform;
    fact.time = use.first.published;
    add_person(fact, *use.who.person, use.day, PersonPart::actor, use.who.band);
    fact.accounts = {use.first.publisher};
    fact.evidence = use.evidence.sorted();
    fact.attributes["account_kind"] = Json(use.standing.kind);
    fact.attributes["media_total"] = Json(use.evidence.total());
    if (use.standing.kind == "unknown") add_doubt(fact, "account-unknown");
    fact.subject = fact.detector + "|" + key.first + "|" + key.second;
    settle_persons(fact);
    yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::school_logo_on_private_account
