// A post on a page of the school that the protocol itself finds to be in breach, and that the export still holds. One fact
// per post, with its age on the last day looked at.
//
//   picture of a pupil without consent, posted by the page 2026-02-10, there in an export of 2026-08-01   ->  days 172
//
// Gap: whether it is still there after the export. Evidence is kept before anything is removed.
#include <algorithm>
#include <set>

#include "school_accounts.h"

namespace schouw::noncompliant_post_left_up {
namespace {

constexpr std::string_view kId = "noncompliant-post-left-up";
constexpr int kVersion = 1;

/// Findings about content of the school's own publications. That an account is stale or double is none.
bool concerns_a_post(const Finding& finding) {
  return finding.verdict == Verdict::breach && finding.fact.attributes.str("account_kind") == "school" &&
         finding.fact.attributes.find("media_kind") != nullptr && !finding.fact.evidence.empty();
}

void detect(const CaseView&, const Policy&, const std::function<void(Fact)>&) {}

void detect_after(const CaseView& view, const Policy&, std::span<const Finding> findings,
                  const std::function<void(Fact)>& yield) {
  std::set<std::string> seen;
  for (const Finding& finding : findings) {
    if (!concerns_a_post(finding)) continue;
    const Evidence& place = finding.fact.evidence.front();
    const std::string item = place.message_id + place.media_id;
    if (!seen.insert(item).second) continue;
    Fact fact;
    fact.detector = std::string(kId);
    fact.detector_version = kVersion;
    fact.platform = finding.fact.platform;
    fact.conversation_id = finding.fact.conversation_id;
    fact.time = finding.fact.time;
    fact.band = finding.band;
    fact.accounts = finding.fact.accounts;
    fact.evidence = {place};
    fact.attributes["account_kind"] = Json("school");
    fact.attributes["because"] = Json(finding.fact.detector);
    fact.attributes["days"] = Json(std::max<std::int64_t>(0, days_between(day_of(view, finding.fact.time), view.last_day())));
    add_against(fact, "export-may-be-older");
    fact.subject = fact.detector + "|" + item;
    yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{.id = kId, .version = kVersion, .detect = &detect, .detect_after = &detect_after};

}  // namespace schouw::noncompliant_post_left_up
