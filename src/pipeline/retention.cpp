// Exports count from their last record, findings from the day somebody decided, reports from the ledger's line about them.
//
// Gap: a report that was written outside the case and moved since is not found.
#include "schouw/pipeline/retention.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <tuple>

#include "schouw/base/file.h"
#include "schouw/pipeline/case_setup.h"
#include "schouw/store/ledger.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

class Collector {
 public:
  explicit Collector(const Date& today) : today_(today) {}

  void add(std::string what, std::string name, const std::optional<Date>& since, const std::optional<int>& months) {
    if (!since || !months) return;
    const Date until = add_months(*since, *months);
    if (until < today_) out_.push_back({std::move(what), std::move(name), *since, until});
  }

  void add_case(const CaseStore& store) {
    const auto ends = parse_date(case_setup(store).ends);
    if (ends && *ends < today_) out_.push_back({"case", store.folder().string(), *ends, *ends});
  }

  std::vector<PastTerm> sorted() {
    std::ranges::sort(out_, {}, [](const PastTerm& row) { return std::tie(row.what, row.until, row.name); });
    return std::move(out_);
  }

 private:
  Date today_;
  std::vector<PastTerm> out_;
};

/// Reports that are still where the ledger says; of several in one place the last counts.
std::map<std::string, Date> reports_of(const CaseStore& store) {
  std::map<std::string, Date> out;
  const auto read = each_ledger_line(store.folder(), [&](const Json& line) {
    const std::string path(line.at("details").str("path"));
    if (line.str("action") != "report" || path.empty()) return;
    if (const auto day = parse_date(line.str("at").substr(0, 10))) out[path] = *day;
  });
  if (!read) out.clear();  // `verify` says what is wrong with a ledger
  std::erase_if(out, [&](const auto& report) {
    std::error_code ignored;
    return !fs::exists(store.folder() / report.first, ignored);
  });
  return out;
}

}  // namespace

Result<HouseRules> case_house_rules(const CaseStore& store) {
  const std::string asked(store.document("audit").value_or(Json()).str("policy"));
  const Json kept = store.document("policy").value_or(Json());
  const std::string id = asked.empty() ? std::string(kept.str("id")) : asked;
  if (id.empty()) return HouseRules{};
  if (id == kept.str("id") && !kept.str("text").empty()) return parse_house_rules(kept.str("text"), fs::path(id).filename().string());
  if (const std::string_view shipped = shipped_policy_text(id); !shipped.empty()) return parse_house_rules(shipped, id);
  const Result<std::string> text = read_file(id);
  if (!text) return tl::unexpected<Error>(text.error());
  return parse_house_rules(*text, fs::path(id).filename().string());
}

std::vector<PastTerm> past_term(const CaseStore& store, const HouseRules& rules, const Date& today) {
  Collector out(today);
  out.add_case(store);
  store.each_source([&](SourceRow&& row) {
    if (row.last.local_ms) out.add("export", row.path, date_of(*row.last.local_ms), rules.exports);
  });
  for (const Review& review : store.reviews())
    if (review.state != name_of(ReviewState::open))
      out.add("finding", review.fingerprint.substr(0, 12), parse_date(review.at.substr(0, 10)), rules.findings);
  for (const auto& [path, day] : reports_of(store)) out.add("report", path, day, rules.reports);
  return out.sorted();
}

}  // namespace schouw
