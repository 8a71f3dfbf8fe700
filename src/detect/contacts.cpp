#include "contacts.h"

#include <algorithm>
#include <utility>

namespace schouw {
namespace {

bool ever(const Person* person, std::initializer_list<Role> roles) {
  return person != nullptr && std::ranges::any_of(person->roles, [&](const RoleSpan& span) {
           return std::ranges::find(roles, span.role) != roles.end();
         });
}

constexpr std::size_t kFewWriters = 8;

enum class Side { neither, staff, counterpart, unnamed };

struct Seat {
  std::string account_id;
  Known who;
  const CaseParticipant* participant = nullptr;  ///< null: known as a recipient only
  Side side = Side::neither;                     ///< on the current day
};

/// A silent member is present from when the export says until when it says; whoever writes, throughout.
bool present(const Seat& seat, const RecordTime& time) {
  const CaseParticipant* p = seat.participant;
  if (p == nullptr || p->messages != 0 || !time.utc_ms) return true;
  if (p->first.utc_ms && *time.utc_ms < *p->first.utc_ms) return false;
  return !(p->last.utc_ms && *p->last.utc_ms < *time.utc_ms && p->last.utc_ms != p->first.utc_ms);
}

/// One walk through a conversation.
class Circle {
 public:
  Circle(const CaseView& view, const CaseConversation& conversation) : view_(view), conversation_(conversation) {
    for (const CaseParticipant& p : conversation.participants)
      seats_.push_back({p.account_id, known(view, p.account_id), &p});
  }

  bool worth_reading() const {
    const bool by_recipient =
        conversation_.kind == ConversationKind::mail || conversation_.kind == ConversationKind::direct;
    const bool staff = std::ranges::any_of(seats_, [](const Seat& s) { return ever(s.who.person, {Role::staff}); });
    // Tables made by hand name those to whom a message of a class app went, who never write there.
    const bool by_table = conversation_.kind == ConversationKind::group && seats_.size() <= kFewWriters &&
                          std::ranges::none_of(seats_, [](const Seat& s) { return s.participant->member; });
    const bool others = std::ranges::any_of(seats_, [](const Seat& s) {
      return s.who.band == Band::ambiguous || ever(s.who.person, {Role::pupil, Role::parent});
    });
    return by_recipient || (staff && (others || by_table));
  }

  void message(const CaseMessage& m) {
    if (m.kind == MessageKind::system || m.kind == MessageKind::event || m.account_id.empty()) return;
    const Date day = day_of(view_, m.time);
    for (const std::string& id : m.recipients) seat(id);
    const std::size_t sender = seat(m.account_id);
    set_day(day);
    const Side side = seats_[sender].side;
    if (side == Side::neither) return;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      if (i == sender || !addressed(m, seats_[i]) || !present(seats_[i], m.time)) continue;
      if (side == Side::staff)
        meet(seats_[sender], seats_[i], m, day, Side::staff);
      else if (seats_[i].side == Side::staff)
        meet(seats_[i], seats_[sender], m, day, Side::counterpart);
    }
  }

  /// Members on both sides of whom none wrote to the other: the membership itself is what the export shows.
  void silent_members() {
    const RecordTime& when = conversation_.last.local_ms ? conversation_.last : conversation_.first;
    set_day(day_of(view_, when));
    for (Seat& staff : seats_) {
      if (staff.side != Side::staff || staff.participant == nullptr || contacts_.contains(staff.who.person->id))
        continue;
      for (Seat& other : seats_) {
        if (other.participant == nullptr || !(staff.participant->member || other.participant->member)) continue;
        if (!present(staff, when) || !present(other, when)) continue;
        Contact* contact = touch(staff, other, day_of(view_, when));
        if (contact == nullptr) continue;
        contact->first = contact->last = when;
        contact->evidence.add(staff.participant->first_evidence);
        contact->evidence.add(other.participant->first_evidence);
      }
    }
  }

  std::vector<Contact> take() {
    std::vector<Contact> out;
    for (auto& [id, contact] : contacts_) {
      if (contact.counterparts.empty() && contact.unnamed.empty()) {
        contact.counterparts = std::exchange(contact.tied, {});
        contact.only_ties = !contact.counterparts.empty();
      }
      out.push_back(std::move(contact));
    }
    return out;
  }

