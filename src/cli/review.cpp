// schouw review CASE ...: what people decide about findings. A decision is kept under the fingerprint of a finding, so
// it survives a new audit; every act is in the ledger with the digest of all reviews.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "case_access.h"
#include "commands.h"
#include "output.h"
#include "record_text.h"
#include "review_acts.h"
#include "schouw/base/utf8.h"
#include "schouw/pipeline/records.h"

namespace schouw {
namespace {

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

/// A word of a record (state, verdict, severity) as a person reads it.
std::string spoken(const Session& session, std::string_view word) { return say(session, "word." + std::string(word)); }

void add_finding_row(const Session& session, const Json& finding, TextTable& table) {
  std::string clauses;
  for (const Json& clause : finding.at("clauses").items())
    clauses += (clauses.empty() ? "" : ", ") + std::string(clause.str("id"));
  const std::string_view sentence = finding.at("text").str(session.lang == Lang::nl ? "nl" : "en");
  table.row({std::string(finding.str("id").substr(0, 12)), spoken(session, finding.at("review").str("state")),
             spoken(session, finding.str("verdict")), spoken(session, finding.str("severity")), clauses,
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

Json details_of(const Finding& finding, std::string_view action) {
  Json details = Json::object();
  details["finding"] = finding.id;
  details["action"] = action;
  return details;
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
    review.second.reset();  // a new decision has not been read by anybody yet
  }
  if (const auto done = record_reviews(session, *store, {&review, 1}, details_of(*finding, action)); !done)
    return tl::unexpected(done.error());
  tell(session, "review.done", {finding->id.substr(0, 12), spoken(session, review.state)});
  if (finding->severity == Severity::high && action != "comment" && state != "open")
    tell(session, "review.second-needed", {finding->id.substr(0, 12)});
  return 0;
}

/// Who will look at it. An empty name takes it away.
Result<int> assign(const Session& session, const Arguments& arguments) {
  if (arguments.words.size() < 3 || !arguments.has("to"))
    return fail(ErrorCode::usage, "too-few-arguments", {"review assign", "ID --to NAME"});
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const Result<Finding> finding = find_finding(*store, arguments.words[2]);
  if (!finding) return tl::unexpected(finding.error());
  Review review = review_of(*store, finding->fingerprint);
  review.assigned = arguments.get("to");
  if (const auto done = record_reviews(session, *store, {&review, 1}, details_of(*finding, "assign")); !done)
    return tl::unexpected(done.error());
  tell(session, "review.assigned", {finding->id.substr(0, 12), review.assigned});
  return 0;
}

/// A second person agrees with a decision or not; not the one who decided. Who disagrees makes it unsure again.
Result<int> second(const Session& session, const Arguments& arguments) {
  const std::string word = arguments.words.size() > 3 ? arguments.words[3] : "";
  if (word != "agree" && word != "disagree")
    return fail(ErrorCode::usage, "too-few-arguments", {"review second", "ID agree|disagree"});
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const Result<Finding> finding = find_finding(*store, arguments.words[2]);
  if (!finding) return tl::unexpected(finding.error());
  Review review = review_of(*store, finding->fingerprint);
  const std::string by = reviewer(session, arguments);
  if (review.state == "open") return fail(ErrorCode::usage, "review-nothing-decided", {arguments.words[2]});
  if (by == review.by) return fail(ErrorCode::usage, "review-same-person", {by});
  review.second = SecondReading{
      .by = by, .at = now_utc(), .reason = std::string(arguments.get("reason")), .agrees = word == "agree"};
  if (!review.second->agrees) review.state = "unsure";
  if (const auto done = record_reviews(session, *store, {&review, 1}, details_of(*finding, "second")); !done)
    return tl::unexpected(done.error());
  tell(session, "review.done", {finding->id.substr(0, 12), spoken(session, review.state)});
  return 0;
}

Result<int> confirm(const Session& s, const Arguments& a) { return decide(s, a, "confirm", "confirmed"); }
Result<int> dismiss(const Session& s, const Arguments& a) { return decide(s, a, "dismiss", "dismissed"); }
Result<int> unsure(const Session& s, const Arguments& a) { return decide(s, a, "unsure", "unsure"); }
Result<int> reopen(const Session& s, const Arguments& a) { return decide(s, a, "reopen", "open"); }
Result<int> comment(const Session& s, const Arguments& a) { return decide(s, a, "comment", ""); }

struct Action {
  std::string_view name;
  Result<int> (*run)(const Session&, const Arguments&);
};

constexpr std::array kActions = {
    Action{"list", list_findings},    Action{"confirm", confirm},       Action{"dismiss", dismiss},
    Action{"unsure", unsure},         Action{"reopen", reopen},         Action{"comment", comment},
    Action{"assign", assign},         Action{"second", second},         Action{"breach", note_breach},
    Action{"breaches", list_breaches}, Action{"export", export_reviews}, Action{"import", import_reviews},
};

bool is_action(std::string_view word) { return std::ranges::find(kActions, word, &Action::name) != kActions.end(); }

}  // namespace

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

Result<void> record_reviews(const Session& session, CaseStore& store, std::span<const Review> reviews, Json details) {
  std::map<std::string, Review> all;
  for (Review& review : store.reviews()) all.emplace(review.fingerprint, review);
  for (const Review& review : reviews) all.insert_or_assign(review.fingerprint, review);
  std::vector<Review> after;
  for (auto& [fingerprint, review] : all) after.push_back(std::move(review));
  details["reviews_sha256"] = review_digest(after);
  const auto noted = note_in_ledger(session, store.folder(), "review", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  for (const Review& review : reviews)
    if (const auto put = store.put_review(review); !put) return tl::unexpected(put.error());
  return {};
}

Result<int> cmd_review(const Session& session, const Arguments& arguments) {
  const std::string_view asked = arguments.words.size() < 2 ? std::string_view("list") : arguments.words[1];
  const auto action = std::ranges::find(kActions, asked, &Action::name);
  if (const std::string& first = arguments.words[0]; is_action(first) && !std::filesystem::exists(first)) {
    const bool swapped = arguments.words.size() > 1 && action == kActions.end();
    return fail(ErrorCode::usage, "review-order", {first, swapped ? arguments.words[1] : session.lang == Lang::nl ? "ONDERZOEK" : "CASE"});
  }
  if (action != kActions.end()) return action->run(session, arguments);
  std::vector<std::string_view> names;
  for (const Action& row : kActions) names.push_back(row.name);
  return fail(ErrorCode::usage, "review-action", {std::string(asked), joined(names)});
}

}  // namespace schouw
