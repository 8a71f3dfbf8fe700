// Two or more accounts of the school on one platform. One fact per platform; nobody is named.
//
//   facebook: page "De Breul" (register) and page "Scholengemeenschap De Breul" (not in the register)
//
// Gap: accounts that no export in the case mentions.
#include "school_accounts.h"

namespace schouw::duplicate_school_account {
namespace {

constexpr std::string_view kId = "duplicate-school-account";
constexpr int kVersion = 2;

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  std::map<std::string, std::vector<SchoolPage>> per_platform;
  for (SchoolPage& page : school_pages(view, accounts)) {
    const std::string platform(policy.canonical(page.shown.account->profile.platform));
    // Mailboxes and channels of one school are many by nature.
    // A page that the school closed is no second one.
    const bool closed = !page.shown.registered && page.shown.registered_on(day_of(view, page.last));
    if (policy.is_social_medium(platform) && !closed) per_platform[platform].push_back(std::move(page));
  }
  for (const auto& [platform, pages] : per_platform) {
    if (pages.size() < 2) continue;
    Fact fact = page_fact(pages.front(), kId, kVersion);
    EvidenceList evidence;
    std::uint64_t registered = 0;
    for (const SchoolPage& page : pages) {
      if (page.shown.registered) ++registered;
      fact.accounts.insert(fact.accounts.end(), page.ids.begin(), page.ids.end());
      const auto places = page.evidence.sorted();
      evidence.add(places.front());
      if (places.size() > 1) evidence.add(places.back());
    }
    fact.evidence = evidence.sorted();
    fact.attributes["accounts_total"] = Json(std::uint64_t{pages.size()});
    fact.attributes["accounts_registered"] = Json(registered);
    fact.attributes["messages_total"] = Json(std::uint64_t{pages.size()});
    if (registered == pages.size()) add_doubt(fact, "all-registered");
    fact.subject = fact.detector + "|" + platform;
    settle_persons(fact);
    yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::duplicate_school_account
