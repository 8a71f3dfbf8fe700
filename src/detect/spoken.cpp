#include "spoken.h"

#include <algorithm>

#include "relations.h"
#include "schouw/base/sort_unique.h"
#include "schouw/detect/rules_text.h"

namespace schouw {
namespace {

// A mail to forty parents addresses the group, and nobody in it by name.
constexpr std::size_t kAddressed = 3;

/// The message without what it passes on.
MarkedMessage own_part(const MarkedMessage& marked) {
  MarkedMessage out = marked;
  out.said.resize(marked.own_size);
  std::erase_if(out.marks, [&](const Mark& mark) { return mark.begin >= marked.own_size; });
  return out;
}

}  // namespace

SpokenText::SpokenText(const CaseView& view, const MarkedMessage& marked, const CaseConversation* conversation)
    : view_(view), marked_(marked), author_(known(view, marked.message.account_id)), day_(day_of(view, marked.message.time)) {
  if (author_.person != nullptr) role_ = author_.person->role_on(day_);
  if (conversation != nullptr) kind_ = conversation->kind;
  readers_.is_public = kind_ == ConversationKind::public_;
  const bool mail = kind_ == ConversationKind::mail && !message().recipients.empty();
  for (const std::string& id : message().recipients) add_reader(id);
  if (!mail && conversation != nullptr)
    for (const CaseParticipant& participant : conversation->participants) add_reader(participant.account_id);
  std::ranges::sort(readers_.people, {}, [](const Known& k) { return std::string_view(k.person->id); });
  drop_repeats(readers_.people, &Known::person);
}

void SpokenText::add_reader(std::string_view account_id) {
  if (account_id.empty() || account_id == message().account_id) return;
  const Known who = known(view_, account_id);
  if (who.person == nullptr) {
    readers_.pupils = readers_.pupils || all_candidates_in(view_, who, day_, {Role::pupil});
    readers_.parents = readers_.parents || all_candidates_in(view_, who, day_, {Role::parent});
    readers_.others = true;
    return;
  }
  if (who.person == author_.person) return;
  readers_.people.push_back(who);
  const RoleSpan* span = who.person->role_on(day_);
  if (span == nullptr) {
    readers_.others = true;
    return;
  }
  readers_.staff = readers_.staff || span->role == Role::staff;
  readers_.pupils = readers_.pupils || span->role == Role::pupil;
  readers_.parents = readers_.parents || span->role == Role::parent;
  readers_.others = readers_.others || span->role == Role::external;
}

const Mark* SpokenText::find(std::string_view name) const {
  for (const Mark& mark : marks())
    if (rule(mark).mark == name) return &mark;
  return nullptr;
}

bool SpokenText::passes_on(std::string_view name) const {
  return std::ranges::any_of(marks(), [&](const Mark& mark) { return is_passed_on(mark) && rule(mark).mark == name; });
}

bool SpokenText::is_post() const {
  switch (message().kind) {
    case MessageKind::post:
    case MessageKind::comment:
    case MessageKind::story:
      return true;
    case MessageKind::message:
    case MessageKind::system:
    case MessageKind::call:
    case MessageKind::event:
      break;
  }
  return readers_.is_public;
}

bool SpokenText::is_rules() const { return has("policy.document") && is_rules_text(said()); }

std::string_view SpokenText::audience() const { return is_post() ? "public" : audience_of(kind_); }

std::string SpokenText::readers_role() const {
  if (is_post()) return "public";
  const bool family = author_.person != nullptr && !readers_.people.empty() && !readers_.others &&
                      std::ranges::all_of(readers_.people, [&](const Known& k) {
                        return tie_between(view_, *author_.person, *k.person, day_) != Tie::none;
                      });
  if (family) return "family";
  if (readers_.pupils && readers_.parents) return "pupils-and-parents";
  if (readers_.pupils) return "pupils";
  if (readers_.parents) return "parents";
  return readers_.only_staff() ? "staff" : "unknown";
}

void SpokenText::add_unsure(const Match& match) const {
  std::vector<const Person*> all;
  for (const std::string& id : match.candidates)
    if (const Person* person = view_.person(id)) all.push_back(person);
  if (!all.empty() && std::ranges::find(all, author_.person) == all.end()) unsure_.push_back(std::move(all));
}

const std::vector<NamedPerson>& SpokenText::named() const {
  if (named_) return *named_;
  named_.emplace();
  for (const Resolver::NameInText& name : view_.resolver().names_in(said())) {
    if (name.match.band == Band::ambiguous) add_unsure(name.match);
    const Person* person = name.match.band < Band::possible ? nullptr : view_.person(name.match.person_id);
    if (person == nullptr || person == author_.person || stands_for_relative(said(), name.begin, name.length)) continue;
    named_->push_back({person, name.match.band, name.begin, name.length});
  }
  return *named_;
}

const std::vector<std::vector<const Person*>>& SpokenText::named_unsurely() const {
  static_cast<void>(named());   // both are found in one walk
  return unsure_;
}

bool on_work_channel(const SpokenText& text, const Policy& policy) {
  const std::string& platform = text.message().platform;
  // A protocol without a list of channels still has the mail and the school's own tenant.
  return policy.is_official(platform) || !policy.is_social_medium(platform) || platform == "teams" || platform == "mail" ||
         platform == "magister";
}

void read_texts(const CaseView& view, std::vector<TextReader>& readers) {
  if (readers.empty()) return;
  std::map<std::string, std::optional<CaseConversation>, std::less<>> conversations;
  view.each_marked([&](const MarkedMessage& marked) {
    // What a machine wrote down of a meeting was written by nobody, and may be misheard.
    if (marked.message.kind == MessageKind::event && marked.message.event == "spoken") return;
    const std::string& id = marked.message.conversation_id;
    auto it = conversations.find(id);
    if (it == conversations.end()) it = conversations.emplace(id, view.conversation(id)).first;
    const CaseConversation* conversation = it->second ? &*it->second : nullptr;
    const auto read = [&](const MarkedMessage& said, auto&& by) {
      const SpokenText text(view, said, conversation);
      if (said.marks.empty() || text.is_rules()) return;
      for (const TextReader& reader : readers)
        if (by(reader)) reader.message(text);
    };
    if (marked.own_size >= marked.said.size()) return read(marked, [](const TextReader&) { return true; });
    read(marked, [](const TextReader& reader) { return reader.with_passed_on; });
    read(own_part(marked), [](const TextReader& reader) { return !reader.with_passed_on; });
  });
  for (const TextReader& reader : readers) reader.finish();
}

void each_passed_over(const CaseView& view,
                      const std::function<void(const CaseMessage&, PassedOver, std::uint64_t)>& visit) {
  view.each_marked([&](const MarkedMessage& marked) {
    const SpokenText text(view, marked, nullptr);
    if (text.is_rules()) return visit(marked.message, PassedOver::as_rules, text.said().size());
    if (marked.marks_left_out > 0) visit(marked.message, PassedOver::in_part, marked.marks_left_out);
  });
}

Fact text_fact(const SpokenText& text, std::string_view detector, int version) {
  const CaseMessage& message = text.message();
  Fact fact;
  fact.detector = std::string(detector);
  fact.detector_version = version;
  fact.platform = message.platform;
  fact.conversation_id = message.conversation_id;
  fact.time = message.time;
  fact.band = Band::possible;
  if (!message.account_id.empty()) fact.accounts.push_back(message.account_id);
  fact.evidence.push_back(evidence_of(message));
  fact.attributes["basis"] = Json("text");
  fact.attributes["audience"] = Json(text.audience());
  fact.attributes["readers"] = Json(text.readers_role());
  fact.attributes["messages_total"] = Json(1);
  if (text.author().person != nullptr)
    add_person(fact, *text.author().person, text.day(), PersonPart::actor, text.author().band);
  fact.subject = fact.detector + "|text|" + message.id;
  return fact;
}

void add_counterparts(Fact& fact, const SpokenText& text, std::initializer_list<Role> roles) {
  const auto& people = text.readers().people;
  if (text.audience() != "direct" || people.size() > kAddressed) return;
  for (const Known& who : people) {
    const RoleSpan* span = who.person->role_on(text.day());
    if (span == nullptr || std::ranges::find(roles, span->role) == roles.end()) continue;
    add_person(fact, *who.person, text.day(), PersonPart::counterpart, who.band);
    fact.accounts.push_back(who.account->profile.id);
  }
}

void add_named(Fact& fact, const SpokenText& text, PersonPart part) {
  for (const NamedPerson& named : text.named())
    if (named.band >= Band::probable) add_person(fact, *named.person, text.day(), part, named.band);
}

}  // namespace schouw