 private:
  std::size_t seat(const std::string& account_id) {
    const auto at = std::ranges::find(seats_, account_id, &Seat::account_id);
    if (at != seats_.end()) return static_cast<std::size_t>(at - seats_.begin());
    seats_.push_back({account_id, known(view_, account_id), nullptr});
    day_.reset();
    return seats_.size() - 1;
  }

  void set_day(const Date& day) {
    if (day_ == day) return;
    day_ = day;
    for (Seat& s : seats_) s.side = side_on(s.who, day);
  }

  Side side_on(const Known& who, const Date& day) const {
    if (who.person == nullptr)
      return all_candidates_in(view_, who, day, {Role::pupil, Role::parent}) ? Side::unnamed : Side::neither;
    const RoleSpan* span = who.person->role_on(day);
    if (span == nullptr) return Side::neither;
    if (span->role == Role::staff) return Side::staff;
    return span->role == Role::pupil || span->role == Role::parent ? Side::counterpart : Side::neither;
  }

  /// A mail reaches its recipients; a message in a chat everybody in it.
  bool addressed(const CaseMessage& m, const Seat& seat) const {
    if (conversation_.kind != ConversationKind::mail || m.recipients.empty()) return true;
    return std::ranges::find(m.recipients, seat.account_id) != m.recipients.end();
  }

  Contact* touch(const Seat& staff, const Seat& other, const Date& day) {
    if (other.side != Side::counterpart && other.side != Side::unnamed) return nullptr;
    Contact& contact = contacts_[staff.who.person->id];
    if (contact.staff == nullptr) {
      contact.staff = staff.who.person;
      contact.account = staff.who;
      contact.day = day;
    }
    contact.band = contact.accounts.empty() ? staff.who.band : std::min(contact.band, staff.who.band);
    contact.also_parent = contact.also_parent || contact.staff->has_role(Role::parent, day);
    if (other.side == Side::unnamed) {
      contact.unnamed.insert(other.account_id);
      contact.accounts.insert({staff.account_id, other.account_id});
      return &contact;
    }
    switch (tie_between(view_, *contact.staff, *other.who.person, day)) {
      case Tie::family:
        ++contact.family;
        return nullptr;
      case Tie::registered:
        add_counterpart(contact.tied, other, day);
        break;
      case Tie::none:
        add_counterpart(contact.counterparts, other, day);
        break;
    }
    contact.accounts.insert({staff.account_id, other.account_id});
    return &contact;
  }

  static void add_counterpart(std::map<std::string, Counterpart>& to, const Seat& other, const Date& day) {
    Counterpart& c = to[other.who.person->id];
    if (c.person == nullptr) {
      c.person = other.who.person;
      c.role = other.who.person->role_on(day)->role;
      c.day = day;
      c.band = other.who.band;
    }
    c.band = std::min(c.band, other.who.band);
  }

  void meet(const Seat& staff, const Seat& other, const CaseMessage& m, const Date& day, Side writer) {
    Contact* contact = touch(staff, other, day);
    if (contact == nullptr) return;
    if (contact->first.raw.empty() && !contact->first.utc_ms) contact->first = m.time;
    contact->last = m.time;
    if (contact->last_message == m.id) return;  // one message to sixty parents is one message
    if (writer == Side::staff) {
      ++contact->messages;
    } else if (other.who.person == nullptr) {
      ++contact->unnamed_messages;
    } else {
      for (auto* map : {&contact->counterparts, &contact->tied})
        if (const auto it = map->find(other.who.person->id); it != map->end()) ++it->second.messages;
    }
    contact->last_message = m.id;
    contact->evidence.add(evidence_of(m));
  }

