// schouw export CASE WHAT: records as read, for scripts. Not behind the purpose gate, but written in the ledger.
#include <algorithm>

#include "case_access.h"
#include "commands.h"
#include "output.h"
#include "record_text.h"
#include "schouw/pipeline/records.h"

namespace schouw {
namespace {

/// A kind that is misspelt gets a complaint before anything is opened.
Result<void> check_kind(std::string_view kind) {
  const auto kinds = record_kinds();
  if (std::ranges::find(kinds, kind) != kinds.end()) return {};
  return fail(ErrorCode::usage, "unknown-record-kind", {std::string(kind), joined(kinds)});
}

Result<std::uint64_t> write_records(const CaseStore& store, std::string_view kind, Format format, Output& out) {
  std::uint64_t count = 0;
  if (format == Format::text) {
    const auto done = each_record(store, kind, [&](const Json& record) {
      if (count++ > 0) out.write("\n");
      out.write(record_text(record));
    });
    if (!done) return tl::unexpected(done.error());
    return count;
  }
  const auto columns = csv_columns(kind);
  RecordOutput records(out, format, {.names = {columns.begin(), columns.end()}, .rows = [&](const Json& record) {
                                       return csv_row(record, kind);
                                     }});
  const auto done = each_record(store, kind, [&](const Json& record) {
    ++count;
    records.add(record);
  });
  if (!done) return tl::unexpected(done.error());
  records.end();
  return count;
}

}  // namespace

Result<int> cmd_export(const Session& session, const Arguments& arguments) {
  const std::string& kind = arguments.words[1];
  if (const auto known = check_kind(kind); !known) return tl::unexpected(known.error());
  const Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_only);
  if (!store) return tl::unexpected(store.error());
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  const Format format = format_from(arguments.get("format"), Format::jsonl);
  const Result<std::uint64_t> count = write_records(*store, kind, format, *out);
  if (!count) return tl::unexpected(count.error());
  const Result<void> done = out->finish();
  // Also when the reader went away: something has left the case.
  Json details = Json::object();
  details["what"] = kind;
  details["format"] = arguments.has("format") ? arguments.get("format") : "jsonl";
  details["records"] = *count;
  const auto noted = note_in_ledger(session, store->folder(), "export", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  if (!done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
