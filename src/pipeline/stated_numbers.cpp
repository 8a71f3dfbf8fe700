// Two steps, for the words are known at the audit, and who is behind an account each time that accounts are resolved:
//
//   "Karin Zandvliet: dit is mijn nieuwe nummer 06 12345678"   ->  account a1 says +31612345678
//   a1 is m01, probable; account a2 has +31612345678 alone     ->  a2 is m01, probable, by "stated-number"
//
// Gap: what was said in an export that came after the last audit.
#include "stated_numbers.h"

#include <algorithm>
#include <map>

#include "schouw/identity/statement.h"

namespace schouw {
namespace {

constexpr std::string_view kDocument = "stated_numbers";

/// Marks of a rule that tells of a number.
class NumberMarks {
 public:
  explicit NumberMarks(const Lexicon& lexicon) : rules_(lexicon.rules()) {}
  bool in(std::string_view packed) const {
    return std::ranges::any_of(unpack_marks(packed).marks,
                               [&](const Mark& mark) { return mark.rule < rules_.size() && rules_[mark.rule].mark == "contact.number"; });
  }

 private:
  const std::vector<LexiconRule>& rules_;
};

/// Said by its sender to others: not passed on, not taken back, and no post that the world reads.
bool is_own_saying(const StoredMessage& stored) {
  const Message& m = stored.message;
  return m.kind == MessageKind::message && !stored.sender_id.empty() && !m.flags.forwarded && !m.flags.deleted &&
         m.conversation.kind != ConversationKind::public_;
}

struct Statement {
  std::string account, number, message;
};

std::vector<Statement> statements_of(const CaseStore& store) {
  std::vector<Statement> out;
  const Json document = store.document(kDocument).value_or(Json());
  for (const Json& row : document.at("said").items())
    out.push_back({std::string(row.str("account")), std::string(row.str("number")), std::string(row.str("message"))});
  return out;
}

struct Said {
  std::string person, message;
  Band band = Band::none;
  bool by_several = false;
};

/// By number. Who is known as `possible` at most says nothing about anybody.
std::map<std::string, Said, std::less<>> said_by(const std::vector<Statement>& statements, const std::vector<CaseAccount>& accounts) {
  std::map<std::string, Said, std::less<>> out;
  for (const Statement& one : statements) {
    const auto by = std::ranges::lower_bound(accounts, one.account, {}, [](const CaseAccount& a) -> const std::string& { return a.profile.id; });
    if (by == accounts.end() || by->profile.id != one.account || by->match.band < Band::probable) continue;
    const auto [it, fresh] = out.try_emplace(one.number, Said{by->match.person_id, one.message, std::min(by->match.band, Band::probable)});
    it->second.by_several = it->second.by_several || it->second.person != by->match.person_id;
  }
  return out;
}

bool begins_as_number(std::string_view name) {
  return !name.empty() && (name.front() == '+' || (name.front() >= '0' && name.front() <= '9'));
}

/// The number of an account of which nothing else is known. The library is asked only about what may be one.
std::string only_number(const std::string& phone, const std::vector<std::string>& names, bool has_other_key) {
  if (!phone.empty()) return to_e164(phone).value_or("");
  const bool name_alone = names.size() == 1 && !has_other_key && begins_as_number(names.front());
  return name_alone ? to_e164(names.front()).value_or("") : std::string();
}

std::string number_of(const AccountProfile& profile) {
  return only_number(profile.phone, profile.display_names, !profile.handle.empty() || !profile.email.empty());
}

std::string number_of(const StoredAccount& account) {
  return only_number(account.ref.phone, account.display_names, !account.ref.handle.empty() || !account.ref.email.empty());
}

bool is_linked(const Match& match) { return std::ranges::find(match.evidence, "link", &MatchEvidence::key) != match.evidence.end(); }

}  // namespace

bool may_be(const Match& match, const std::string& person_id) {
  if (match.band == Band::ambiguous) return std::ranges::find(match.candidates, person_id) != match.candidates.end();
  return match.band == Band::none && match.evidence.empty();
}

Result<void> note_stated_numbers(CaseStore& store, const Lexicon& lexicon) {
  const NumberMarks numbers(lexicon);
  Json said = Json::array();
  bool any_number = false;   // mostly there is none, and then nothing is read
  store.each_account([&](StoredAccount&& account) { any_number = any_number || !number_of(account).empty(); });
  if (any_number)
    store.each_marked([&](std::string_view marks) { return numbers.in(marks); },
                      [&](StoredMessage&& stored) {
                        const auto number = is_own_saying(stored) ? own_number_in(stored.message.text) : std::nullopt;
                        if (!number) return;
                        Json row = Json::object();
                        row["account"] = Json(stored.sender_id);
                        row["number"] = Json(*number);
                        row["message"] = Json(stored.id);
                        said.push_back(std::move(row));
                      });
  Json document = Json::object();
  document["said"] = std::move(said);
  const auto known = store.document(kDocument);
  if (known ? *known == document : document.at("said").size() == 0) return {};
  return store.put_document(kDocument, document);
}

void know_stated_numbers(const CaseStore& store, const Registers& registers, std::vector<CaseAccount>& accounts) {
  const std::vector<Statement> statements = statements_of(store);
  if (statements.empty()) return;
  auto said = said_by(statements, accounts);
  for (const std::string& own : registers.own_identifiers) said.erase(to_e164(own).value_or(std::string()));
  if (said.empty()) return;
  for (CaseAccount& account : accounts) {
    if (account.match.band >= Band::possible || is_linked(account.match)) continue;
    const std::string number = number_of(account.profile);
    const auto found = number.empty() ? said.end() : said.find(number);
    if (found == said.end() || found->second.by_several || !may_be(account.match, found->second.person)) continue;
    account.match.person_id = found->second.person;
    account.match.band = found->second.band;
    account.match.candidates.clear();
    account.match.evidence.push_back({"stated-number", found->second.message, 0});
  }
}

}  // namespace schouw
