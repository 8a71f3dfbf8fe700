// A pupil who manages a page of the school, by a list of managed pages in somebody's download, or a group, by the list
// of its members. One fact per pupil and page.
//
//   pages you manage: "De Breul" (download of p1)   ->  p1 manages it
//
//   group "De Breul 4H" in Signal, p1 a manager in the list of its members
//
// Gap: rights that the platform's exports do not list.
#include "school_groups.h"

namespace schouw::pupil_page_admin {
namespace {

constexpr std::string_view kId = "pupil-page-admin";
constexpr int kVersion = 2;

/// Nothing when the connection is of nobody who was a pupil then.
std::optional<Fact> fact_of(const CaseView& view, const CaseConnection& c, const SchoolAccount& shown, Fact fact) {
  const Known who = known(view, c.owner);
  const auto day = who.person == nullptr ? std::nullopt : day_as(view, c, *who.person, Role::pupil);
  if (!day) return {};
  fact.time = c.since;
  add_person(fact, *who.person, *day, PersonPart::actor, who.band);
  add_register_doubt(fact, shown, *day);
  fact.subject += "|" + who.person->id;
  settle_persons(fact);
  return fact;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  for (const SchoolPage& page : school_pages(view, accounts)) {
    FactPerPerson facts;
    for (const CaseConnection& c : page.admins) {
      Fact fact = managed_page_fact(page, c, kId, kVersion);
      fact.attributes["messages_total"] = Json(1);
      facts.keep(fact_of(view, c, page.shown, std::move(fact)));
    }
    facts.give(yield);
  }
  for (const SchoolGroup& group : school_groups(view, policy, accounts)) {
    FactPerPerson facts;
    for (const CaseConnection& c : group.admins) facts.keep(fact_of(view, c, group.shown, group_fact(group, c, kId, kVersion)));
    facts.give(yield);
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::pupil_page_admin
