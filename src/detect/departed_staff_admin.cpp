// Somebody who left the staff and still manages a page or a group of the school. One fact per person and page.
//
//   t2 manages "De Breul" since 2021, no end; people.csv: t2 staff until 2025-07-31
//
//   workspace "De Breul" in Slack, t2 is_admin in its list of users
//
// Gap: a handover that the platform's exports do not show; a page that nobody manages any more.
#include "school_groups.h"

namespace schouw::departed_staff_admin {
namespace {

constexpr std::string_view kId = "departed-staff-admin";
constexpr int kVersion = 2;

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

/// Nothing when the connection is of nobody who had left by its end.
std::optional<Fact> fact_of(const CaseView& view, const CaseConnection& c, const SchoolAccount& shown, Fact fact) {
  const Known who = known(view, c.owner);
  const auto left = who.person == nullptr ? std::nullopt : left_on(*who.person, view.last_day());
  if (!left || (c.ended.local_ms && date_of(*c.ended.local_ms) <= *left)) return {};
  const Date until = c.ended.local_ms ? date_of(*c.ended.local_ms) : view.last_day();
  fact.time = c.since;
  add_person(fact, *who.person, *left, PersonPart::actor, who.band);
  fact.attributes["days"] = Json(days_between(*left, until));
  add_register_doubt(fact, shown, until);
  if (!c.ended.local_ms) add_against(fact, "export-may-be-older");
  fact.subject += "|" + who.person->id;
  settle_persons(fact);
  return fact;
}

/// Of a chat that fell silent before they left nothing shows who manages it since.
bool goes_on_after(const CaseView& view, const SchoolGroup& group, const CaseConnection& c) {
  const Known who = known(view, c.owner);
  const auto left = who.person == nullptr ? std::nullopt : left_on(*who.person, view.last_day());
  return left && (!group.last.local_ms || *left < date_of(*group.last.local_ms));
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  for (const SchoolPage& page : school_pages(view, accounts)) {
    FactPerPerson facts;
    for (const CaseConnection& c : page.admins) facts.keep(fact_of(view, c, page.shown, managed_page_fact(page, c, kId, kVersion)));
    facts.give(yield);
  }
  for (const SchoolGroup& group : school_groups(view, policy, accounts)) {
    FactPerPerson facts;
    for (const CaseConnection& c : group.admins)
      if (goes_on_after(view, group, c)) facts.keep(fact_of(view, c, group.shown, group_fact(group, c, kId, kVersion)));
    facts.give(yield);
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::departed_staff_admin
