// A member of staff and a pupil or parent who answer each other in one place on social media, with how often each does and
// whether the school is the subject. Answers count when the other wrote in between. One fact per pair and conversation.
//
//   parent: "Waarom was er geen les?"  t1: "..."  parent: "..."  t1: "..."   ->  turns_actor 2, turns_counterpart 2
//
// Gap: whether they disagree; answers that stand in another conversation of the export.
#include <map>
#include <set>

#include "fact.h"
#include "people.h"
#include "school_name.h"
#include "schouw/base/utf8.h"

namespace schouw::public_discussion_with_pupil_or_parent {
namespace {

constexpr std::string_view kId = "public-discussion-with-pupil-or-parent";
constexpr int kVersion = 1;

constexpr std::int64_t kPause = 3 * 86'400'000LL;   ///< after this silence it is another discussion

struct Pair {
  Known staff, other;
  Date day;
  std::uint64_t staff_turns = 0, other_turns = 0;
  RecordTime first;
  std::set<std::string> accounts;
  EvidenceList evidence;
  bool names_school = false, school_words = false;
};

/// As people write of school without its name.
bool speaks_of_school(const std::vector<std::string>& words) {
  return has_any_word(words, {"school", "les", "lessen", "klas", "toets", "toetsen", "cijfer", "cijfers", "rapport", "huiswerk", "rooster",
                              "docent", "docenten", "leraar", "lerares", "juf", "meester", "mentor", "directie", "examen",
                              "examens", "schoolreis", "excursie", "lokaal", "lesuitval", "nablijven", "homework", "teacher",
                              "exam", "grade", "grades", "lesson", "class"});
}

struct Turn {
  CaseMessage message;
  Known who;
  Role role = Role::external;
};

/// The turns of one conversation, by time: messages in a row by one account are one turn.
std::vector<Turn> turns_in(const CaseView& view, const CaseConversation& c) {
  std::vector<Turn> out;
  view.each_message(c.id, [&](const CaseMessage& m) {
    const bool said = m.kind == MessageKind::message || m.kind == MessageKind::comment || m.kind == MessageKind::post;
    if (!said || m.account_id.empty() || m.flags.deleted || trim(m.text).empty()) return;
    const Known who = known(view, m.account_id);
    const RoleSpan* span = who.person == nullptr ? nullptr : who.person->role_on(day_of(view, m.time));
    out.push_back({m, who, span == nullptr ? Role::external : span->role});
  });
  return out;
}

bool is_counterpart(Role role) { return role == Role::pupil || role == Role::parent; }

/// Where two people are alone every message is to the other; elsewhere the neighbour in time must be theirs, or the
/// message must say whom it answers.
class Discussion {
 public:
  Discussion(const CaseView& view, const CaseConversation& c, const SchoolName& name)
      : view_(view), name_(name), turns_(turns_in(view, c)) {}

  std::map<std::pair<std::string, std::string>, Pair> pairs() {
    for (std::size_t at = 1; at < turns_.size(); ++at) {
      const Turn* before = answered(at);
      if (before == nullptr) continue;
      if (turns_[at].role == Role::staff && is_counterpart(before->role)) add(turns_[at], *before, turns_[at]);
      if (is_counterpart(turns_[at].role) && before->role == Role::staff) add(*before, turns_[at], turns_[at]);
    }
    return std::move(pairs_);
  }

 private:
  /// What this turn answers; null: nothing that can be seen.
  const Turn* answered(std::size_t at) const {
    const CaseMessage& m = turns_[at].message;
    if (!m.in_reply_to.empty()) {
      for (std::size_t i = at; i-- > 0;)
        if (turns_[i].message.native_id == m.in_reply_to) return &turns_[i];
      return nullptr;
    }
    const Turn& before = turns_[at - 1];
    if (before.message.account_id == m.account_id) return nullptr;
    const bool near = m.time.utc_ms && before.message.time.utc_ms && *m.time.utc_ms - *before.message.time.utc_ms <= kPause;
    return near ? &before : nullptr;
  }

  void add(const Turn& staff, const Turn& other, const Turn& now) {
    const Date day = day_of(view_, now.message.time);
    if (staff.who.person == other.who.person ||
        tie_between(view_, *staff.who.person, *other.who.person, day) != Tie::none)
      return;
    Pair& pair = pairs_[{staff.who.person->id, other.who.person->id}];
    if (pair.staff.person == nullptr) {
      pair.staff = staff.who;
      pair.other = other.who;
      pair.day = day;
      open(pair, &now == &staff ? other : staff);
    }
    ++(&now == &staff ? pair.staff_turns : pair.other_turns);
    pair.accounts.insert({staff.message.account_id, other.message.account_id});
    note(pair, now);
  }

  /// The first turn answers nothing, and is one.
  void open(Pair& pair, const Turn& first) {
    pair.first = first.message.time;
    ++(first.role == Role::staff ? pair.staff_turns : pair.other_turns);
    note(pair, first);
  }

  void note(Pair& pair, const Turn& turn) {
    pair.evidence.add(evidence_of(turn.message));
    pair.names_school = pair.names_school || name_.in_text(turn.message.text);
    pair.school_words = pair.school_words || speaks_of_school(name_words(turn.message.text));
  }

  const CaseView& view_;
  const SchoolName& name_;
  std::vector<Turn> turns_;
  std::map<std::pair<std::string, std::string>, Pair> pairs_;
};

Fact fact_of(const CaseConversation& c, const Pair& pair) {
  Fact fact;
  fact.detector = std::string(kId);
  fact.detector_version = kVersion;
  fact.platform = c.platform;
  fact.conversation_id = c.id;
  fact.time = pair.first;
  add_person(fact, *pair.staff.person, pair.day, PersonPart::actor, pair.staff.band);
  add_person(fact, *pair.other.person, pair.day, PersonPart::counterpart, pair.other.band);
  fact.accounts.assign(pair.accounts.begin(), pair.accounts.end());
  fact.evidence = pair.evidence.sorted();
  fact.attributes["audience"] = Json(audience_of(c.kind));
  fact.attributes["turns_actor"] = Json(pair.staff_turns);
  fact.attributes["turns_counterpart"] = Json(pair.other_turns);
  fact.attributes["messages_actor"] = Json(pair.staff_turns);
  fact.attributes["messages_counterpart"] = Json(pair.other_turns);
  fact.attributes["messages_total"] = Json(pair.evidence.total());
  fact.attributes["topic"] = Json(pair.names_school || pair.school_words ? "school" : "other");
  if (audience_of(c.kind) != "public") add_doubt(fact, "not-in-public");
  fact.subject = fact.detector + "|" + pair.staff.person->id + "|" + pair.other.person->id + "|" + c.id;
  settle_persons(fact);
  return fact;
}

bool has_both(const CaseView& view, const CaseConversation& c) {
  bool staff = false, other = false;
  for (const CaseParticipant& p : c.participants) {
    const Known who = known(view, p.account_id);
    if (who.person == nullptr || p.messages == 0) continue;
    for (const RoleSpan& span : who.person->roles) (span.role == Role::staff ? staff : other) = true;
  }
  return staff && other;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolName name(policy, view.registers());
  view.each_conversation([&](const CaseConversation& c) {
    if (!policy.is_social_medium(c.platform) || !has_both(view, c)) return;
    for (const auto& [key, pair] : Discussion(view, c, name).pairs()) yield(fact_of(c, pair));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::public_discussion_with_pupil_or_parent