  const CaseView& view_;
  const CaseConversation& conversation_;
  std::vector<Seat> seats_;
  std::map<std::string, Contact> contacts_;
  std::optional<Date> day_;
};

void add_persons(Fact& fact, const Contact& contact) {
  add_person(fact, *contact.staff, contact.day, PersonPart::actor, contact.band);
  const bool sure =
      std::ranges::any_of(contact.counterparts, [](const auto& c) { return c.second.band >= Band::probable; });
  std::uint64_t left_out = 0;
  for (const auto& [id, c] : contact.counterparts) {
    // A weak match beside sure ones would only put a name at risk; it is counted, not named.
    if (sure && c.band < Band::probable)
      ++left_out;
    else
      add_person(fact, *c.person, c.day, PersonPart::counterpart, c.band);
  }
  if (left_out != 0) fact.attributes["counterparts_unsure"] = Json(left_out);
  if (!contact.unnamed.empty()) fact.attributes["counterparts_unnamed"] = Json(std::uint64_t{contact.unnamed.size()});
}

void add_figures(Fact& fact, const Contact& contact) {
  std::uint64_t written = contact.unnamed_messages, silent = 0;
  for (const auto& [id, c] : contact.counterparts) {
    written += c.messages;
    silent += c.messages == 0 ? 1u : 0u;
  }
  fact.attributes["messages_total"] = Json(contact.evidence.total());
  fact.attributes["messages_actor"] = Json(contact.messages);
  fact.attributes["messages_counterpart"] = Json(written);
  fact.attributes["counterparts_total"] = Json(std::uint64_t{contact.counterparts.size()});
  fact.attributes["counterparts_silent"] = Json(silent);
  fact.attributes["first"] = to_json_value(contact.first);
  fact.attributes["last"] = to_json_value(contact.last);
  if (contact.messages == 0) add_doubt(fact, written == 0 ? "silent-both" : "silent-actor");
  if (!contact.counterparts.empty() && silent == contact.counterparts.size() && contact.messages != 0)
    add_against(fact, "silent-counterparts");
}

bool all_children_left(const CaseView& view, const Contact& contact) {
  return !contact.counterparts.empty() && contact.unnamed.empty() && std::ranges::all_of(contact.counterparts, [&](const auto& c) {
    return c.second.role == Role::parent && children_left(view, *c.second.person, c.second.day);
  });
}

void mark_ambiguous(Fact& fact) {
  fact.band = Band::ambiguous;
  add_doubt(fact, "ambiguous-counterpart");
}

}  // namespace

std::vector<Contact> contacts_in(const CaseView& view, const CaseConversation& conversation) {
  if (conversation.kind == ConversationKind::public_) return {};
  Circle circle(view, conversation);
  if (!circle.worth_reading()) return {};
  view.each_message(conversation.id, [&](const CaseMessage& m) { circle.message(m); });
  if (conversation.kind != ConversationKind::mail) circle.silent_members();
  return circle.take();
}

std::optional<Fact> contact_fact(const CaseView& view, const CaseConversation& conversation, const Contact& contact,
                                 std::string_view detector, int version) {
  if (contact.counterparts.empty() && contact.unnamed.empty()) return {};
  Fact fact;
  fact.detector = std::string(detector);
  fact.detector_version = version;
  fact.platform = conversation.platform;
  fact.conversation_id = conversation.id;
  fact.time = contact.first;
  fact.band = contact.messages == 0 ? Band::probable : Band::certain;
  fact.accounts.assign(contact.accounts.begin(), contact.accounts.end());
  fact.evidence = contact.evidence.sorted();
  fact.attributes["conversation_kind"] = Json(name_of(conversation.kind));
  fact.attributes["audience"] = Json(audience_of(conversation.kind));
  add_persons(fact, contact);
  add_figures(fact, contact);
  if (all_children_left(view, contact)) add_doubt(fact, "children-left");
  if (contact.only_ties) add_exception(fact, "family_tie", ExceptionState::met);
  if (contact.counterparts.empty()) mark_ambiguous(fact);
  const bool parents_only =
      std::ranges::all_of(contact.counterparts, [](const auto& c) { return c.second.role == Role::parent; });
  if (contact.also_parent && parents_only) {
    add_doubt(fact, "also-parent");
    add_exception(fact, "family_tie", ExceptionState::unknown);
  }
  fact.subject = fact.detector + "|" + contact.staff->id + "|" + conversation.id;
  settle_persons(fact);
  return fact;
}

}  // namespace schouw
