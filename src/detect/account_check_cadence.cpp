// How long the head did nothing that shows on a page of the school, in school days (Monday to Friday); and whether a page
// has a second manager from the leadership. Looking leaves no trace, so this can only be for a human to ask about.
//
//   events of the head on the page: Monday, Thursday   ->  kind "gap", days 3
//   managers of the page: the head and a teacher        ->  kind "oversight"
//
// Gap: whoever looks without writing; holidays. Without any trace of the head there is no fact.
#include <algorithm>
#include <iterator>
#include <map>

#include "school_accounts.h"
#include "schouw/base/utf8.h"

namespace schouw::account_check_cadence {
namespace {

constexpr std::string_view kId = "account-check-cadence";
constexpr int kVersion = 2;

bool is_head(std::string_view function) {
  const std::string name = ascii_lower(trim(function));
  return name == "director" || name == "directeur" || name == "head" || name == "principal" || name == "rector";
}

std::int64_t school_days(const Date& from, const Date& until) {
  std::int64_t out = 0;
  const std::int64_t start = civil_to_ms({from.year, from.month, from.day, 0, 0, 0, 0}).value_or(0) / 86'400'000;
  for (std::int64_t day = start + 1; day <= start + days_between(from, until); ++day)
    if ((day + 3) % 7 < 5) ++out;
  return out;
}

struct Trace {
  Known who;
  std::map<Date, Evidence> days;
};

/// What the head did in the conversations of the page, or in events there (logging in, moderating).
Trace trace_of(const CaseView& view, const SchoolPage& page) {
  Trace out;
  view.each_conversation([&](const CaseConversation& c) {
    if (std::ranges::none_of(c.participants, [&](const auto& p) { return page.ids.contains(p.account_id); })) return;
    view.each_message(c.id, [&](const CaseMessage& m) {
      const Known who = known(view, m.account_id);
      if (who.person == nullptr || !m.time.local_ms) return;
      const Date day = date_of(*m.time.local_ms);
      const RoleSpan* span = who.person->role_on(day);
      if (span == nullptr || span->role != Role::staff || !is_head(span->function)) return;
      if (out.who.person == nullptr) out.who = who;
      out.days.emplace(day, evidence_of(m));
    });
  });
  return out;
}

std::optional<Fact> longest_gap(const CaseView& view, const SchoolPage& page) {
  const Trace trace = trace_of(view, page);
  std::int64_t longest = 0;
  std::optional<std::pair<Date, Evidence>> from;
  for (auto it = trace.days.begin(); it != trace.days.end(); ++it) {
    const auto next = std::next(it);
    const std::int64_t days = next == trace.days.end() ? 0 : school_days(it->first, next->first);
    if (days <= longest) continue;
    longest = days;
    from = *it;
  }
  if (!from || longest < 2) return {};
  Fact fact = page_fact(page, kId, kVersion);
  fact.evidence = {from->second};
  add_person(fact, *trace.who.person, from->first, PersonPart::actor, trace.who.band);
  fact.attributes["kind"] = Json("gap");
  fact.attributes["days"] = Json(longest);
  add_doubt(fact, "looking-leaves-no-trace");
  fact.subject += "|gap";
  settle_persons(fact);
  return fact;
}

std::optional<Fact> no_second_manager(const CaseView& view, const SchoolPage& page) {
  std::uint64_t heads = 0;
  EvidenceList evidence;
  for (const CaseConnection& c : page.admins) {
    const Known who = known(view, c.owner);
    const RoleSpan* span = who.person == nullptr ? nullptr : who.person->role_on(view.last_day());
    if (span == nullptr || span->role != Role::staff || c.ended.local_ms) continue;
    if (!is_head(span->function) && is_leadership(span->function)) return {};
    if (is_head(span->function)) ++heads;
    evidence.add(evidence_of(c));
  }
  if (heads == 0) return {};
  Fact fact = page_fact(page, kId, kVersion);
  fact.evidence = evidence.sorted();
  fact.attributes["kind"] = Json("oversight");
  fact.attributes["messages_total"] = Json(evidence.total());
  add_doubt(fact, "other-managers-not-seen");
  fact.subject += "|oversight";
  return fact;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  for (const SchoolPage& page : school_pages(view, accounts)) {
    if (!page.shown.registered) continue;
    if (auto fact = longest_gap(view, page)) yield(std::move(*fact));
    if (auto fact = no_second_manager(view, page)) yield(std::move(*fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::account_check_cadence
