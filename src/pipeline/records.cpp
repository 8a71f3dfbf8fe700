#include "schouw/pipeline/records.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "pictures.h"
#include "record_json.h"
#include "schouw/base/csv.h"
#include "schouw/base/hash.h"
#include "schouw/pipeline/audit.h"
#include "schouw/pipeline/case_setup.h"
#include "schouw/pipeline/ingest.h"

namespace schouw {
namespace {

using RecordVisitor = std::function<void(const Json&)>;

struct RecordKind {
  std::string_view name;
  void (*each)(const CaseStore&, const CasePeople::State&, const RecordVisitor&);
};

void each_message(const CaseStore& store, const CasePeople::State& people, const RecordVisitor& visit) {
  store.each_message([&](StoredMessage&& m) { visit(message_record(m, people)); });
}
void each_conversation(const CaseStore& store, const CasePeople::State&, const RecordVisitor& visit) {
  store.each_conversation([&](StoredConversation&& c) { visit(conversation_record(c, store)); });
}
void each_person(const CaseStore&, const CasePeople::State& people, const RecordVisitor& visit) {
  for (const Person& person : people.registers.people) visit(person_record(person, people.registers));
}
void each_account(const CaseStore& store, const CasePeople::State& people, const RecordVisitor& visit) {
  store.each_account([&](StoredAccount&& a) { visit(account_record(a, people)); });
}
void each_connection(const CaseStore& store, const CasePeople::State&, const RecordVisitor& visit) {
  store.each_connection([&](StoredConnection&& c) { visit(connection_record(c)); });
}
void each_media(const CaseStore& store, const CasePeople::State&, const RecordVisitor& visit) {
  const Publications publications(store);
  store.each_media([&](StoredMedia&& m) {
    Json record = media_record(m);
    publications.add_to(record, m);
    visit(record);
  });
}
void each_source(const CaseStore& store, const CasePeople::State&, const RecordVisitor& visit) {
  store.each_source([&](SourceRow&& row) { visit(source_record(row)); });
}

void each_finding(const CaseStore& store, const CasePeople::State&, const RecordVisitor& visit) {
  std::map<std::string, Review> reviews;
  for (Review& review : store.reviews()) reviews[review.fingerprint] = review;
  const auto give = [&](const Finding& finding) {
    const auto review = reviews.find(finding.fingerprint);
    visit(finding_record(finding, review == reviews.end() ? nullptr : &review->second));
  };
  for (const Finding& finding : store.findings()) give(finding);
  for (const Finding& finding : absent_findings(store)) give(finding);
}

/// Two equal problems are two records: the second of an id gets one of its own.
void each_problem(const CaseStore& store, const CasePeople::State&, const RecordVisitor& visit) {
  std::unordered_map<std::string, int> seen;
  store.each_problem([&](ProblemRow&& row) {
    Json record = problem_record(row);
    const std::string id(record.str("id"));
    if (const int times = ++seen[id]; times > 1) record["id"] = content_id({id, "#", std::to_string(times)});
    visit(record);
  });
}

constexpr std::array kKinds{
    RecordKind{"messages", each_message},       RecordKind{"conversations", each_conversation},
    RecordKind{"people", each_person},          RecordKind{"accounts", each_account},
    RecordKind{"connections", each_connection}, RecordKind{"media", each_media},
    RecordKind{"findings", each_finding},       RecordKind{"sources", each_source},
    RecordKind{"problems", each_problem}};

constexpr auto kKindNames = [] {
  std::array<std::string_view, kKinds.size()> names;
  std::ranges::transform(kKinds, names.begin(), &RecordKind::name);
  return names;
}();

struct Columns {
  std::string_view kind;
  std::vector<std::string_view> names;
};

const std::vector<Columns>& csv_tables() {
  static const std::vector<Columns> kTables{
      {"messages",
       {"id", "platform", "kind", "conversation.title", "time.local", "time.utc", "time.zone_known",
        "sender.display_name", "sender.handle", "sender.phone", "sender.email", "sender.person_id", "sender.band",
        "title", "text", "attachments", "flags", "origin.source", "origin.entry", "origin.locator"}},
      {"conversations", {"id", "platform", "kind", "title", "messages", "first.local", "last.local", "participants"}},
      {"people",
       {"person_id", "name.display", "roles", "keys.emails", "keys.phones", "keys.accounts", "parent_of", "source"}},
      {"accounts",
       {"id", "platform", "handle", "display_names", "phone", "email", "native_id", "kind", "person.person_id",
        "person.band", "person.candidates"}},
      {"connections",
       {"id", "platform", "kind", "owner", "other", "since.local", "ended.local", "origin.source", "origin.entry",
        "origin.locator"}},
      {"media",
       {"id", "platform", "kind", "name", "sha256", "bytes", "present", "taken.local", "published.local", "publisher",
        "caption", "tagged", "origin.source", "origin.entry", "origin.locator"}},
      {"findings",
       {"id", "verdict", "severity", "band", "clauses", "platform", "time.local", "persons", "text.nl", "against.nl",
        "review.state", "review.reason", "baseline", "origin.source", "origin.entry", "origin.locator"}},
      {"sources",
       {"path", "sha256", "bytes", "format", "status", "entries.found", "entries.read", "entries.not_recognised",
        "entries.refused", "entries.damaged", "records.messages", "records.rejected", "first.local", "last.local",
        "problems"}},
      {"problems",
       {"code", "severity", "loss", "text.nl", "lost.records", "lost.bytes", "origin.source", "origin.entry",
        "origin.locator"}}};
  return kTables;
}

const Json& value_at(const Json& record, std::string_view dotted) {
  const Json* at = &record;
  while (!dotted.empty()) {
    const std::size_t dot = dotted.find('.');
    at = &at->at(dotted.substr(0, dot));
    dotted = dot == std::string_view::npos ? std::string_view() : dotted.substr(dot + 1);
  }
  return *at;
}

/// A cell: text as it is; a list of texts with bars between; anything else as JSON.
std::string cell_of(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return std::string(value.str());
  const bool texts = value.is_array() && std::ranges::all_of(value.items(), &Json::is_string);
  if (!texts) return value.is_array() && value.size() == 0 ? std::string() : to_json(value);
  std::string out;
  for (const Json& item : value.items()) {
    if (!out.empty()) out += '|';
    out += item.str();
  }
  return out;
}

}  // namespace

std::span<const std::string_view> record_kinds() { return kKindNames; }

Result<void> each_record(const CaseStore& store, std::string_view kind, const RecordVisitor& visit) {
  const auto found = std::ranges::find(kKinds, kind, &RecordKind::name);
  if (found == kKinds.end()) {
    std::string names;
    for (const std::string_view name : kKindNames) names += (names.empty() ? "" : ", ") + std::string(name);
    return fail(ErrorCode::usage, "unknown-record-kind", {std::string(kind), names});
  }
  const auto people = CasePeople::resolve(store);
  if (!people) return tl::unexpected<Error>(people.error());
  found->each(store, people->state(), visit);
  return {};
}

std::span<const std::string_view> csv_columns(std::string_view kind) {
  const auto found = std::ranges::find(csv_tables(), kind, &Columns::kind);
  if (found == csv_tables().end()) return {};
  return found->names;
}

std::string csv_row(const Json& record, std::string_view kind) {
  std::string out;
  for (const std::string_view column : csv_columns(kind)) {
    if (!out.empty()) out += ',';
    append_csv_field(out, cell_of(value_at(record, column)));
  }
  return out;
}

}  // namespace schouw
