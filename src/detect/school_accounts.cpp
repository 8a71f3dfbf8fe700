#include "school_accounts.h"

#include <algorithm>

#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// Everything by which an export may show an account and a register may list it.
std::vector<std::string> shown_as(const AccountProfile& profile) {
  std::vector<std::string> out = profile.display_names;
  for (const std::string* part : {&profile.handle, &profile.email, &profile.native_id, &profile.phone})
    if (!part->empty()) out.push_back(*part);
  return out;
}

std::string key_of(std::string_view handle) {
  const std::string_view bare = trim(handle);
  return fold(bare.starts_with('@') ? bare.substr(1) : bare);
}

std::vector<const RegisteredAccount*> rows_of(const CaseView& view, const Policy& policy, const CaseAccount& account) {
  std::vector<const RegisteredAccount*> out;
  const auto shown = shown_as(account.profile);
  for (const RegisteredAccount& row : view.registers().accounts) {
    if (row.kind != "school" || policy.canonical(row.platform) != policy.canonical(account.profile.platform)) continue;
    const std::string wanted = key_of(row.handle);
    if (std::ranges::any_of(shown, [&](const std::string& one) { return key_of(one) == wanted; })) out.push_back(&row);
  }
  return out;
}

/// An account of a person is theirs, whatever its name says.
bool is_somebodys(const CaseAccount& account) {
  return account.match.band != Band::none || account.kind == "private" || account.kind == "professional";
}

/// What tells one page from another; empty when an export gives its name only.
std::string hard_key(const CaseAccount& account) {
  const AccountProfile& p = account.profile;
  for (const std::string* part : {&p.native_id, &p.handle, &p.email, &p.phone})
    if (!part->empty()) return p.platform + "|" + key_of(*part);
  return {};
}

bool share_a_name(const CaseAccount& a, const CaseAccount& b) {
  return a.profile.platform == b.profile.platform && std::ranges::any_of(a.profile.display_names, [&](const auto& name) {
           return std::ranges::any_of(b.profile.display_names,
                                      [&](const auto& other) { return key_of(name) == key_of(other); });
         });
}

/// What a channel of Telegram publishes is there a message like any other.
bool is_publication(const CaseMessage& m, ConversationKind place) {
  return m.kind == MessageKind::post || m.kind == MessageKind::story ||
         (m.kind == MessageKind::message && place == ConversationKind::public_);
}

bool counts_as_act(MessageKind kind) {
  switch (kind) {
    case MessageKind::message:
    case MessageKind::post:
    case MessageKind::comment:
    case MessageKind::story:
      return true;
    case MessageKind::system:
    case MessageKind::call:
    case MessageKind::event:
      break;
  }
  return false;
}

void add_act(SchoolPage& page, const CaseMessage& m, ConversationKind place, EvidenceList& others) {
  if (!counts_as_act(m.kind)) return;
  ++page.acts;
  page.sources.insert(m.origin.source_sha256 + "|" + m.origin.source);
  if (!is_publication(m, place)) return others.add(evidence_of(m));
  page.evidence.add(evidence_of(m));
  if (!m.time.local_ms) return;
  if (!page.first.local_ms || *m.time.local_ms < *page.first.local_ms) page.first = m.time;
  if (!page.last.local_ms || *m.time.local_ms > *page.last.local_ms) page.last = m.time;
}

class Pages {
 public:
  Pages(const CaseView& view, const SchoolAccounts& accounts) : view_(view) {
    for (const auto& [id, account] : accounts.all())
      if (const std::string key = hard_key(*account.account); !key.empty()) join(key, id, account);
    // In the export of somebody who manages a page it is only a name; that is the page of that name, not another one.
    for (const auto& [id, account] : accounts.all())
      if (hard_key(*account.account).empty()) join(key_by_name(*account.account), id, account);
  }

  std::vector<SchoolPage> run() {
    view_.each_conversation([&](const CaseConversation& c) {
      if (std::ranges::any_of(c.participants, [&](const CaseParticipant& p) { return key_of_id_.contains(p.account_id); }))
        view_.each_message(c.id, [&](const CaseMessage& m) { message(m, c.kind); });
    });
    view_.each_connection([&](const CaseConnection& c) {
      const auto page = key_of_id_.find(c.other);
      if (page != key_of_id_.end() && c.kind == ConnectionKind::admin) pages_[page->second].admins.push_back(c);
    });
    return seen();
  }

 private:
  void join(const std::string& key, const std::string& id, const SchoolAccount& account) {
    SchoolPage& page = pages_[key];
    page.key = key;
    if (page.ids.empty()) page.shown = account;
    else also(page.shown, account);
    page.ids.insert(id);
    key_of_id_.emplace(id, key);
  }

  /// What the register says of one account of a page, it says of the page.
  static void also(SchoolAccount& shown, const SchoolAccount& account) {
    shown.registered = shown.registered || account.registered;
    shown.named = shown.named && account.named;
    shown.rows.insert(shown.rows.end(), account.rows.begin(), account.rows.end());
    sort_unique(shown.rows);
  }

