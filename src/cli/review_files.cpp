// `schouw review CASE export` and `import`: decisions as JSON Lines, to take them to another case or machine.
#include <algorithm>

#include "commands.h"
#include "output.h"
#include "review_acts.h"
#include "schouw/base/file.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

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

}  // namespace

Result<int> export_reviews(const Session& session, const Arguments& arguments) {
  const Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_only);
  if (!store) return tl::unexpected(store.error());
  Result<Output> out = Output::to(arguments.get("output"));
  if (!out) return tl::unexpected(out.error());
  const Format asked = format_from(arguments.get("format"), Format::jsonl);
  RecordOutput records(*out, asked == Format::text ? Format::jsonl : asked,
                       {.names = {"fingerprint", "state", "by", "at", "reason", "comments", "assigned"}});
  for (const Review& review : store->reviews()) records.add(to_json_value(review));
  records.end();
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  Json details = Json::object();
  details["what"] = "reviews";
  const auto noted = note_in_ledger(session, store->folder(), "export", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  return 0;
}

Result<int> import_reviews(const Session& session, const Arguments& arguments) {
  if (arguments.words.size() < 3) return fail(ErrorCode::usage, "too-few-arguments", {"review", "FILE"});
  const Result<std::vector<Review>> reviews = read_reviews(arguments.words[2]);
  if (!reviews) return tl::unexpected(reviews.error());
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  Json details = Json::object();
  details["action"] = "import";
  details["reviews"] = static_cast<std::uint64_t>(reviews->size());
  if (const auto done = record_reviews(session, *store, *reviews, std::move(details)); !done)
    return tl::unexpected(done.error());
  tell(session, "review.imported", {std::to_string(reviews->size())});
  return 0;
}

}  // namespace schouw
