// The phrases are our own list, Dutch, English and Frisian, and whole words on folded text.
//
//   "Op persoonlijke titel: ik vind de nieuwe lestijden van De Breul niks"   ->  topic school-name, capacity yes
//
// A profile counts as it stood when the export was made; what stood there on the day of the post no export says.
//
// Gaps: profiles of which no download is in the case; images of text; other ways to say the same.
#include "capacity.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "profiles.h"
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
                        "opinions are my own", "my own opinion", "personal opinion", "in a personal capacity", "views my own", "tweets are my own",
                        "opinions my own", "views own", "opinions own", "namens mezelf", "namens mijzelf", "mijn eigen meningen",
                        "prive account", "priveaccount", "persoonlijk account",
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

/// "Docent Engels | De Breul": on a profile a function beside the name of the school says that one works there. The name alone
/// does not: parents and former pupils have it there too.
void read_profile(const SchoolName& name, const std::string& words, Utterance& out) {
  const std::string t = spaced(words);
  const bool function = says_function(t);
  WithProfile& all = out.with_profile;
  out.profile_read = true;
  all.function = all.function || function;
  all.employment = all.employment || says_employment(t) || (function && name.in_text(words));
  all.own_opinion = all.own_opinion || says_own_opinion(t);
  all.capacity = all.capacity || all.own_opinion || speaks_for_school(t);
  all.third_parties = all.third_parties || names_third_parties(t);
}

/// Whether the profile says something of what is asked that the words do not.
bool profile_adds(const Utterance& u, Asked asked) {
  const WithProfile& all = u.with_profile;
  switch (asked) {
    case Asked::affiliation:
      return (all.employment && !u.employment) || (all.function && !u.function);
    case Asked::capacity:
      return all.capacity && !u.capacity;
    case Asked::notice:
      return (all.own_opinion && !u.own_opinion) || (all.third_parties && !u.third_parties);
  }
  return false;
}

std::string_view about_profile(const Utterance& u, Asked asked) {
  if (!u.profile_read) return "profile-not-read";
  return profile_adds(u, asked) ? "profile-says" : "profile-of-export";
}

/// A reply to somebody else is said in their discussion; one to oneself goes on with one's own publication.
std::string_view place_of(const CaseMessage& m) {
  const bool reply = !m.in_reply_to.empty() &&
                     std::ranges::any_of(m.recipients, [&](const std::string& id) { return id != m.account_id; });
  return m.kind == MessageKind::comment || reply ? "discussion" : "publication";
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
  out.with_profile = {out.employment, out.function, out.capacity, out.own_opinion, out.third_parties};
  return out;
}

std::string_view yes_no(bool value) { return value ? "yes" : "no"; }

}  // namespace

void each_utterance(const CaseView& view, const Policy& policy, const std::function<void(const Utterance&)>& visit) {
  const SchoolName name(policy, view);
  Profiles profiles;
  std::vector<Utterance> found;   // a profile may come after the posts; few people write about their school
  view.each_conversation([&](const CaseConversation& c) {
    profiles.read(view, c);
    if (c.kind != ConversationKind::public_ || !policy.is_social_medium(c.platform)) return;
    view.each_message(c.id, [&](const CaseMessage& m) {
      if (!is_public_act(m, c)) return;
      if (auto utterance = utterance_of(view, policy, name, m)) found.push_back(std::move(*utterance));
    });
  });
  for (Utterance& utterance : found) {
    if (const std::string* words = profiles.of(*utterance.who.account)) read_profile(name, *words, utterance);
    visit(utterance);
  }
}

Fact utterance_fact(const Utterance& u, Asked asked, std::string_view detector, int version) {
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
  fact.attributes["employment_with_profile"] = Json(yes_no(u.with_profile.employment));
  fact.attributes["function_with_profile"] = Json(yes_no(u.with_profile.function));
  fact.attributes["capacity_with_profile"] = Json(yes_no(u.with_profile.capacity));
  fact.attributes["own_opinion_with_profile"] = Json(yes_no(u.with_profile.own_opinion));
  fact.attributes["third_parties_with_profile"] = Json(yes_no(u.with_profile.third_parties));
  add_against(fact, about_profile(u, asked));
  if (u.topic != "school-name") add_doubt(fact, "school-not-named");
  fact.subject = fact.detector + "|" + u.message.id;
  return fact;
}

}  // namespace schouw
