// Resolves every account of a case once. Whether an account is private, professional or the school's comes from the
// accounts register alone; what the register does not know is `unknown`, never guessed from a name.
#include "case_people.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"
#include "schouw/identity/terms.h"
#include "schouw/pipeline/case_setup.h"
#include "stated_numbers.h"

namespace schouw {
namespace {

AccountProfile profile_of(StoredAccount&& stored) {
  AccountProfile out;
  out.id = std::move(stored.id);
  out.platform = std::move(stored.platform);
  out.display_names = std::move(stored.display_names);
  out.handle = std::move(stored.ref.handle);
  out.phone = std::move(stored.ref.phone);
  out.email = std::move(stored.ref.email);
  out.native_id = std::move(stored.ref.native_id);
  out.outside_tenant = stored.ref.outside_tenant;
  return out;
}

/// Whether the register of accounts alone tells whose this is: a person's, or the school's.
bool is_registered(const Match& match) {
  const auto by = [&](std::string_view key) { return std::ranges::find(match.evidence, key, &MatchEvidence::key) != match.evidence.end(); };
  return by("account-register") && (match.band == Band::none || match.band >= Band::probable);
}

/// What the register says of handles: without @ and folded, a number as E.164.
class KindByHandle {
 public:
  explicit KindByHandle(const Registers& registers) {
    for (const RegisteredAccount& account : registers.accounts) add(ascii_lower(account.platform), account);
  }

  std::string of(const AccountProfile& profile, const Match& match) const {
    for (const std::string* written : {&profile.native_id, &profile.phone, &profile.email, &profile.handle})
      if (std::string kind = at(profile.platform, *written); !kind.empty()) return kind;
    // Facebook shows names, so people register names. One counts where it also told whose the account is.
    if (is_registered(match))
      for (const std::string& name : profile.display_names)
        if (std::string kind = at(profile.platform, name); !kind.empty()) return kind;
    return "unknown";
  }

 private:
  std::string at(const std::string& platform, const std::string& written) const {
    const auto found = written.empty() ? kinds_.end() : kinds_.find(key_of(platform, written));
    return found == kinds_.end() ? std::string() : found->second;
  }
  static std::string_view bare(std::string_view handle) {
    const std::string_view trimmed = trim(handle);
    return trimmed.starts_with('@') ? trimmed.substr(1) : trimmed;
  }
  static std::string key(std::string_view platform, std::string_view handle) { return std::string(platform) + ":" + std::string(handle); }

  void add(const std::string& platform, const RegisteredAccount& account) {
    const std::optional<std::string> number = to_e164(bare(account.handle));
    if (number.has_value()) with_numbers_.insert(platform);
    const auto [it, fresh] = kinds_.emplace(key(platform, number.has_value() ? *number : fold(bare(account.handle))), account.kind);
    if (!fresh && it->second != account.kind) it->second.clear();   // two kinds for one handle: not known
  }

  /// Asking the library about every id of every account costs more than all else about them, so it is asked only where
  /// an answer could match.
  std::string key_of(const std::string& platform, std::string_view written) const {
    const auto number = with_numbers_.contains(platform) ? to_e164(bare(written)) : std::nullopt;
    return key(platform, number.has_value() ? *number : fold(bare(written)));
  }

