#include "depicted.h"

#include <algorithm>
#include <map>
#include <optional>

#include "user_names.h"
#include "relations.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Place {
  ConversationKind kind = ConversationKind::group;
  std::vector<std::string> accounts;
  std::vector<const RegisteredAccount*> site_rows = {};   ///< of a site of the school, by its title in the register
  bool is_site_on(const Date& day) const { return !site_rows.empty() && cover(site_rows, day); }
};

bool is_image_or_sound(AttachmentKind kind) {
  return kind == AttachmentKind::image || kind == AttachmentKind::video || kind == AttachmentKind::audio;
}

std::optional<Role> role_of(const Person& person, const Date& day) {
  const RoleSpan* span = person.role_on(day);
  return span == nullptr ? std::nullopt : std::optional(span->role);
}

/// Oneself and one's own child one may show; a registered tie is noted by the caller of the policy, not here.
bool own(const Known& publisher, const Person& shown) {
  if (publisher.person == nullptr) return false;
  const auto& children = publisher.person->parent_of;
  return publisher.person->id == shown.id || std::ranges::find(children, shown.id) != children.end();
}

/// Whether a direct conversation is with the pupil or a parent of theirs: showing them their own picture is no
/// spreading.
bool among_family(const CaseView& view, const Place& place, const Person& pupil) {
  return std::ranges::any_of(place.accounts, [&](const std::string& id) {
    const Known who = known(view, id);
    return who.person != nullptr && own(who, pupil);
  });
}

class Shown {
 public:
  Shown(const CaseView& view, UserNames& user_names, Publication& p) : view_(view), user_names_(user_names), p_(p) {}

  void find() {
    const std::string& caption = p_.media->caption;
    for (const std::string& id : p_.media->tagged)
      if (const CaseAccount* account = view_.account(id)) add(account->match, "tag");
    if (caption.empty()) return settle();
    for (const Resolver::NameInText& name : view_.resolver().names_in(caption))
      if (!stands_for_relative(caption, name.begin, name.length)) add_named(name.match, name.begin);
    for (const UserNameInText& mention : user_names_.in(caption, p_.media->platform)) add_named(mention.match, mention.begin);
    settle();
  }

 private:
  void add_named(const Match& match, std::size_t begin) {
    if (!is_credit(p_.media->caption, begin)) add(match, "caption");
  }

  void add(const Match& match, std::string_view known_by) {
    const Person* person = match.band >= Band::possible ? view_.person(match.person_id) : nullptr;
    if (person == nullptr || !role_of(*person, p_.day) || own(p_.publisher, *person)) return;
    auto [it, fresh] = found_.try_emplace(person->id, Depicted{person, match.band, known_by});
    if (!fresh && match.band > it->second.band) it->second = {person, match.band, known_by};
  }

  void settle() {
    for (const auto& [id, shown] : found_) {
      const Role role = *role_of(*shown.person, p_.day);
      if (role == Role::pupil) p_.pupils.push_back(shown);
      if (role == Role::staff || role == Role::parent) p_.adults.push_back(shown);
    }
  }

  const CaseView& view_;
  UserNames& user_names_;
  Publication& p_;
  std::map<std::string, Depicted> found_;
};

}  // namespace

void each_publication(const CaseView& view, const std::function<void(const Publication&)>& visit) {
  each_publication_of_anybody(view, [&](const Publication& p) {
    if (!p.pupils.empty()) visit(p);
  });
}

void each_publication_of_anybody(const CaseView& view, const std::function<void(const Publication&)>& visit) {
  UserNames user_names(view);
  std::map<std::string, Place, std::less<>> places;
  view.each_conversation([&](const CaseConversation& conversation) {
    Place& place = places[conversation.id];
    place.kind = conversation.kind;
    place.site_rows = school_site_rows(view, conversation);
    for (const CaseParticipant& p : conversation.participants) place.accounts.push_back(p.account_id);
  });
  view.each_media([&](const CaseMedia& media) {
    const auto place = places.find(media.conversation_id);
    if (!is_image_or_sound(media.kind) || (!media.is_public && place == places.end())) return;
    Publication p;
    p.media = &media;
    p.day = day_of(view, media.published);
    p.publisher = known(view, media.publisher);
    if (p.publisher.account != nullptr) p.standing = standing_of(view, *p.publisher.account, p.day);
    if (media.publisher.empty() && place != places.end() && place->second.is_site_on(p.day)) p.standing.kind = "school";
    if (p.publisher.person != nullptr) p.role = p.publisher.person->role_on(p.day);
    p.audience = media.is_public ? "public" : audience_of(place->second.kind);
    Shown(view, user_names, p).find();
    for (std::vector<Depicted>* shown : {&p.pupils, &p.adults})
      if (p.audience == "direct")
        std::erase_if(*shown, [&](const Depicted& d) { return among_family(view, place->second, *d.person); });
    if (!p.pupils.empty() || !p.adults.empty()) visit(p);
  });
}

