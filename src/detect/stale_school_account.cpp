// A page of the school on which nothing was published for some days, or a message to it without an answer. The limits are
// in the policy; the facts give days, and of answers also working hours (`working_hours` of the policy). One fact per page
// for posts, one per conversation for answers.
//
//   last post 2026-03-01, last day looked at 2026-08-01   ->  kind "post", days 153
//   parent writes to the page on Friday 16:30, no answer by Monday 09:00   ->  kind "reply", working_hours 1
//
// Gap: an export that was made long before the last day looked at; answers by phone or mail.
#include <algorithm>

#include "school_accounts.h"

namespace schouw::stale_school_account {
namespace {

constexpr std::string_view kId = "stale-school-account";
constexpr int kVersion = 3;

constexpr std::int64_t kDay = 86'400'000, kMinute = 60'000;

/// Working minutes between two local instants.
std::int64_t working_minutes(const WorkingHours& hours, std::int64_t from, std::int64_t until) {
  std::int64_t total = 0;
  for (std::int64_t day = from - from % kDay; day < until; day += kDay) {
    const auto weekday = static_cast<int>((day / kDay + 3) % 7) + 1;   // 1970-01-01 was a Thursday
    if (std::ranges::find(hours.days, weekday) == hours.days.end()) continue;
    const std::int64_t opens = std::max(from, day + hours.from_minute * kMinute);
    const std::int64_t shuts = std::min(until, day + hours.until_minute * kMinute);
    total += std::max<std::int64_t>(0, shuts - opens) / kMinute;
  }
  return total;
}

std::int64_t end_of(const Date& day) {
  return civil_to_ms({day.year, day.month, day.day, 0, 0, 0, 0}).value_or(0) + kDay;
}

std::optional<Fact> silence(const CaseView& view, const SchoolPage& page) {
  if (!page.last.local_ms) return {};
  Fact fact = page_fact(page, kId, kVersion);
  fact.attributes["kind"] = Json("post");
  fact.attributes["days"] = Json(std::max<std::int64_t>(0, days_between(date_of(*page.last.local_ms), view.last_day())));
  add_against(fact, "export-may-be-older");
  fact.subject += "|post";
  return fact;
}

/// The first message to the page that was never answered.
struct Waiting {
  std::optional<CaseMessage> since;
  std::uint64_t messages = 0;
};

Waiting waiting_in(const CaseView& view, const SchoolPage& page, const CaseConversation& c) {
  Waiting out;
  view.each_message(c.id, [&](const CaseMessage& m) {
    if (m.kind != MessageKind::message || m.flags.deleted || m.account_id.empty() || !m.time.local_ms) return;
    if (page.ids.contains(m.account_id)) {
      out = {};
      return;
    }
    if (!out.since) out.since = m;
    ++out.messages;
  });
  return out;
}

/// Colleagues do not wait for an answer of their own page.
bool is_staff(const CaseView& view, const CaseMessage& m) {
  const Known who = known(view, m.account_id);
  const RoleSpan* span = who.person == nullptr ? nullptr : who.person->role_on(day_of(view, m.time));
  return span != nullptr && span->role == Role::staff;
}

std::optional<Fact> no_answer(const CaseView& view, const Policy& policy, const SchoolPage& page,
                              const CaseConversation& c) {
  if (c.kind != ConversationKind::direct) return {};
  const Waiting waiting = waiting_in(view, page, c);
  if (!waiting.since || is_staff(view, *waiting.since)) return {};
  const std::int64_t since = *waiting.since->time.local_ms, until = end_of(view.last_day());
  Fact fact = page_fact(page, kId, kVersion);
  fact.conversation_id = c.id;
  fact.time = waiting.since->time;
  fact.evidence = {evidence_of(*waiting.since)};
  fact.attributes["kind"] = Json("reply");
  fact.attributes["days"] = Json(days_between(date_of(since), view.last_day()));
  fact.attributes["working_hours"] = Json(working_minutes(policy.working_hours, since, until) / 60);
  fact.attributes["messages_total"] = Json(waiting.messages);
  add_against(fact, "export-may-be-older");
  fact.subject += "|reply|" + c.id;
  return fact;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  const auto pages = school_pages(view, accounts);
  if (pages.empty()) return;
  for (const SchoolPage& page : pages)
    if (page.shown.registered && policy.is_social_medium(page.shown.account->profile.platform))
      if (auto fact = silence(view, page)) yield(std::move(*fact));
  view.each_conversation([&](const CaseConversation& c) {
    if (!policy.is_social_medium(c.platform)) return;
    for (const CaseParticipant& p : c.participants) {
      const SchoolPage* page = page_of(pages, p.account_id);
      if (page == nullptr || !page->shown.registered) continue;
      if (auto fact = no_answer(view, policy, *page, c)) yield(std::move(*fact));
      return;
    }
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::stale_school_account
