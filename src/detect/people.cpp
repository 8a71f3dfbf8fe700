#include "people.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool share_a_child(const Person& a, const Person& b) {
  return std::ranges::any_of(a.parent_of, [&](const std::string& child) { return contains(b.parent_of, child); });
}

/// Everything an exports shows that a register may have written down as "the handle".
std::vector<std::string> handles_of(const AccountProfile& profile) {
  std::vector<std::string> out = profile.display_names;
  for (const std::string* part : {&profile.handle, &profile.email, &profile.native_id})
    if (!part->empty()) out.push_back(*part);
  if (!profile.phone.empty()) out.push_back(to_e164(profile.phone).value_or(profile.phone));
  return out;
}

std::string handle_key(std::string_view handle) {
  const std::string_view trimmed = trim(handle);
  return fold(trimmed.starts_with('@') ? trimmed.substr(1) : trimmed);
}

/// Words by which an account presents itself as somebody's at school. A claim, never a proof.
bool claims_to_be_professional(const AccountProfile& profile) {
  constexpr std::string_view kWords[] = {"juf", "meester", "docent", "school", "mentor", "leerkracht", "teacher"};
  for (const std::string& shown : handles_of(profile)) {
    const std::string name = fold(shown);
    for (const std::string_view word : kWords) {
      const auto at = name.find(word);
      if (at != std::string::npos && (at == 0 || name[at - 1] < 'a' || name[at - 1] > 'z')) return true;
    }
  }
  return false;
}

std::string domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string() : ascii_lower(address.substr(at + 1));
}

}  // namespace

Known known(const CaseView& view, std::string_view account_id) {
  Known out;
  out.account = account_id.empty() ? nullptr : view.account(account_id);
  if (out.account == nullptr) return out;
  out.band = out.account->match.band;
  if (out.band >= Band::possible) out.person = view.person(out.account->match.person_id);
  return out;
}

Date day_of(const CaseView& view, const RecordTime& time) {
  return time.local_ms ? date_of(*time.local_ms) : view.as_of();
}

bool all_candidates_in(const CaseView& view, const Known& who, const Date& day, std::initializer_list<Role> roles) {
  if (who.account == nullptr || who.band != Band::ambiguous || who.account->match.candidates.empty()) return false;
  return std::ranges::all_of(who.account->match.candidates, [&](const std::string& id) {
    const Person* person = view.person(id);
    const RoleSpan* span = person == nullptr ? nullptr : person->role_on(day);
    return span != nullptr && std::ranges::find(roles, span->role) != roles.end();
  });
}

Tie tie_between(const CaseView& view, const Person& a, const Person& b, const Date& day) {
  if (a.id == b.id || contains(a.parent_of, b.id) || contains(b.parent_of, a.id) || share_a_child(a, b))
    return Tie::family;
  const bool registered = exception_for(view, "family_tie", a.id + "|" + b.id, day) != nullptr ||
                          exception_for(view, "family_tie", b.id + "|" + a.id, day) != nullptr;
  return registered ? Tie::registered : Tie::none;
}

bool children_left(const CaseView& view, const Person& parent, const Date& day) {
  return !parent.parent_of.empty() && std::ranges::all_of(parent.parent_of, [&](const std::string& id) {
    const Person* child = view.person(id);
    return child != nullptr && !child->roles.empty() && std::ranges::all_of(child->roles, [&](const RoleSpan& span) {
      return span.role == Role::pupil && span.until && *span.until < day;
    });
  });
}

const RegisteredException* exception_for(const CaseView& view, std::string_view kind, std::string_view subject,
                                         const Date& day) {
  const std::string wanted = fold(trim(subject));
  if (wanted.empty()) return nullptr;
  for (const RegisteredException& row : view.registers().exceptions)
    if (row.kind == kind && row.covers(day) && fold(trim(row.subject)) == wanted) return &row;
  return nullptr;
}

std::vector<const RegisteredAccount*> school_rows(const CaseView& view, const AccountProfile& profile) {
  std::vector<const RegisteredAccount*> out;
  std::vector<std::string> shown;   // made when a row of this platform is met
  for (const RegisteredAccount& row : view.registers().accounts) {
    if (row.kind != "school" || ascii_lower(row.platform) != profile.platform) continue;
    if (shown.empty())
      for (const std::string& one : handles_of(profile)) shown.push_back(handle_key(one));
    if (std::ranges::find(shown, handle_key(row.handle)) != shown.end()) out.push_back(&row);
  }
  return out;
}

std::vector<const RegisteredAccount*> school_site_rows(const CaseView& view, const CaseConversation& place) {
  std::vector<const RegisteredAccount*> out;
  if (place.kind != ConversationKind::public_ || place.platform != "blog" || trim(place.title).empty()) return out;
  for (const RegisteredAccount& row : view.registers().accounts)
    if (row.kind == "school" && row.platform == "blog" && fold(trim(row.handle)) == fold(trim(place.title))) out.push_back(&row);
  return out;
}

