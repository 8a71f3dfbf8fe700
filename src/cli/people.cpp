// schouw people link CASE ACCOUNT PERSON --reason TEXT: a person says whose an account is; this overrides all matching
// at the next audit. "people unlink" takes that back, and "people links" shows what was said.
#include <algorithm>
#include <array>

#include "case_access.h"
#include "commands.h"
#include "output.h"

namespace schouw {
namespace {

/// By id, by the beginning of an id, or as "platform:handle".
Result<std::string> find_account(const CaseStore& store, std::string_view asked) {
  std::vector<std::string> found;
  store.each_account([&](StoredAccount&& account) {
    const bool by_id = asked.size() >= 6 && account.id.starts_with(asked);
    const bool by_handle = !account.ref.handle.empty() && asked == account.platform + ":" + account.ref.handle;
    if (by_id || by_handle) found.push_back(account.id);
  });
  if (found.empty()) return fail(ErrorCode::usage, "unknown-account", {std::string(asked)});
  if (found.size() > 1)
    return fail(ErrorCode::usage, "ambiguous-id", {std::string(asked), std::to_string(found.size())});
  return found.front();
}

}  // namespace

Result<int> cmd_people_link(const Session& session, const Arguments& arguments) {
  const std::string reason(arguments.get("reason"));
  if (reason.empty()) return fail(ErrorCode::usage, "too-few-arguments", {"people link", "--reason TEXT"});
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const Result<std::string> account = find_account(*store, arguments.words[1]);
  if (!account) return tl::unexpected(account.error());
  const std::string& person = arguments.words[2];
  const Result<Registers> registers = case_registers(*store);
  if (!registers) return tl::unexpected(registers.error());
  if (registers->find(person) == nullptr) return fail(ErrorCode::usage, "unknown-person", {person});
  if (const auto put = store->put_link(*account, person, reason); !put) return tl::unexpected(put.error());
  Json details = Json::object();
  details["account"] = *account;
  details["person"] = person;
  details["reason"] = reason;
  const auto noted = note_in_ledger(session, store->folder(), "people link", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  tell(session, "people.linked", {account->substr(0, 12), person, arguments.words[0]});
  return 0;
}

Result<int> cmd_people_unlink(const Session& session, const Arguments& arguments) {
  const std::string reason(arguments.get("reason"));
  if (reason.empty()) return fail(ErrorCode::usage, "too-few-arguments", {"people unlink", "--reason TEXT"});
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const Result<std::string> account = find_account(*store, arguments.words[1]);
  if (!account) return tl::unexpected(account.error());
  const auto links = store->links();
  const auto link = std::ranges::find_if(links, [&](const auto& one) { return one[0] == *account; });
  if (link == links.end()) return fail(ErrorCode::usage, "no-link", {account->substr(0, 12)});
  if (const auto put = store->put_link(*account, {}, reason); !put) return tl::unexpected(put.error());
  Json details = Json::object();
  details["account"] = *account;
  details["person"] = (*link)[1];
  details["reason"] = reason;
  const auto noted = note_in_ledger(session, store->folder(), "people unlink", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  tell(session, "people.unlinked", {account->substr(0, 12), (*link)[1], arguments.words[0]});
  return 0;
}

Result<int> cmd_people_links(const Session& session, const Arguments& arguments) {
  const Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_only);
  if (!store) return tl::unexpected(store.error());
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  const Format format = format_from(arguments.get("format"), Format::text);
  const auto links = store->links();
  if (links.empty()) tell(session, "people.no-links");
  if (format == Format::text) {
    TextTable table;
    for (const auto& [account, person, reason] : links) table.row({account.substr(0, 12), person, reason});
    table.write(*out);
  } else {
    RecordOutput records(*out, format, {.names = {"account", "person", "reason"}});
    for (const auto& [account, person, reason] : links) {
      Json row = Json::object();
      row["account"] = account;
      row["person"] = person;
      row["reason"] = reason;
      records.add(row);
    }
    records.end();
  }
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
