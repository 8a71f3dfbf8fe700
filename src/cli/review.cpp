// schouw review CASE ...: what people decide about findings. A decision is kept under the fingerprint of a finding, so
// it survives a new audit. `export` and `import` carry decisions to another case as JSON Lines.
#include <algorithm>
#include <array>

#include "case_access.h"
#include "commands.h"
#include "output.h"
#include "record_text.h"
#include "schouw/base/file.h"
#include "schouw/base/utf8.h"
#include "schouw/pipeline/records.h"

namespace schouw {
namespace {

Json review_json(const Review& review) {
  Json out = Json::object();
  out["fingerprint"] = review.fingerprint;
  out["state"] = review.state;
  out["by"] = review.by;
  out["at"] = review.at;
  out["reason"] = review.reason;
  out["comments"] = Json::array();
  for (const std::string& comment : review.comments) out["comments"].push_back(Json(comment));
  return out;
}

constexpr std::array<std::string_view, 4> kStates = {"open", "confirmed", "dismissed", "unsure"};

std::optional<Review> review_from(const Json& json) {
  Review review{.fingerprint = std::string(json.str("fingerprint")),
                .state = std::string(json.str("state")),
                .by = std::string(json.str("by")),
                .at = std::string(json.str("at")),
                .reason = std::string(json.str("reason")),
                .comments = {}};
  if (review.fingerprint.empty() || std::ranges::find(kStates, review.state) == kStates.end()) return std::nullopt;
  for (const Json& comment : json.at("comments").items()) review.comments.emplace_back(comment.str());
  return review;
}

/// What was decided before, or an open review.
Review review_of(const CaseStore& store, const std::string& fingerprint) {
  for (Review& review : store.reviews())
    if (review.fingerprint == fingerprint) return std::move(review);
  Review review;
  review.fingerprint = fingerprint;
  review.state = "open";
  return review;
}

std::string reviewer(const Session& session, const Arguments& arguments) {
  return arguments.has("by") ? std::string(arguments.get("by")) : session.user;
}

/// Sentences hold people as {p:ID}; on a screen the id will do.
std::string with_bare_ids(std::string_view sentence) {
  std::string out;
  bool inside = false;
  while (!sentence.empty()) {
    const bool opens = sentence.starts_with("{p:");
    const bool closes = inside && sentence.front() == '}';
    if (!opens && !closes) out += sentence.front();
    inside = opens || (inside && !closes);
    sentence.remove_prefix(opens ? 3 : 1);
  }
  return out;
}

void add_finding_row(const Session& session, const Json& finding, TextTable& table) {
  std::string clauses;
  for (const Json& clause : finding.at("clauses").items())
    clauses += (clauses.empty() ? "" : ", ") + std::string(clause.str("id"));
  const std::string_view sentence = finding.at("text").str(session.lang == Lang::nl ? "nl" : "en");
  table.row({std::string(finding.str("id").substr(0, 12)), std::string(finding.at("review").str("state")),
             std::string(finding.str("verdict")), std::string(finding.str("severity")), clauses,
             on_one_line(with_bare_ids(sentence))});
}

Result<int> list_findings(const Session& session, const Arguments& arguments) {
  const Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_only);
  if (!store) return tl::unexpected(store.error());
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  const Format format = format_from(arguments.get("format"), Format::text);
  Result<void> done;
  if (format == Format::text) {
    TextTable table;
    done = each_record(*store, "findings", [&](const Json& record) { add_finding_row(session, record, table); });
    table.write(*out);
  } else {
    const auto columns = csv_columns("findings");
    RecordOutput records(*out, format, {.names = {columns.begin(), columns.end()}, .rows = [](const Json& record) {
                                          return csv_row(record, "findings");
                                        }});
    done = each_record(*store, "findings", [&](const Json& record) { records.add(record); });
    records.end();
  }
  if (done) done = out->finish();
  if (!done) return tl::unexpected(done.error());
  return 0;
}

Result<int> decide(const Session& session, const Arguments& arguments, std::string_view action,
                   std::string_view state) {
  if (arguments.words.size() < 3) return fail(ErrorCode::usage, "too-few-arguments", {"review", "ID"});
  std::string words = std::string(arguments.get("reason"));
  if (words.empty() && arguments.words.size() > 3) words = arguments.words[3];
  if (action == "dismiss" && trim(words).empty()) return fail(ErrorCode::usage, "review-reason");
  if (action == "comment" && trim(words).empty())
    return fail(ErrorCode::usage, "too-few-arguments", {"review", "TEXT"});
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const Result<Finding> finding = find_finding(*store, arguments.words[2]);
  if (!finding) return tl::unexpected(finding.error());
  Review review = review_of(*store, finding->fingerprint);
  if (action == "comment") {  // who decided, and when, stays as it is
    review.comments.push_back(reviewer(session, arguments) + ", " + now_utc() + ": " + words);
  } else {
    review.by = reviewer(session, arguments);
    review.at = now_utc();
    review.state = state;
    review.reason = words;
  }
  if (const auto put = store->put_review(review); !put) return tl::unexpected(put.error());
  Json details = Json::object();
  details["finding"] = finding->id;
  details["action"] = action;
  const auto noted = note_in_ledger(session, store->folder(), "review", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  tell(session, "review.done", {finding->id.substr(0, 12), review.state});
  return 0;
}

Result<int> confirm(const Session& s, const Arguments& a) { return decide(s, a, "confirm", "confirmed"); }
Result<int> dismiss(const Session& s, const Arguments& a) { return decide(s, a, "dismiss", "dismissed"); }
Result<int> unsure(const Session& s, const Arguments& a) { return decide(s, a, "unsure", "unsure"); }
Result<int> reopen(const Session& s, const Arguments& a) { return decide(s, a, "reopen", "open"); }
Result<int> comment(const Session& s, const Arguments& a) { return decide(s, a, "comment", ""); }

Result<int> export_reviews(const Session& session, const Arguments& arguments) {
  const Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_only);
  if (!store) return tl::unexpected(store.error());
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  const Format asked = format_from(arguments.get("format"), Format::jsonl);
  RecordOutput records(*out, asked == Format::text ? Format::jsonl : asked,
                       {.names = {"fingerprint", "state", "by", "at", "reason", "comments"}});
  for (const Review& review : store->reviews()) records.add(review_json(review));
  records.end();
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  Json details = Json::object();
  details["what"] = "reviews";
  const auto noted = note_in_ledger(session, store->folder(), "export", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  return 0;
}

/// All reviews of a file, or the first line that is none: nothing is taken over from a file that is half right.
Result<std::vector<Review>> read_reviews(const std::string& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  std::vector<Review> reviews;
  std::uint64_t number = 0;
  std::string_view rest = *bytes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (line.empty()) continue;
    const Result<Json> json = parse_json_document(line, path);
    const std::optional<Review> review = json ? review_from(*json) : std::nullopt;
    if (!review)
      return fail(ErrorCode::usage, "review-record", {std::string(prefix(line, 80))},
                  path + ":" + std::to_string(number));
    reviews.push_back(*review);
  }
  return reviews;
}

Result<int> import_reviews(const Session& session, const Arguments& arguments) {
  if (arguments.words.size() < 3) return fail(ErrorCode::usage, "too-few-arguments", {"review", "FILE"});
  const Result<std::vector<Review>> reviews = read_reviews(arguments.words[2]);
  if (!reviews) return tl::unexpected(reviews.error());
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  for (const Review& review : *reviews)
    if (const auto put = store->put_review(review); !put) return tl::unexpected(put.error());
  Json details = Json::object();
  details["action"] = "import";
  details["reviews"] = static_cast<std::uint64_t>(reviews->size());
  const auto noted = note_in_ledger(session, store->folder(), "review", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  tell(session, "review.imported", {std::to_string(reviews->size())});
  return 0;
}

struct Action {
  std::string_view name;
  Result<int> (*run)(const Session&, const Arguments&);
};

constexpr std::array kActions = {
    Action{"list", list_findings},    Action{"confirm", confirm},       Action{"dismiss", dismiss},
    Action{"unsure", unsure},         Action{"reopen", reopen},         Action{"comment", comment},
    Action{"export", export_reviews}, Action{"import", import_reviews},
};

}  // namespace

Result<int> cmd_review(const Session& session, const Arguments& arguments) {
  const std::string_view asked = arguments.words.size() < 2 ? std::string_view("list") : arguments.words[1];
  const auto action = std::ranges::find(kActions, asked, &Action::name);
  if (action != kActions.end()) return action->run(session, arguments);
  std::vector<std::string_view> names;
  for (const Action& row : kActions) names.push_back(row.name);
  return fail(ErrorCode::usage, "review-action", {std::string(asked), joined(names)});
}

}  // namespace schouw
