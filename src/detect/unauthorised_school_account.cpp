// An account that bears the school's name, is no person's, and that the register of the school's accounts does not know.
// Whoever manages it according to an export is the actor. One fact per account.
//
//   page "De Breul" on facebook, not in accounts.csv; t1's download lists it under "pages you manage"
//
// A register that holds a user name which the export does not show (channels of YouTube and Telegram) makes it doubtful.
//
// Gap: an account under another name; whether the school gave the order and forgot the register.
#include <algorithm>

#include "school_accounts.h"
#include "schouw/base/utf8.h"

namespace schouw::unauthorised_school_account {
namespace {

constexpr std::string_view kId = "unauthorised-school-account";
constexpr int kVersion = 3;

bool is_excepted(const CaseView& view, const CaseAccount& account, const Date& day) {
  const AccountProfile& p = account.profile;
  std::vector<std::string> shown = p.display_names;
  shown.push_back(p.handle);
  return std::ranges::any_of(shown, [&](const std::string& name) {
    return !name.empty() && exception_for(view, "school_account", p.platform + ":" + name, day) != nullptr;
  });
}

/// A user name: one word that is no number of a channel.
bool is_user_name(std::string_view handle) {
  return handle.find(' ') == std::string_view::npos && !(handle.starts_with("UC") && handle.size() == 24) &&
         handle.find_first_not_of("0123456789") != std::string_view::npos;
}

/// The register holds a page here by a user name that no account of the case shows, and of this one only number or name is known.
bool may_be_registered(const CaseView& view, const Policy& policy, const SchoolAccounts& accounts, const SchoolPage& page) {
  for (const std::string& id : page.ids)
    if (const SchoolAccount* shown = accounts.find(id); shown != nullptr && !shown->account->profile.handle.empty()) return false;
  const std::string_view platform = policy.canonical(page.shown.account->profile.platform);
  return std::ranges::any_of(view.registers().accounts, [&](const RegisteredAccount& row) {
    const bool seen = std::ranges::any_of(accounts.all(), [&](const auto& one) { return std::ranges::find(one.second.rows, &row) != one.second.rows.end(); });
    return row.kind == "school" && covers(row, view.last_day()) && !seen && policy.canonical(row.platform) == platform && is_user_name(trim(row.handle));
  });
}

/// Closed by now, and the school's when it last published; or nothing of it is left but who managed it.
bool was_the_schools(const CaseView& view, const SchoolPage& page) {
  return !page.shown.named && (page.acts == 0 || page.shown.registered_on(day_of(view, page.last)));
}

void add_managers(const CaseView& view, const SchoolPage& page, Fact& fact) {
  for (const CaseConnection& c : page.admins) {
    const Known who = known(view, c.owner);
    if (who.person == nullptr) continue;
    const Date day = c.since.local_ms ? date_of(*c.since.local_ms) : view.last_day();
    if (who.person->role_on(day) == nullptr) continue;
    add_person(fact, *who.person, day, PersonPart::actor, who.band);
    fact.accounts.push_back(c.owner);
  }
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  for (const SchoolPage& page : school_pages(view, accounts)) {
    if (page.shown.registered || was_the_schools(view, page)) continue;
    Fact fact = page_fact(page, kId, kVersion);
    fact.attributes["managed_by"] = Json(page.admins.empty() ? "unknown" : "known");
    if (is_excepted(view, *page.shown.account, day_of(view, page.last)))
      add_exception(fact, "school_account", ExceptionState::met);
    // That a page bears the name does not say that it passes for the school's own.
    if (page.evidence.total() > 0 && page.acts == 0) add_against(fact, "no-publication-seen");
    if (!page.shown.named) add_doubt(fact, "registered-other-days");
    if (may_be_registered(view, policy, accounts, page)) add_doubt(fact, "registered-otherwise");
    add_managers(view, page, fact);
    settle_persons(fact);
    yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::unauthorised_school_account
