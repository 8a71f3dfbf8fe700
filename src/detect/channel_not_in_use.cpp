// An account of the school on a platform, with something it published or received there. Which platforms a school does
// not use is in its policy; this fact is neutral. One fact per account.
//
//   post by @debreul on instagram   ->  platform "instagram", registered "no"
//
// Gap: content in the school's name on somebody's own account.
#include "school_accounts.h"

namespace schouw::channel_not_in_use {
namespace {

constexpr std::string_view kId = "channel-not-in-use";
constexpr int kVersion = 3;

/// An account that only bears the name may be anybody's.
void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  for (const SchoolPage& page : school_pages(view, accounts)) {
    Fact fact = page_fact(page, kId, kVersion);
    const Date day = day_of(view, page.last);
    if (!page.shown.registered_on(day)) fact.band = Band::probable;
    add_register_doubt(fact, page.shown, day);
    yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::channel_not_in_use
