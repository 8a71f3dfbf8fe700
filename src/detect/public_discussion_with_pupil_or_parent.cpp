// A member of staff and a pupil or parent who answer each other in one place on social media, with how often each does and
// whether the school is the subject. Answers count when the other wrote in between. One fact per pair and conversation.
//
//   parent: "Waarom was er geen les?"  t1: "..."  parent: "..."  t1: "..."   ->  turns_actor 2, turns_counterpart 2
//
// On X everybody's posts are a conversation of their own, and an answer names the post that it answers: such answers are followed from
// one profile to the next, where both people's archives were given.
//
// Gap: whether they disagree; answers of which one side alone was given.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "fact.h"
#include "people.h"
#include "school_name.h"
#include "schouw/base/utf8.h"

namespace schouw::public_discussion_with_pupil_or_parent {
namespace {

constexpr std::string_view kId = "public-discussion-with-pupil-or-parent";
constexpr int kVersion = 2;

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
  enum class Answers { named_or_next, in_another_profile };

  Discussion(const CaseView& view, std::vector<Turn> turns, Answers answers, const SchoolName& name)
      : view_(view), name_(name), turns_(std::move(turns)), answers_(answers) {
    for (std::size_t i = 0; i < turns_.size(); ++i)
      if (const std::string& id = turns_[i].message.native_id; !id.empty()) by_id_.try_emplace(id, i);
  }

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
      const auto found = by_id_.find(m.in_reply_to);
      if (found == by_id_.end() || found->second >= at) return nullptr;
      const Turn& turn = turns_[found->second];
      return answers_ == Answers::in_another_profile && turn.message.conversation_id == m.conversation_id ? nullptr : &turn;
    }
    if (answers_ == Answers::in_another_profile) return nullptr;
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
  Answers answers_;
  std::unordered_map<std::string, std::size_t> by_id_;   ///< native id -> place in turns_
  std::map<std::pair<std::string, std::string>, Pair> pairs_;
};

/// A conversation, or all profiles of a platform.
struct Place {
  std::string platform, conversation_id;
  ConversationKind kind = ConversationKind::public_;
};

Fact fact_of(const Place& c, const Pair& pair) {
  Fact fact;
  fact.detector = std::string(kId);
  fact.detector_version = kVersion;
  fact.platform = c.platform;
  fact.conversation_id = c.conversation_id;
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
  fact.subject = fact.detector + "|" + pair.staff.person->id + "|" + pair.other.person->id + "|" +
                 (c.conversation_id.empty() ? c.platform : c.conversation_id);
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

/// Posts of people of the school that name what they answer, or may be answered.
void add_profile(const CaseView& view, const CaseConversation& c, std::vector<Turn>& to) {
  const bool anybody = std::ranges::any_of(
      c.participants, [&](const CaseParticipant& p) { return p.messages > 0 && known(view, p.account_id).person != nullptr; });
  if (!anybody) return;
  for (Turn& turn : turns_in(view, c))
    if (turn.role != Role::external && !turn.message.native_id.empty()) to.push_back(std::move(turn));
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolName name(policy, view);
  std::map<std::string, std::vector<Turn>> profiles;   // by platform
  view.each_conversation([&](const CaseConversation& c) {
    if (!policy.is_social_medium(c.platform)) return;
    if (c.kind == ConversationKind::public_) add_profile(view, c, profiles[c.platform]);
    if (!has_both(view, c)) return;
    Discussion discussion(view, turns_in(view, c), Discussion::Answers::named_or_next, name);
    for (const auto& [key, pair] : discussion.pairs()) yield(fact_of({c.platform, c.id, c.kind}, pair));
  });
  for (auto& [platform, turns] : profiles) {
    std::ranges::sort(turns, {}, [](const Turn& t) { return std::tuple(t.message.time.utc_ms, std::string_view(t.message.id)); });
    Discussion discussion(view, std::move(turns), Discussion::Answers::in_another_profile, name);
    for (const auto& [key, pair] : discussion.pairs()) yield(fact_of({platform, {}, ConversationKind::public_}, pair));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::public_discussion_with_pupil_or_parent
