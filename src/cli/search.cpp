// schouw search CASE QUERY...: messages that fit, best first. Several words on the command line are one query.
#include <algorithm>

#include "case_access.h"
#include "commands.h"
#include "output.h"
#include "record_text.h"
#include "schouw/pipeline/records.h"

namespace schouw {
namespace {

constexpr std::uint64_t kMostHits = 100'000;

SearchRequest request_of(const Arguments& arguments) {
  SearchRequest request;
  for (std::size_t i = 1; i < arguments.words.size(); ++i) request.query += (i == 1 ? "" : " ") + arguments.words[i];
  request.first = arguments.number("first").value_or(0);
  request.count = std::min(arguments.number("count").value_or(request.count), kMostHits);
  request.by_time = arguments.has("by-time");
  request.facets = arguments.has("facets");
  return request;
}

/// The marks around hits are for screens; a record holds the text alone.
Json plain_hit(const Json& record) {
  Json out = record;
  std::string snippet(record.str("snippet"));
  for (const std::string_view mark : {"\uE000", "\uE001"})
    for (std::size_t at = snippet.find(mark); at != snippet.npos; at = snippet.find(mark, at))
      snippet.erase(at, mark.size());
  out["snippet"] = snippet;
  return out;
}

Json facets_json(const SearchAnswer& answer) {
  Json out = Json::object();
  for (const auto& [facet, values] : answer.facets) {
    out[facet] = Json::object();
    for (const auto& [value, count] : values) out[facet][value] = count;
  }
  return out;
}

Json answer_json(const SearchRequest& request, const FoundRecords& found) {
  Json out = Json::object();
  out["query"] = request.query;
  out["explained"] = found.answer.explained;
  out["total"] = found.answer.total;
  out["total_is_exact"] = found.answer.total_is_exact;
  out["outside_scope"] = found.outside_scope;
  out["first"] = request.first;
  if (request.facets) out["facets"] = facets_json(found.answer);
  out["hits"] = Json::array();
  for (const Json& record : found.records) out["hits"].push_back(plain_hit(record));
  return out;
}

void write_facets(const SearchAnswer& answer, Output& out) {
  for (const auto& [facet, values] : answer.facets)
    for (const auto& [value, count] : values)
      out.line(on_one_line(facet + ": " + value) + "  " + std::to_string(count));
}

void write_hits(const Session& session, Format format, const SearchRequest& request, const FoundRecords& found,
                Output& out) {
  if (format == Format::json) return out.line(to_pretty_json(answer_json(request, found)));
  if (format == Format::text) {
    for (const Json& record : found.records) out.write(message_text(session, record));
    if (request.facets) write_facets(found.answer, out);
    return;
  }
  const auto columns = csv_columns("messages");
  RecordOutput records(out, format, {.names = {columns.begin(), columns.end()}, .rows = [](const Json& record) {
                                       return csv_row(record, "messages");
                                     }});
  for (const Json& record : found.records) records.add(plain_hit(record));
  records.end();
}

}  // namespace

Result<int> cmd_search(const Session& session, const Arguments& arguments) {
  const Result<CaseStore> store = open_case_to_look_into(session, arguments.words[0]);
  if (!store) return tl::unexpected(store.error());
  const SearchRequest request = request_of(arguments);
  const Result<FoundRecords> found = search_case(*store, request);
  if (!found) return tl::unexpected(found.error());
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  if (arguments.has("explain")) warn(session, "search.explained", {found->answer.explained});
  write_hits(session, format_from(arguments.get("format"), Format::text), request, *found, *out);
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  tell(session, found->answer.total_is_exact ? "search.found" : "search.found-about",
       {std::to_string(found->answer.total), std::to_string(found->records.size())});
  if (found->outside_scope > 0) warn(session, "search.outside-scope", {std::to_string(found->outside_scope)});
  return 0;
}

}  // namespace schouw
