// A pupil who manages a page of the school, by a list of managed pages in somebody's download. One fact per pupil and page.
//
//   pages you manage: "De Breul" (download of p1)   ->  p1 manages it
//
// Gap: rights that the platform's exports do not list.
#include "school_accounts.h"

namespace schouw::pupil_page_admin {
namespace {

constexpr std::string_view kId = "pupil-page-admin";
constexpr int kVersion = 1;

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  for (const SchoolPage& page : school_pages(view, accounts)) {
    std::map<std::string, Fact> facts;
    for (const CaseConnection& c : page.admins) {
      const Known who = known(view, c.owner);
      const auto day = who.person == nullptr ? std::nullopt : day_as(view, c, *who.person, Role::pupil);
      if (!day) continue;
      Fact fact = page_fact(page, kId, kVersion);
      fact.evidence = {evidence_of(c)};
      fact.time = c.since;
      fact.attributes["messages_total"] = Json(1);
      add_person(fact, *who.person, *day, PersonPart::actor, who.band);
      fact.accounts.push_back(c.owner);
      if (!page.shown.registered) add_doubt(fact, "name-of-school-only");
      fact.subject += "|" + who.person->id;
      settle_persons(fact);
      facts.try_emplace(who.person->id, std::move(fact));
    }
    for (auto& [id, fact] : facts) yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::pupil_page_admin
