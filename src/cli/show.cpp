// schouw show CASE ID: one message, media item or finding, with what was written before and after it.
#include <algorithm>

#include "case_access.h"
#include "commands.h"
#include "output.h"
#include "record_text.h"
#include "schouw/pipeline/records.h"

namespace schouw {
namespace {

constexpr std::uint64_t kUsualContext = 3, kMostContext = 1'000;

std::string kind_in_plural(std::string_view kind) { return kind == "media" ? "media" : std::string(kind) + "s"; }

Json shown_json(const ShownRecord& shown) {
  Json out = Json::object();
  out["kind"] = shown.kind;
  out["record"] = shown.record;
  out["before"] = Json(Json::Array(shown.before.begin(), shown.before.end()));
  out["after"] = Json(Json::Array(shown.after.begin(), shown.after.end()));
  return out;
}

void write_text(const Session& session, const ShownRecord& shown, Output& out) {
  for (const Json& message : shown.before) out.write(message_text(session, message));
  const bool is_message = shown.kind == "message";
  out.line(session.color_out ? "\x1b[1m>>>\x1b[0m" : ">>>");
  out.write(is_message ? message_text(session, shown.record) + record_text(shown.record.at("origin"))
                       : record_text(shown.record));
  out.line("<<<");
  for (const Json& message : shown.after) out.write(message_text(session, message));
}

void write_records(Format format, const ShownRecord& shown, Output& out) {
  const std::string kind = kind_in_plural(shown.kind);
  const auto columns = csv_columns(kind);
  RecordOutput records(out, format, {.names = {columns.begin(), columns.end()}, .rows = [&](const Json& record) {
                                       return csv_row(record, kind);
                                     }});
  const bool with_context = format == Format::jsonl || kind == "messages";
  if (with_context)
    for (const Json& message : shown.before) records.add(message);
  records.add(shown.record);
  if (with_context)
    for (const Json& message : shown.after) records.add(message);
  records.end();
}

}  // namespace

Result<int> cmd_show(const Session& session, const Arguments& arguments) {
  const Result<CaseStore> store = open_case_to_look_into(session, arguments.words[0]);
  if (!store) return tl::unexpected(store.error());
  const auto context = std::min(arguments.number("context").value_or(kUsualContext), kMostContext);
  const Result<ShownRecord> shown = show_record(*store, arguments.words[1], static_cast<int>(context));
  if (!shown) return tl::unexpected(shown.error());
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text)
    write_text(session, *shown, *out);
  else if (format == Format::json)
    out->line(to_pretty_json(shown_json(*shown)));
  else
    write_records(format, *shown, *out);
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