  std::string key_by_name(const CaseAccount& account) const {
    for (const auto& [key, page] : pages_)
      if (share_a_name(account, *page.shown.account)) return key;
    const AccountProfile& p = account.profile;
    return p.platform + "|" + (p.display_names.empty() ? p.id : key_of(p.display_names.front()));
  }

  void message(const CaseMessage& m, ConversationKind place) {
    const auto page = key_of_id_.find(m.account_id);
    if (page != key_of_id_.end()) add_act(pages_[page->second], m, place, others_[page->second]);
  }

  std::vector<SchoolPage> seen() {
    std::vector<SchoolPage> out;
    for (auto& [key, page] : pages_) {
      if (page.evidence.total() == 0 && others_[key].total() > 0) page.evidence = others_[key];
      if (page.evidence.total() == 0)
        for (const CaseConnection& c : page.admins) page.evidence.add(evidence_of(c));
      if (page.evidence.total() > 0) out.push_back(std::move(page));
    }
    return out;
  }

  const CaseView& view_;
  std::map<std::string, SchoolPage> pages_;
  std::map<std::string, EvidenceList> others_;
  std::map<std::string, std::string, std::less<>> key_of_id_;
};

}  // namespace

SchoolAccounts::SchoolAccounts(const CaseView& view, const Policy& policy) : name_(policy, view) {
  view.each_account([&](const CaseAccount& account) {
    auto rows = rows_of(view, policy, account);
    const bool known = !rows.empty() || account.kind == "school";
    const auto shown = shown_as(account.profile);
    const bool named = !known && !is_somebodys(account) &&
                       std::ranges::any_of(shown, [&](const std::string& one) { return name_.in_account(one); });
    const bool registered = known && cover(rows, view.last_day());
    if (known || named) accounts_.emplace(account.profile.id, SchoolAccount{&account, registered, named, std::move(rows)});
  });
}

const RegisteredAccount* SchoolAccount::row(const Date& last_day) const {
  const auto now = std::ranges::find_if(rows, [&](const RegisteredAccount* one) { return covers(*one, last_day); });
  return now != rows.end() ? *now : rows.empty() ? nullptr : rows.front();
}

const SchoolAccount* SchoolAccounts::find(std::string_view account_id) const {
  const auto it = accounts_.find(account_id);
  return it == accounts_.end() ? nullptr : &it->second;
}

std::vector<SchoolPage> school_pages(const CaseView& view, const SchoolAccounts& accounts) {
  if (accounts.all().empty()) return {};   // most cases: then no conversation need be read
  return Pages(view, accounts).run();
}

const SchoolPage* page_of(const std::vector<SchoolPage>& pages, std::string_view account_id) {
  for (const SchoolPage& page : pages)
    if (page.ids.contains(account_id)) return &page;
  return nullptr;
}

const SchoolPage* page_of_place(const std::vector<SchoolPage>& pages, const CaseConversation& c) {
  if (c.kind != ConversationKind::public_ && c.kind != ConversationKind::channel) return nullptr;
  for (const CaseParticipant& p : c.participants)
    if (const SchoolPage* page = page_of(pages, p.account_id)) return page;
  for (const SchoolPage& page : pages)
    if (page.shown.account->profile.platform == c.platform && !c.title.empty() &&
        std::ranges::any_of(page.shown.account->profile.display_names,
                            [&](const std::string& name) { return fold(name) == fold(c.title); }))
      return &page;
  return nullptr;
}

Fact page_fact(const SchoolPage& page, std::string_view detector, int version) {
  Fact fact;
  fact.detector = std::string(detector);
  fact.detector_version = version;
  fact.platform = page.shown.account->profile.platform;
  fact.time = page.last;
  fact.accounts.assign(page.ids.begin(), page.ids.end());
  fact.evidence = page.evidence.sorted();
  fact.attributes["account_kind"] = Json(page.shown.registered ? "school" : "unknown");
  fact.attributes["registered"] = Json(page.shown.registered ? "yes" : "no");
  fact.attributes["messages_total"] = Json(page.acts);
  fact.subject = fact.detector + "|" + page.key;
  return fact;
}

std::optional<Date> day_as(const CaseView& view, const CaseConnection& c, const Person& person, Role role) {
  const Date until = c.ended.local_ms ? date_of(*c.ended.local_ms) : view.last_day();
  std::vector<Date> days{c.since.local_ms ? date_of(*c.since.local_ms) : until};
  for (const RoleSpan& span : person.roles)
    if (c.since.local_ms && span.from && *span.from > days.front() && *span.from <= until) days.push_back(*span.from);
  std::ranges::sort(days);
  for (const Date& day : days) {
    const RoleSpan* span = person.role_on(day);
    if (span != nullptr && span->role == role) return day;
  }
  return {};
}

void add_register_doubt(Fact& fact, const SchoolAccount& page, const Date& day) {
  if (page.registered_on(day)) return;
  const std::string_view by_name = page.account == nullptr ? "group-by-name-only" : "name-of-school-only";
  add_doubt(fact, page.named ? by_name : "registered-other-days");
}

std::int64_t days_between(const Date& from, const Date& until) {
  const auto number = [](const Date& d) {
    return civil_to_ms({d.year, d.month, d.day, 0, 0, 0, 0}).value_or(0) / 86'400'000;
  };
  return number(until) - number(from);
}

}  // namespace schouw
