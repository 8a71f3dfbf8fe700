// Own acts (messages, posts, comments, stories, calls) during a lesson of that person by the timetable: of a member of staff the
// lessons they give, of a pupil those of their class. One fact per person, platform and lesson.
//
//   lesson of 6B, 2026-03-02 09:00-09:50, by t1; t1 posts at 09:20 local time   ->  one act of t1 in a lesson
//
// Gaps: a lesson that fell out, an exchange of lessons, posts that were planned beforehand, whose hands held the phone.
// An export that gives only the day is no act in a lesson.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "fact.h"
#include "people.h"
#include "schouw/base/utf8.h"

namespace schouw::social_media_during_lessons {
namespace {

constexpr std::string_view kId = "social-media-during-lessons";
constexpr int kVersion = 1;

constexpr std::int64_t kMinute = 60'000;

bool is_own_act(const CaseMessage& m) {
  switch (m.kind) {
    case MessageKind::message:
    case MessageKind::post:
    case MessageKind::comment:
    case MessageKind::story:
    case MessageKind::call:
      return !m.flags.imported && !m.account_id.empty() && m.time.local_ms && m.time.precision != Precision::day;
    case MessageKind::system:
    case MessageKind::event:
      break;
  }
  return false;
}

/// Lessons by who has them, each list by start.
class Timetable {
 public:
  explicit Timetable(const std::vector<Lesson>& lessons) {
    for (const Lesson& lesson : lessons) {
      for (const std::string& id : lesson.staff_ids) staff_[id].push_back(&lesson);
      if (!lesson.group.empty()) groups_[fold(lesson.group)].push_back(&lesson);
    }
    for (auto* table : {&staff_, &groups_})
      for (auto& [key, list] : *table) std::ranges::sort(list, {}, &Lesson::start_local_ms);
  }

  bool empty() const { return staff_.empty() && groups_.empty(); }

  /// The lesson in which this moment lies; its end does not belong to it.
  const Lesson* at(const Person& person, const RoleSpan& role, std::int64_t local_ms) const {
    if (role.role == Role::staff) return in(staff_, person.id, local_ms);
    return role.role == Role::pupil && !role.group.empty() ? in(groups_, fold(role.group), local_ms) : nullptr;
  }

 private:
  using Table = std::map<std::string, std::vector<const Lesson*>, std::less<>>;

  static const Lesson* in(const Table& table, const std::string& key, std::int64_t at) {
    const auto list = table.find(key);
    if (list == table.end()) return nullptr;
    auto after = std::ranges::upper_bound(list->second, at, {}, &Lesson::start_local_ms);
    // Lessons of two timetables can overlap; a day has few, so the look back is short.
    for (int steps = 0; after != list->second.begin() && steps < 16; ++steps) {
      --after;
      if (at < (*after)->end_local_ms) return *after;
    }
    return nullptr;
  }

  Table staff_, groups_;
};

struct Acts {
  Known who;
  Date day;
  const Lesson* lesson = nullptr;
  std::string platform;
  RecordTime first;
  std::set<std::string> accounts;
  EvidenceList evidence;
  bool inside = false;      ///< at least one act lies not at the border of the lesson
  bool zone_assumed = false;
};

/// Who gave permission: as an id of the register, or in words.
std::string_view permission_kind(const CaseView& view, const RegisteredException& row, const Date& day) {
  const std::string by = ascii_lower(trim(row.decided_by));
  const Person* person = view.person(row.decided_by);
  const RoleSpan* span = person == nullptr ? nullptr : person->role_on(day);
  const std::string function = span == nullptr ? by : ascii_lower(trim(span->function));
  if (is_leadership(function) || function == "directie") return "lesson_permission_leadership";
  if (span != nullptr && span->role == Role::staff) return "lesson_permission_teacher";
  for (const std::string_view word : {"teacher", "docent", "leraar", "leerkracht", "juf", "meester", "mentor"})
    if (by.find(word) != std::string::npos) return "lesson_permission_teacher";
  return {};
}

void add_permissions(const CaseView& view, const Acts& acts, Fact& fact) {
  for (const std::string& subject : {acts.who.person->id, acts.lesson->group}) {
    const RegisteredException* row = exception_for(view, "lesson_permission", subject, acts.day);
    if (row == nullptr) continue;
    if (const std::string_view kind = permission_kind(view, *row, acts.day); !kind.empty())
      add_exception(fact, kind, ExceptionState::met);
    else
      add_against(fact, "permission-by-whom-unknown");
  }
}

Fact fact_of(const CaseView& view, const Acts& acts) {
  Fact fact;
  fact.detector = std::string(kId);
  fact.detector_version = kVersion;
  fact.platform = acts.platform;
  fact.time = acts.first;
  add_person(fact, *acts.who.person, acts.day, PersonPart::actor, acts.who.band);
  fact.accounts.assign(acts.accounts.begin(), acts.accounts.end());
  fact.evidence = acts.evidence.sorted();
  fact.attributes["messages_total"] = Json(acts.evidence.total());
  fact.attributes["lesson_start"] = Json(format_local(acts.lesson->start_local_ms, Precision::minute));
  fact.attributes["lesson_end"] = Json(format_local(acts.lesson->end_local_ms, Precision::minute));
  fact.attributes["account_kind"] = Json(standing_of(view, *acts.who.account, acts.day).kind);
  if (!acts.inside) add_doubt(fact, "border-of-lesson");
  if (acts.zone_assumed) add_against(fact, "zone-assumed");
  add_permissions(view, acts, fact);
  fact.subject = fact.detector + "|" + acts.who.person->id + "|" + acts.platform + "|" + std::string(fact.attributes.str("lesson_start")) +
                 std::string(guess_suffix(is_guess(acts.who.band)));
  settle_persons(fact);
  return fact;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const Timetable timetable(view.registers().lessons);
  if (timetable.empty()) return;
  std::map<std::tuple<std::string, std::int64_t, std::string, bool>, Acts> all;  // person, lesson, platform, a guess
  const auto take = [&](const CaseMessage& m) {
    if (!is_own_act(m)) return;
    const Known who = known(view, m.account_id);
    const Date day = date_of(*m.time.local_ms);
    const RoleSpan* role = who.person == nullptr ? nullptr : who.person->role_on(day);
    const Lesson* lesson = role == nullptr ? nullptr : timetable.at(*who.person, *role, *m.time.local_ms);
    if (lesson == nullptr) return;
    Acts& acts = all[{who.person->id, lesson->start_local_ms, m.platform, is_guess(who.band)}];
    if (acts.lesson == nullptr) acts = {who, day, lesson, m.platform, m.time, {}, {}, false, false};
    acts.who.band = std::min(acts.who.band, who.band);
    acts.accounts.insert(m.account_id);
    acts.evidence.add(evidence_of(m));
    acts.zone_assumed = acts.zone_assumed || !m.time.zone_known;
    // The bell and the clock of a phone differ; two minutes from either end is the border.
    acts.inside = acts.inside || (*m.time.local_ms >= lesson->start_local_ms + 2 * kMinute &&
                                  *m.time.local_ms < lesson->end_local_ms - 2 * kMinute);
  };
  view.each_conversation([&](const CaseConversation& c) {
    if (!policy.is_social_medium(c.platform)) return;
    const bool anybody = std::ranges::any_of(c.participants, [&](const CaseParticipant& p) {
      return p.messages > 0 && known(view, p.account_id).person != nullptr;
    });
    if (anybody) view.each_message(c.id, take);
  });
  for (const auto& [key, acts] : all) yield(fact_of(view, acts));
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::social_media_during_lessons