  std::unordered_map<std::string, std::string> kinds_;
  std::unordered_set<std::string> with_numbers_;   ///< platforms
};

std::vector<ManualLink> links_of(const CaseStore& store) {
  std::vector<ManualLink> out;
  for (const auto& [account, person, reason] : store.links()) out.push_back({account, person, reason});
  return out;
}

void fill(std::string& into, const std::string& from) {
  if (into.empty()) into = from;
}

/// What one of these accounts says holds for all of them.
void share(const std::vector<AccountProfile*>& profiles) {
  if (profiles.size() < 2) return;
  AccountProfile all = *profiles.front();
  for (const AccountProfile* one : profiles) {
    fill(all.handle, one->handle);
    fill(all.phone, one->phone);
    fill(all.email, one->email);
    fill(all.native_id, one->native_id);
    all.display_names.insert(all.display_names.end(), one->display_names.begin(), one->display_names.end());
  }
  sort_unique(all.display_names);
  for (AccountProfile* one : profiles) {
    all.id = one->id;
    all.outside_tenant = one->outside_tenant;
    *one = all;
  }
}

using Groups = std::map<std::pair<std::string, std::string>, std::vector<AccountProfile*>>;

/// The owner of a download is an account of its own until the profile file gives its native id.
void share_by_native_id(std::vector<CaseAccount>& accounts) {
  Groups groups;
  for (CaseAccount& account : accounts)
    if (!account.profile.native_id.empty())
      groups[{account.profile.platform, account.profile.native_id}].push_back(&account.profile);
  for (const auto& [key, profiles] : groups) share(profiles);
}

std::string bare_handle(const AccountProfile& profile) {
  const std::string handle = fold(profile.handle);
  return handle.starts_with('@') ? handle.substr(1) : handle;
}

/// Two native ids, two numbers or two addresses: a handle that went from one person to another, perhaps.
bool contradict(const std::vector<AccountProfile*>& profiles) {
  std::array<std::string, 3> said;
  for (const AccountProfile* one : profiles) {
    const std::array<std::string, 3> says{one->native_id, one->phone, ascii_lower(trim(one->email))};
    for (std::size_t i = 0; i < says.size(); ++i) {
      if (!says[i].empty() && !said[i].empty() && says[i] != said[i]) return true;
      fill(said[i], says[i]);
    }
  }
  return false;
}

/// Where messages bear a handle and no id (Snapchat, TikTok), the profile file says who the owner with that handle is. A
/// handle that belongs to no owner of a download joins nothing: there is nothing to learn, and much to mix up.
void share_by_handle(std::vector<CaseAccount>& accounts, const std::unordered_set<std::string>& owners) {
  Groups groups;
  for (CaseAccount& account : accounts)
    if (owners.contains(account.profile.id))
      if (std::string handle = bare_handle(account.profile); !handle.empty())
        groups[{account.profile.platform, std::move(handle)}];
  if (groups.empty()) return;
  for (CaseAccount& account : accounts) {
    if (account.profile.handle.empty()) continue;
    const auto group = groups.find({account.profile.platform, bare_handle(account.profile)});
    if (group != groups.end()) group->second.push_back(&account.profile);
  }
  for (const auto& [key, profiles] : groups)
    if (!contradict(profiles)) share(profiles);
}

/// In their own download people are often told by name alone. It is still a name, so probable at most.
void know_own_names(const CaseStore& store, std::vector<CaseAccount>& accounts) {
  const auto find = [&](std::string_view id) { return std::ranges::lower_bound(accounts, id, {}, [](const CaseAccount& a) -> std::string_view { return a.profile.id; }); };
  store.each_own_name([&](std::string_view account, std::string_view owner) {
    const auto named = find(account), known = find(owner);
    if (named == accounts.end() || known == accounts.end() || known->match.band < Band::probable) return;
    Match& match = named->match;
    const bool linked = std::ranges::find(match.evidence, "link", &MatchEvidence::key) != match.evidence.end();
    const bool agrees = match.person_id == known->match.person_id;
    if (linked || !(agrees || may_be(match, known->match.person_id))) return;
    match.band = std::min(known->match.band, Band::probable);
    match.person_id = known->match.person_id;
    match.candidates.clear();
    match.evidence.push_back({"own-download", named->profile.display_names.empty() ? std::string() : named->profile.display_names.front(), 0});
    if (named->kind == "unknown") named->kind = known->kind;
  });
}

bool has_role(const Person& person, Role role) {
  return std::ranges::any_of(person.roles, [&](const RoleSpan& span) { return span.role == role; });
}

template <class Accept>
  requires std::predicate<Accept, const Person&>
std::vector<std::string> accounts_where(const CasePeople::State& state, Accept accept) {
  std::vector<std::string> out;
  for (const CaseAccount& account : state.accounts) {
    if (account.match.band < Band::possible) continue;
    const Person* person = state.registers.find(account.match.person_id);
    if (person != nullptr && accept(*person)) out.push_back(account.profile.id);
  }
  return out;
}

}  // namespace

bool answers_to(const Person& person, std::string_view folded_words) {
  if (fold(person.id) == folded_words) return true;
  const std::string name = " " + fold(person.name.display) + " ";
  return !folded_words.empty() && name.find(" " + std::string(folded_words) + " ") != std::string::npos;
}

const CaseAccount* CasePeople::State::account(std::string_view id) const {
  const auto found = std::ranges::lower_bound(accounts, id, {}, [](const CaseAccount& a) -> std::string_view {
    return a.profile.id;
  });
  return found == accounts.end() || found->profile.id != id ? nullptr : &*found;
}

CasePeople::CasePeople(std::unique_ptr<State> state) : state_(std::move(state)) {}
CasePeople::~CasePeople() = default;
CasePeople::CasePeople(CasePeople&&) noexcept = default;
CasePeople& CasePeople::operator=(CasePeople&&) noexcept = default;

Result<CasePeople> CasePeople::resolve(const CaseStore& store, std::string_view policy_id) {
  // Without a protocol the program's own terms hold.
  const Result<Policy> policy = case_policy(store, policy_id);
  const IdentityTerms terms = policy ? policy->identity : IdentityTerms{};
  auto state = std::make_unique<State>();
  auto registers = case_registers(store);
  if (!registers) return tl::unexpected<Error>(registers.error());
  state->registers = std::move(*registers);
  const std::vector<ManualLink> links = links_of(store);
  state->resolver = std::make_unique<Resolver>(state->registers, links);
  const KindByHandle kinds(state->registers);
  std::unordered_set<std::string> owners;
  store.each_account([&](StoredAccount&& stored) {
    if (!stored.owner_of.empty()) owners.insert(stored.id);
    CaseAccount account;
    account.profile = profile_of(std::move(stored));
    state->accounts.push_back(std::move(account));
  });
  std::ranges::sort(state->accounts, {}, [](const CaseAccount& a) -> const std::string& { return a.profile.id; });
  share_by_native_id(state->accounts);
  share_by_handle(state->accounts, owners);
  for (CaseAccount& account : state->accounts) {
    account.match = under(terms, state->resolver->resolve(account.profile));
    account.kind = kinds.of(account.profile, account.match);
  }
  know_own_names(store, state->accounts);
  know_stated_numbers(store, state->registers, state->accounts);
  return CasePeople(std::move(state));
}

QueryContext CasePeople::query_context() const {
  QueryContext out;
  out.accounts_of_person = [this](std::string_view name) {
    return accounts_where(*state_, [words = fold(name)](const Person& person) { return answers_to(person, words); });
  };
  out.accounts_of_role = [this](std::string_view name) {
    const std::optional<Role> role = role_from(name);
    if (!role.has_value()) return std::vector<std::string>{};
    return accounts_where(*state_, [role](const Person& person) { return has_role(person, *role); });
  };
  return out;
}

}  // namespace schouw
