// A finding that may be a data breach: `review CASE breach ID --discovered TIME` keeps the note, `review CASE breaches` gives the
// register that GDPR art. 33(5) asks for. The 72 hours of art. 33(1) run from the discovery; schouw says when they end and
// leaves the decision to report to people.
//
// Gap: consequences, and whether the people concerned were told, are for the school to add; no export shows them.
#include <algorithm>
#include <map>
#include <set>

#include "commands.h"
#include "output.h"
#include "record_text.h"
#include "review_acts.h"
#include "schouw/base/time.h"

namespace schouw {
namespace {

constexpr std::int64_t kTerm = 72LL * 3600 * 1000;

/// "2026-08-15T09:00Z" and the like; without a zone in that of the case.
Result<std::int64_t> instant(const CaseStore& store, const Arguments& arguments, std::string_view option) {
  const std::string_view written = arguments.get(option);
  const Result<Zone> zone = Zone::open(case_setup(store).time_zone);
  if (!zone) return tl::unexpected(zone.error());
  const RecordTime time = resolve(parse_iso8601(written), *zone);
  if (time.utc_ms) return *time.utc_ms;
  return fail(ErrorCode::usage, "option-time", {"--" + std::string(option), std::string(written)});
}

std::optional<std::int64_t> utc_of(std::string_view stored) {
  const Result<Zone> zone = Zone::open("UTC");
  return zone ? resolve(parse_iso8601(stored), *zone).utc_ms : std::nullopt;
}

/// How many people, by role, apart from whoever did it: the categories of people concerned.
std::map<std::string, std::uint64_t> concerned_in(const Finding& finding) {
  std::map<std::string, std::uint64_t> out;
  std::set<std::string> counted;
  for (const FactPerson& person : finding.fact.persons)
    if (person.part != PersonPart::actor && counted.insert(person.person_id).second)
      ++out[std::string(name_of(person.role))];
  return out;
}

/// One line of the register. Names of the columns: docs/reports.md, "Data breaches".
Json breach_row(std::uint64_t number, const Finding& finding, const Review& review, std::string_view now) {
  const BreachNote& note = *review.breach;
  const std::optional<std::int64_t> discovered = utc_of(note.discovered), today = utc_of(now);
  Json out = Json::object();
  out["number"] = number;
  out["finding"] = finding.id;
  out["discovered"] = note.discovered;
  out["report_before"] = discovered ? Json(format_utc(*discovered + kTerm, Precision::second)) : Json();
  out["hours_left"] = discovered && today && note.reported.empty()
                          ? Json((*discovered + kTerm - *today) / 3'600'000)
                          : Json();
  out["happened"] = to_json_value(finding.fact.time).at("local");
  out["nature"] = note.nature.empty() ? finding.fact.detector : note.nature;
  out["platform"] = finding.fact.platform;
  std::string clauses, people;
  std::uint64_t total = 0;
  for (const ClauseCitation& clause : finding.clauses) clauses += (clauses.empty() ? "" : ", ") + clause.id;
  for (const auto& [role, count] : concerned_in(finding)) {
    people += (people.empty() ? "" : ", ") + role;
    total += count;
  }
  out["clauses"] = clauses;
  out["people_categories"] = people;
  out["people_number"] = total;
  out["measures"] = note.measures;
  out["reported_to_authority"] = note.reported.empty() ? Json() : Json(note.reported);
  out["noted_by"] = note.by;
  out["noted_at"] = note.at;
  out["state"] = review.state;
  return out;
}

std::vector<Json> breach_rows(const CaseStore& store) {
  std::map<std::string, Finding> findings;
  for (Finding& finding : store.findings()) findings.emplace(finding.fingerprint, finding);
  std::vector<Review> noted;
  for (Review& review : store.reviews())
    if (review.breach && findings.contains(review.fingerprint)) noted.push_back(std::move(review));
  std::ranges::sort(noted, {}, [](const Review& r) { return std::tie(r.breach->discovered, r.fingerprint); });
  std::vector<Json> rows;
  const std::string now = now_utc();
  for (const Review& review : noted)
    rows.push_back(breach_row(rows.size() + 1, findings.at(review.fingerprint), review, now));
  return rows;
}

void write_page(const Session& session, const std::vector<Json>& rows, Output& out) {
  for (const Json& row : rows) {
    out.line(say(session, "breach.title", {std::to_string(row.at("number").integer().value_or(0)),
                                           std::string(row.str("finding").substr(0, 12))}));
    for (const auto& [name, value] : row.members()) {
      if (name == "number" || name == "finding") continue;
      std::string shown = value.is_null() ? "-" : std::string(value.str());
      if (const auto number = value.integer()) shown = std::to_string(*number);
      out.line("  " + say(session, "breach." + name) + ": " + on_one_line(shown.empty() ? "-" : shown));
    }
    out.line("");
  }
}

}  // namespace

Result<int> note_breach(const Session& session, const Arguments& arguments) {
  if (arguments.words.size() < 3 || !arguments.has("discovered"))
    return fail(ErrorCode::usage, "too-few-arguments", {"review breach", "ID --discovered TIME"});
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const Result<Finding> finding = find_finding(*store, arguments.words[2]);
  if (!finding) return tl::unexpected(finding.error());
  const auto discovered = instant(*store, arguments, "discovered");
  if (!discovered) return tl::unexpected(discovered.error());
  Review review = review_of(*store, finding->fingerprint);
  BreachNote note{.discovered = format_utc(*discovered, Precision::second),
                  .nature = std::string(arguments.get("nature")),
                  .measures = std::string(arguments.get("measures")),
                  .reported = {},
                  .by = reviewer(session, arguments),
                  .at = now_utc()};
  if (arguments.has("reported")) {
    const auto reported = instant(*store, arguments, "reported");
    if (!reported) return tl::unexpected(reported.error());
    note.reported = format_utc(*reported, Precision::second);
  }
  review.breach = std::move(note);
  Json details = Json::object();
  details["finding"] = finding->id;
  details["action"] = "breach";
  if (const auto done = record_reviews(session, *store, {&review, 1}, std::move(details)); !done)
    return tl::unexpected(done.error());
  tell(session, "breach.noted", {finding->id.substr(0, 12), format_utc(*discovered + kTerm, Precision::second)});
  return 0;
}

Result<int> list_breaches(const Session& session, const Arguments& arguments) {
  const Result<CaseStore> store = open_case_to_look_into(session, arguments.words[0]);
  if (!store) return tl::unexpected(store.error());
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  const std::vector<Json> rows = breach_rows(*store);
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text) {
    write_page(session, rows, *out);
  } else {
    RecordOutput records(*out, format,
                         {.names = {"number", "finding", "discovered", "report_before", "hours_left", "happened", "nature",
                                    "platform", "clauses", "people_categories", "people_number", "measures",
                                    "reported_to_authority", "noted_by", "noted_at", "state"}});
    for (const Json& row : rows) records.add(row);
    records.end();
  }
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