PersonPart part_of(const Depicted& pupil) { return pupil.known_by == "tag" ? PersonPart::depicted : PersonPart::mentioned; }

void add_pupils(Fact& fact, const Publication& p) {
  for (const Depicted& pupil : p.pupils) add_person(fact, *pupil.person, p.day, part_of(pupil), pupil.band);
}

Fact publication_fact(const Publication& p, std::string_view detector, int version) {
  Fact fact;
  fact.detector = std::string(detector);
  fact.detector_version = version;
  fact.platform = p.media->platform;
  fact.conversation_id = p.media->conversation_id;
  fact.time = p.media->published;
  fact.evidence.push_back(evidence_of(*p.media));
  if (!p.media->publisher.empty()) fact.accounts.push_back(p.media->publisher);
  if (p.publisher.person != nullptr && p.role != nullptr)
    add_person(fact, *p.publisher.person, p.day, PersonPart::actor, p.publisher.band);
  fact.attributes["media_kind"] = Json(name_of(p.media->kind));
  fact.attributes["audience"] = Json(p.audience);
  fact.attributes["account_kind"] = Json(p.standing.kind);
  fact.attributes["present"] = Json(p.media->present);
  if (p.role == nullptr && p.standing.kind != "school") add_doubt(fact, "unknown-publisher");
  if (p.audience == "direct") add_doubt(fact, "direct-audience");
  if (!p.media->published.local_ms) add_doubt(fact, "undated");
  return fact;
}

void add_shown(Fact& fact, const Publication& p, const Depicted& shown) {
  if (const auto role = role_of(*shown.person, p.day)) fact.attributes["shown"] = Json(name_of(*role));
}

void add_consent(Fact& fact, const ConsentAnswer& answer) {
  Json& out = fact.attributes["consent"];
  out["state"] = Json(answer.state);
  if (!answer.source.empty()) out["register"] = Json(answer.source);
  if (!answer.given_by.empty()) out["given_by"] = Json(answer.given_by);
  if (!answer.form.empty()) out["form"] = Json(answer.form);
  if (answer.date) out["date"] = Json(to_string(*answer.date));
  if (answer.age) out["age"] = Json(*answer.age);
  fact.attributes["consent_state"] = Json(answer.state);
  if (answer.state == "wrong_giver" && answer.at_boundary) add_doubt(fact, "age-boundary");
  if (answer.state == "wrong_giver" && answer.before_self_age) add_against(fact, "given-before-age");
  if (answer.state == "given_later") add_against(fact, "given-later");
}

AdultConsent::AdultConsent(const CaseView& view) {
  for (const ConsentRecord& row : view.registers().consent) {
    const Person* person = view.person(row.person_id);
    if (person == nullptr) continue;
    const auto is = [&](Role role) { return std::ranges::find(person->roles, role, &RoleSpan::role) != person->roles.end(); };
    staff_ = staff_ || is(Role::staff);
    parents_ = parents_ || (is(Role::parent) && !is(Role::staff));
  }
}

bool AdultConsent::is_judged(const Publication& p, const Depicted& adult, const ConsentAnswer& answer) const {
  if (answer.state == "granted") return false;
  if (answer.state == "refused" || answer.state == "withdrawn_before") return true;
  // Colleagues are thanked and announced in captions: then nothing but an express "no" makes it worth a look.
  if (adult.known_by != "tag") return false;
  if (answer.state != "none") return true;
  const RoleSpan* span = adult.person->role_on(p.day);
  return span != nullptr && (span->role == Role::staff ? staff_ : parents_);
}

}  // namespace schouw
