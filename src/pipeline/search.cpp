// Looking things up for people: search over the index, and one record with what surrounds it.
#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "ordered.h"
#include "record_json.h"
#include "scope.h"
#include "schouw/base/utf8.h"
#include "schouw/pipeline/ingest.h"
#include "schouw/pipeline/records.h"

namespace schouw {
namespace {

constexpr std::size_t kShortestId = 6;
constexpr std::size_t kShownTextBytes = 60u << 10, kShownExtraBytes = 2u << 10;

void in_threads(std::size_t count, const std::function<void(std::size_t)>& work) { run_parallel(count, 0, work); }

struct Found {
  std::string kind, id;
};

Result<Found> find_id(const CaseStore& store, std::string_view id) {
  std::set<std::pair<std::string, std::string>> hits;
  const bool whole = id.size() >= 32;
  if (whole && store.message(id).has_value()) return Found{"message", std::string(id)};
  if (whole && store.media(id).has_value()) return Found{"media", std::string(id)};
  if (id.size() < kShortestId) return fail(ErrorCode::usage, "unknown-id", {std::string(id)});
  for (const Finding& finding : store.findings())
    if (finding.id.starts_with(id)) hits.emplace("finding", finding.id);
  if (!whole) {
    for (std::string& full : store.message_ids(id)) hits.emplace("message", std::move(full));
    store.each_media([&](StoredMedia&& m) {
      if (m.id.starts_with(id)) hits.emplace("media", m.id);
    });
  }
  if (hits.empty()) return fail(ErrorCode::usage, "unknown-id", {std::string(id)});
  if (hits.size() > 1)
    return fail(ErrorCode::usage, "ambiguous-id", {std::string(id), std::to_string(hits.size())});
  return Found{hits.begin()->first, hits.begin()->second};
}

/// Splits the messages around one in those before and those after it.
void surround(const CaseStore& store, const CasePeople::State& people, std::string_view message_id, int context,
              ShownRecord& out) {
  bool before = true;
  std::vector<StoredMessage> messages = store.around(message_id, context, context);
  // Within a minute, which is all that many chats tell: as they stand in the export.
  const auto place = [](const StoredMessage& m) { return m.seen_in.empty() ? Origin{} : m.seen_in.front(); };
  std::ranges::stable_sort(messages, [&](const StoredMessage& a, const StoredMessage& b) {
    return std::tuple(!a.time.utc_ms, a.time.utc_ms, place(a)) < std::tuple(!b.time.utc_ms, b.time.utc_ms, place(b));
  });
  for (const StoredMessage& message : messages) {
    if (message.id == message_id)
      before = false;
    else
      (before ? out.before : out.after).push_back(message_record(message, people));
  }
}

QueryContext query_context(const CaseStore& store, const CasePeople& people) {
  QueryContext out = people.query_context();
  out.each_account_name = [&store](const QueryContext::Names& take) { store.each_account_name(take); };
  out.each_conversation_title = [&store](const QueryContext::Names& take) { store.each_conversation_title(take); };
  out.row_of_id = [&store](std::string_view id) { return store.row_of_message(id); };
  out.replaced_rows = store.replaced_rows();
  return out;
}

/// What the index has of a message, for its snippet.
std::string searched_text(const Message& message) {
  std::string out;
  const auto add = [&](std::string_view text, std::size_t most) {
    if (text.empty()) return;
    if (!out.empty()) out += " · ";
    out += prefix(text, most);
  };
  add(message.title, kShownExtraBytes);
  add(message.text, kShownTextBytes);
  for (const Attachment& attachment : message.attachments)
    for (const std::string* text : {&attachment.name, &attachment.caption})
      if (out.size() < kShownTextBytes) add(*text, kShownExtraBytes);
  return out;
}

}  // namespace

Result<ShownRecord> show_record(const CaseStore& store, std::string_view id, int context) {
  const auto found = find_id(store, id);
  if (!found) return tl::unexpected<Error>(found.error());
  const auto people = CasePeople::resolve(store);
  if (!people) return tl::unexpected<Error>(people.error());
  ShownRecord out;
  out.kind = found->kind;
  const CaseScope scope(store, people->state());
  std::string around;
  bool covered = true;
  if (found->kind == "message") {
    const auto message = store.message(found->id);
    covered = scope.covers(*message);
    out.record = message_record(*message, people->state());
    around = found->id;
  } else if (found->kind == "media") {
    const auto media = store.media(found->id);
    covered = scope.covers(*media);
    out.record = media_record(*media);
    around = media->message_id;
  } else {
    for (const Finding& finding : store.findings()) {
      if (finding.id != found->id) continue;
      covered = scope.covers(finding);
      out.record = finding_record(finding, nullptr);
      if (!finding.fact.evidence.empty()) around = finding.fact.evidence.front().message_id;
    }
  }
  // interface.md: outside the authorised scope of the case is refused (exit 4).
  if (!covered) return fail(ErrorCode::refused, "outside-scope", {std::string(id)});
  if (!around.empty()) surround(store, people->state(), around, context, out);
  return out;
}

Result<CaseSearch> CaseSearch::open(const CaseStore& store) {
  std::optional<Result<IndexReader>> reader;
  std::optional<Result<CasePeople>> people;
  const std::function<void()> parts[] = {[&] { people = CasePeople::resolve(store); },
                                         [&] { reader = IndexReader::open(index_folder(store)); }};
  in_threads(std::size(parts), [&](std::size_t i) { parts[i](); });
  if (!*reader) return tl::unexpected<Error>(reader->error());
  if (!*people) return tl::unexpected<Error>(people->error());
  return CaseSearch(store, std::move(**reader), std::move(**people));
}

Result<FoundRecords> CaseSearch::search(const SearchRequest& request) const {
  auto answer = reader_.search(request, query_context(*store_, people_), in_threads);
  if (!answer) return tl::unexpected<Error>(answer.error());
  FoundRecords out;
  const CaseScope scope(*store_, people_.state());
  for (const std::int64_t row : answer->rows) {
    const auto message = store_->message_in_row(row);
    if (!message.has_value()) continue;
    if (!scope.covers(*message)) {
      ++out.outside_scope;
      continue;
    }
    Json record = message_record(*message, people_.state());
    record["snippet"] = answer->snippet(searched_text(message->message));
    out.records.push_back(std::move(record));
  }
  out.answer = std::move(*answer);
  return out;
}

Result<FoundRecords> search_case(const CaseStore& store, const SearchRequest& request) {
  const auto opened = CaseSearch::open(store);
  if (!opened) return tl::unexpected<Error>(opened.error());
  return opened->search(request);
}

}  // namespace schouw