bool covers(const RegisteredAccount& row, const Date& day) {
  return (!row.from || *row.from <= day) && (!row.until || day <= *row.until);
}

bool cover(const std::vector<const RegisteredAccount*>& rows, const Date& day) {
  return rows.empty() || std::ranges::any_of(rows, [&](const RegisteredAccount* row) { return covers(*row, day); });
}

AccountStanding standing_of(const CaseView& view, const CaseAccount& account, const Date& day) {
  AccountStanding out;
  out.kind = account.kind.empty() ? "unknown" : account.kind;
  if (out.kind == "school" && !cover(school_rows(view, account.profile), day)) out.kind = "unknown";
  for (const std::string& handle : handles_of(account.profile)) {
    if (exception_for(view, "professional_account", account.profile.platform + ":" + handle, day) == nullptr) continue;
    out.kind = "professional";
    out.professional = ExceptionState::met;
    return out;
  }
  if (out.kind == "professional" || out.kind == "school") out.professional = ExceptionState::met;
  if (out.kind == "unknown")
    out.professional = claims_to_be_professional(account.profile) ? ExceptionState::claimed : ExceptionState::unknown;
  return out;
}

std::vector<std::string> school_domains(const Registers& registers) {
  std::vector<std::string> out;
  for (const std::string& own : registers.own_identifiers)
    if (const std::string domain = domain_of(own); !domain.empty()) out.push_back(domain);
  std::map<std::string, std::size_t> staff;
  std::size_t total = 0;
  for (const Person& person : registers.people) {
    if (!std::ranges::any_of(person.roles, [](const RoleSpan& span) { return span.role == Role::staff; })) continue;
    for (const std::string& address : person.emails) {
      ++staff[domain_of(address)];
      ++total;
    }
  }
  for (const auto& [domain, count] : staff)
    if (2 * count > total && count > 1) out.push_back(domain);
  return out;
}

Organisation organisation_account(const Known& who, const std::vector<std::string>& domains) {
  if (who.account == nullptr) return Organisation::unknown;
  if (who.account->kind == "private") return Organisation::no;
  if (who.account->kind == "school" || who.account->kind == "professional") return Organisation::yes;
  const AccountProfile& profile = who.account->profile;
  if (profile.outside_tenant) return Organisation::no;
  if (profile.email.empty()) return profile.platform == "mail" ? Organisation::unknown : Organisation::yes;
  const std::string address = ascii_lower(profile.email);
  if (contains(domains, domain_of(address))) return Organisation::yes;
  // The address that the school itself noted for this person is where it expects them, whatever the domain.
  if (who.person != nullptr && contains(who.person->emails, address)) return Organisation::yes;
  return domains.empty() ? Organisation::unknown : Organisation::no;
}

bool is_private_mailbox(std::string_view address) {
  constexpr std::string_view kProviders[] = {
      "gmail", "googlemail", "hotmail", "outlook", "live",   "msn",      "yahoo",    "ymail",   "icloud", "me",     "mac",        "proton",
      "gmx",   "protonmail", "aol",     "ziggo",   "home",   "kpnmail",  "kpnplanet", "planet", "hetnet", "xs4all", "casema",     "upcmail",
      "chello", "quicknet",  "telfort", "tele2",   "online", "solcon",   "caiway",   "freedom", "zonnet", "delta",  "zeelandnet", "telenet"};
  const std::string domain = domain_of(address);
  return std::ranges::find(kProviders, std::string_view(domain).substr(0, domain.find('.'))) != std::end(kProviders);
}

bool is_leadership(std::string_view function) {
  constexpr std::string_view kFunctions[] = {
      "director", "directeur",         "leadership", "schoolleiding", "rector", "conrector", "principal",
      "head",     "adjunct-directeur", "teamleider", "team-leader",   "mt",     "bestuurder"};
  const std::string name = ascii_lower(trim(function));
  return std::ranges::find(kFunctions, name) != std::end(kFunctions);
}

bool near_border(const Person& person, const Date& day) {
  constexpr int kDays = 14;
  const RoleSpan* span = person.role_on(day);
  if (span == nullptr) return false;
  const auto days_of = [](const Date& d) { return *civil_to_ms({d.year, d.month, d.day, 0, 0, 0, 0}) / 86'400'000; };
  const auto close = [&](const std::optional<Date>& border) {
    return border && std::abs(days_of(*border) - days_of(day)) < kDays;
  };
  return close(span->from) || close(span->until);
}

FactPerson fact_person(const Person& person, const Date& day, PersonPart part, Band band) {
  FactPerson out;
  out.person_id = person.id;
  if (const RoleSpan* span = person.role_on(day); span != nullptr) {
    out.role = span->role;
    out.function = span->function;
  }
  out.part = part;
  out.band = band;
  return out;
}

}  // namespace schouw
