// Somebody who left the staff and still manages a page of the school. One fact per person and page.
//
//   t2 manages "De Breul" since 2021, no end; people.csv: t2 staff until 2025-07-31
//
// Gap: a handover that the platform's exports do not show; a page that nobody manages any more.
#include "school_accounts.h"

namespace schouw::departed_staff_admin {
namespace {

constexpr std::string_view kId = "departed-staff-admin";
constexpr int kVersion = 1;

/// The last day of their last role on the staff, when that day has passed.
std::optional<Date> left_on(const Person& person, const Date& today) {
  std::optional<Date> last;
  for (const RoleSpan& span : person.roles) {
    if (span.role != Role::staff) continue;
    if (!span.until || *span.until >= today) return {};
    if (!last || *span.until > *last) last = span.until;
  }
  return last;
}

std::optional<Fact> fact_of(const CaseView& view, const SchoolPage& page, const CaseConnection& c) {
  const Known who = known(view, c.owner);
  const auto left = who.person == nullptr ? std::nullopt : left_on(*who.person, view.last_day());
  if (!left || (c.ended.local_ms && date_of(*c.ended.local_ms) <= *left)) return {};
  const Date until = c.ended.local_ms ? date_of(*c.ended.local_ms) : view.last_day();
  Fact fact = page_fact(page, kId, kVersion);
  fact.evidence = {evidence_of(c)};
  fact.time = c.since;
  add_person(fact, *who.person, *left, PersonPart::actor, who.band);
  fact.accounts.push_back(c.owner);
  fact.attributes["days"] = Json(days_between(*left, until));
  if (!page.shown.registered) add_doubt(fact, "name-of-school-only");
  if (!c.ended.local_ms) add_against(fact, "export-may-be-older");
  fact.subject += "|" + who.person->id;
  settle_persons(fact);
  return fact;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  for (const SchoolPage& page : school_pages(view, accounts)) {
    std::map<std::string, Fact> facts;
    for (const CaseConnection& c : page.admins)
      if (auto fact = fact_of(view, page, c)) facts.try_emplace(fact->persons.front().person_id, std::move(*fact));
    for (auto& [id, fact] : facts) yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::departed_staff_admin
