// Everything here is counted in one pass over the messages of the period and one over the media.
#include "report_figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace schouw {
namespace {

constexpr std::int64_t kHour = 3'600'000, kDay = 24 * kHour;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((b - 1 - a) / b); }

struct HourOfWeek {
  std::size_t day, hour;
};

HourOfWeek hour_of(std::int64_t local_ms) {
  const std::int64_t day = floor_div(local_ms, kDay);
  const std::int64_t weekday = ((day + 3) % 7 + 7) % 7;  // 1 January 1970 was a Thursday
  return {static_cast<std::size_t>(weekday), static_cast<std::size_t>((local_ms - day * kDay) / kHour)};
}

bool outside(const CaseSetup& setup, std::int64_t local_ms) {
  const Date day = date_of(local_ms);
  return (setup.from && day < *setup.from) || (setup.until && day > *setup.until);
}

struct Sender {
  std::string role = "unknown", team = {};
  bool staff = false;
};

/// Who writes from an account, by the register on the day of the audit; unsure is unknown.
class Senders {
 public:
  Senders(const CasePeople::State& people, const Date& day) : people_(people), day_(day) {}

  const Sender& of(std::string_view account_id) {
    const auto [it, fresh] = known_.try_emplace(std::string(account_id));
    if (fresh) it->second = look_up(account_id);
    return it->second;
  }

 private:
  Sender look_up(std::string_view account_id) const {
    const CaseAccount* account = people_.account(account_id);
    if (account == nullptr || account->match.band < Band::probable) return {};
    const Person* person = people_.registers.find(account->match.person_id);
    if (person == nullptr || person->roles.empty()) return {};
    const RoleSpan* span = person->role_on(day_);
    if (span == nullptr) span = &person->roles.front();
    return {std::string(name_of(span->role)), span->group.empty() ? span->function : span->group, span->role == Role::staff};
  }

  const CasePeople::State& people_;
  Date day_;
  std::unordered_map<std::string, Sender> known_;
};

void count(ChannelShare& share, const std::string& channel) {
  (channel == "official" ? share.official : channel == "private" ? share.private_ : share.unknown) += 1;
}

class Counter {
 public:
  Counter(const CaseSetup& setup, const Policy& policy, Senders& senders, AuditResult& result)
      : setup_(setup), policy_(policy), senders_(senders), result_(result) {}

  void operator()(const CaseStore::Written& message) {
    if (message.local_ms && outside(setup_, *message.local_ms)) {
      ++result_.messages_outside_period;
      return;
    }
    const std::string platform(message.platform);
    const std::string& channel = channel_of(platform);
    ++result_.messages_per_platform[platform];
    const Sender& sender = senders_.of(message.sender_id);
    ++result_.traffic.roles[sender.role][platform];
    if (sender.staff) count(result_.traffic.teams[sender.team], channel);
    if (!message.local_ms) {
      ++result_.traffic.without_time;
      return;
    }
    const HourOfWeek at = hour_of(*message.local_ms);
    ++(channel == "official" ? result_.traffic.official : result_.traffic.not_official)[at.day][at.hour];
    ++months_[floor_div(*message.local_ms, kDay)][platform];
  }

  void finish() {
    for (const auto& [day, platforms] : months_)
      for (const auto& [platform, n] : platforms)
        result_.messages_per_month[to_string(date_of(day * kDay)).substr(0, 7)][platform] += n;
  }

 private:
  const std::string& channel_of(const std::string& platform) {
    std::string& channel = result_.channel_class[platform];
    if (channel.empty())
      channel = policy_.is_official(platform) ? "official" : policy_.is_social_medium(platform) ? "private" : "unknown";
    return channel;
  }

  const CaseSetup& setup_;
  const Policy& policy_;
  Senders& senders_;
  AuditResult& result_;
  std::map<std::int64_t, std::map<std::string, std::uint64_t>> months_;  ///< by day; few of them
};

void add_lessons(const CaseSetup& setup, const Registers& registers, WeekHours& hours) {
  for (const Lesson& lesson : registers.lessons) {
    if (outside(setup, lesson.start_local_ms) || lesson.end_local_ms - lesson.start_local_ms > kDay) continue;
    for (std::int64_t at = floor_div(lesson.start_local_ms, kHour) * kHour; at < lesson.end_local_ms; at += kHour) {
      const HourOfWeek hour = hour_of(at);
      ++hours[hour.day][hour.hour];
    }
  }
}

void add_working(const WorkingHours& working, WeekHours& hours) {
  for (const int day : working.days)
    for (int hour = 0; hour < 24; ++hour) {
      const int minutes = std::min(working.until_minute, (hour + 1) * 60) - std::max(working.from_minute, hour * 60);
      if (minutes > 0) hours[static_cast<std::size_t>(day - 1)][static_cast<std::size_t>(hour)] = static_cast<std::uint64_t>(minutes);
    }
}

void add_media(const CaseStore& store, const Resolver& resolver, AuditResult& result) {
  store.each_media([&](StoredMedia&& media) {
    const bool seen = media.item.file.kind == AttachmentKind::image || media.item.file.kind == AttachmentKind::video;
    if (!seen) return;
    ++result.media_total;
    if (media.tagged_ids.empty() && resolver.names_in(media.caption).empty()) ++result.media_not_judged;
  });
  std::map<std::string, std::set<std::string>> cited;
  for (const Finding& finding : result.findings) {
    const std::string_view state = finding.fact.attributes.str("consent_state");
    if (state.empty()) continue;
    for (const Evidence& evidence : finding.fact.evidence) {
      const std::string& id = evidence.media_id.empty() ? evidence.message_id : evidence.media_id;
      if (!id.empty()) cited[std::string(state)].insert(id);
    }
  }
  for (const auto& [state, ids] : cited) result.media_consent[state] = ids.size();
}

}  // namespace

IdentityFigures figures_of(const CasePeople::State& people) {
  IdentityFigures out;
  for (const CaseAccount& account : people.accounts) {
    switch (account.match.band) {
      case Band::certain: ++out.certain; break;
      case Band::probable: ++out.probable; break;
      case Band::possible: ++out.possible; break;
      case Band::ambiguous: ++out.ambiguous; break;
      case Band::none: ++out.none; break;
    }
  }
  return out;
}

void add_figures(const CaseStore& store, const CaseSetup& setup, const Policy& policy, const CasePeople::State& people,
                 AuditResult& result) {
  const Date day = parse_date(result.header.as_of).value_or(Date{});
  Senders senders(people, day);
  Counter counter(setup, policy, senders, result);
  store.each_written([&](const CaseStore::Written& message) { counter(message); });
  counter.finish();
  add_lessons(setup, people.registers, result.traffic.lessons);
  add_working(policy.working_hours, result.traffic.working);
  add_media(store, *people.resolver, result);
  result.identity = figures_of(people);
  for (const Person& person : people.registers.people)
    if (const RoleSpan* span = person.role_on(day); span != nullptr) ++result.registered[std::string(name_of(span->role))];
}

}  // namespace schouw
