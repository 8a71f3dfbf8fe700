// The phrases are our own list, Dutch, English and Frisian, and whole words on folded text.
//
//   "Op persoonlijke titel: ik vind de nieuwe lestijden van De Breul niks"   ->  topic school-name, capacity yes
//
// Gaps: the profile text, which downloads do not give with a post; images of text; other ways to say the same.
#include "capacity.h"

#include <algorithm>
#include <array>
#include <string>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// The words of a text with one blank between and at both ends, so that whole phrases can be sought.
std::string spaced(std::string_view text) {
  std::string out = " ";
  for (const std::string& word : name_words(text)) out += word + " ";
  return out;
}

bool has_phrase(const std::string& text, std::initializer_list<std::string_view> phrases) {
  return std::ranges::any_of(phrases, [&](std::string_view phrase) {
    return text.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

bool says_own_opinion(const std::string& t) {
  return has_phrase(t, {"op persoonlijke titel", "persoonlijke titel", "mijn persoonlijke mening", "persoonlijke mening", "eigen mening",
                        "mijn eigen mening", "mijn mening", "prive mening", "als prive persoon", "als privepersoon", "tweet op eigen titel",
                        "op eigen titel", "niet namens", "los van het standpunt", "niet het standpunt", "views are my own",
                        "opinions are my own", "my own opinion", "personal opinion", "in a personal capacity", "views my own",
                        "myn eigen miening", "persoanlike titel", "myn persoanlike miening"});
}

bool speaks_for_school(const std::string& t) {
  return has_phrase(t, {"namens de school", "namens school", "namens het team", "namens de directie", "namens ons team", "namens onze school",
                        "uit naam van", "on behalf of", "namens it team", "namens de skoalle"});
}

bool says_employment(const std::string& t) {
  return speaks_for_school(t) ||
         has_phrase(t, {"ik werk op", "ik werk bij", "ik werk voor", "ik werk zelf op", "ik werk zelf bij", "werkzaam op", "werkzaam bij",
                        "werkzaam als", "medewerker van", "medewerker op", "medewerker bij", "als medewerker", "als docent", "als leraar",
                        "als lerares", "als leerkracht", "als juf", "als meester", "als mentor", "als directeur", "als teamleider",
                        "ik ben docent", "ik ben leraar", "ik ben lerares", "ik ben leerkracht", "ik ben juf", "ik ben meester",
                        "ik ben mentor", "ik geef les op", "ik geef les aan", "ik geef hier les", "ik geef er les", "docent op", "docent bij",
                        "leraar op", "leerkracht op", "leerkracht bij", "juf op", "meester op", "mijn werkgever", "mijn leerlingen",
                        "onze leerlingen", "mijn klas", "mijn collega s", "i work at", "i work for", "i teach at", "as a teacher",
                        "my employer", "my pupils", "my students", "ik wurkje op", "ik wurkje by", "ik jou les"});
}

bool says_function(const std::string& t) {
  return has_phrase(t, {"docent", "docente", "leraar", "lerares", "leerkracht", "juf", "meester", "mentor", "directeur", "directrice",
                        "teamleider", "conrector", "rector", "afdelingsleider", "concierge", "intern begeleider", "ib er",
                        "zorgcoordinator", "onderwijsassistent", "decaan", "teacher", "head teacher", "geef les", "geef hier les", "geef er les",
                        "i teach"});
}

bool names_third_parties(const std::string& t) {
  return has_phrase(t, {"reacties van derden", "uitlatingen van derden", "uitingen van derden", "voor derden", "van derden",
                        "reacties van anderen", "wat anderen", "third parties", "third party"});
}

std::string_view topic_of(const SchoolName& name, const CaseMessage& m) {
  const std::string all = m.title + " " + m.text;
  if (name.in_text(all)) return "school-name";
  const std::string t = spaced(all);
  if (has_phrase(t, {"onze school", "mijn school", "bij ons op school", "ons schoolgebouw", "ons team", "our school", "my school", "us skoalle"}))
    return "own-school";
  if (has_phrase(t, {"onderwijs", "lerarentekort", "passend onderwijs", "schooladvies", "eindtoets", "doorstroomtoets", "inspectie van het onderwijs",
                     "onderwijsinspectie", "schoolleiding", "leerlingen", "klassengrootte", "curriculum", "education", "teacher shortage",
                     "underwiis"}))
    return "education";
  return {};
}

std::string_view hours_of(const WorkingHours& hours, const RecordTime& time) {
  if (!time.local_ms || time.precision == Precision::day) return "unknown";
  constexpr std::int64_t kDay = 86'400'000;
  const auto weekday = static_cast<int>((*time.local_ms / kDay + 3) % 7) + 1;
  const auto minute = static_cast<int>(*time.local_ms % kDay / 60'000);
  const bool working = std::ranges::find(hours.days, weekday) != hours.days.end() && minute >= hours.from_minute &&
                       minute < hours.until_minute;
  return working ? "working" : "free";
}

/// "Juf Karin (De Breul)" says on its own what others must write.
void read_account(const SchoolName& name, const AccountProfile& profile, Utterance& out) {
  for (const std::string& shown : profile.display_names) {
    const std::string t = spaced(shown);
    out.function = out.function || says_function(t);
    out.employment = out.employment || name.in_text(shown) || name.in_account(shown);
  }
}

std::string_view place_of(const CaseMessage& m) {
  return m.kind == MessageKind::comment ? "discussion" : "publication";
}

bool is_public_act(const CaseMessage& m, const CaseConversation& c) {
  const bool kind = m.kind == MessageKind::post || m.kind == MessageKind::story || m.kind == MessageKind::comment;
  return kind && c.kind == ConversationKind::public_ && !m.flags.deleted && !trim(m.text).empty();
}

std::optional<Utterance> utterance_of(const CaseView& view, const Policy& policy, const SchoolName& name,
                                      const CaseMessage& m) {
  Utterance out;
  out.who = known(view, m.account_id);
  out.day = day_of(view, m.time);
  const RoleSpan* span = out.who.person == nullptr ? nullptr : out.who.person->role_on(out.day);
  if (span == nullptr || span->role != Role::staff) return {};
  out.topic = topic_of(name, m);
  if (out.topic.empty()) return {};
  out.standing = standing_of(view, *out.who.account, out.day);
  if (out.standing.kind == "school") return {};
  const std::string t = spaced(m.title + " " + m.text);
  out.message = m;
  out.place = place_of(m);
  out.hours = hours_of(policy.working_hours, m.time);
  out.own_opinion = says_own_opinion(t);
  out.employment = says_employment(t);
  out.function = says_function(t);
  out.third_parties = names_third_parties(t);
  read_account(name, out.who.account->profile, out);
  out.capacity = out.own_opinion || speaks_for_school(t);
  return out;
}

std::string_view yes_no(bool value) { return value ? "yes" : "no"; }

}  // namespace

void each_utterance(const CaseView& view, const Policy& policy, const std::function<void(const Utterance&)>& visit) {
  const SchoolName name(policy, view.registers());
  view.each_conversation([&](const CaseConversation& c) {
    if (c.kind != ConversationKind::public_ || !policy.is_social_medium(c.platform)) return;
    view.each_message(c.id, [&](const CaseMessage& m) {
      if (!is_public_act(m, c)) return;
      if (const auto utterance = utterance_of(view, policy, name, m)) visit(*utterance);
    });
  });
}

Fact utterance_fact(const Utterance& u, std::string_view detector, int version) {
  Fact fact;
  fact.detector = std::string(detector);
  fact.detector_version = version;
  fact.platform = u.message.platform;
  fact.conversation_id = u.message.conversation_id;
  fact.time = u.message.time;
  add_person(fact, *u.who.person, u.day, PersonPart::actor, u.who.band);
  fact.accounts = {u.message.account_id};
  fact.evidence = {evidence_of(u.message)};
  fact.attributes["account_kind"] = Json(u.standing.kind);
  fact.attributes["topic"] = Json(u.topic);
  fact.attributes["place"] = Json(u.place);
  fact.attributes["hours"] = Json(u.hours);
  fact.attributes["states_employment"] = Json(yes_no(u.employment));
  fact.attributes["states_function"] = Json(yes_no(u.function));
  fact.attributes["states_capacity"] = Json(yes_no(u.capacity));
  fact.attributes["own_opinion"] = Json(yes_no(u.own_opinion));
  fact.attributes["third_parties"] = Json(yes_no(u.third_parties));
  add_against(fact, "profile-not-read");
  if (u.topic != "school-name") add_doubt(fact, "school-not-named");
  fact.subject = fact.detector + "|" + u.message.id;
  return fact;
}

}  // namespace schouw
