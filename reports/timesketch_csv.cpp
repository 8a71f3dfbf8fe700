// A timeline for Timesketch: the three columns that it needs, and what the message and the finding are.
//   message,datetime,timestamp_desc,...
//   "Bevinding A.1: ...","2025-09-12T14:05:00+00:00","finding",...
// Timesketch wants commas and its own names; a message without an instant has no place on a time line and is left to the
// other forms, which is counted in the last line. Formula-safe as the other CSV, for it is opened in a spreadsheet too.
#include "records.h"
#include "schouw/base/csv.h"
#include "schouw/base/utf8.h"

namespace schouw::timesketch_csv {
namespace {

constexpr std::string_view kHeader =
    "message,datetime,timestamp_desc,platform,conversation,sender,finding,clauses,verdict,severity,band,source,entry,place,id\r\n";

class Timeline {
 public:
  Timeline(const Words& say, const ByteSink& sink) : say_(say), sink_(sink) { sink_(kHeader); }

  void add(std::string_view type, const Json& record) {
    const bool finding = type == "finding";
    if (!finding && type != "quote" && type != "message") return;
    const std::string_view utc = record.at("time").str("utc");
    if (utc.empty()) {
      ++without_time_;
      return;
    }
    const std::string_view lang = say_.lang() == Lang::nl ? "nl" : "en";
    row_.clear();
    put(finding ? record.at("text").str(lang) : record.str("text"));
    put(std::string(utc.substr(0, utc.size() - 1)) + "+00:00");
    put(finding ? "finding" : "message");
    put(finding ? record.str("platform") : record.at("conversation").str("platform"));
    put(record.at("conversation").str("title"));
    put(record.at("sender").str("display_name"));
    put(finding ? record.str("id") : record.str("finding"));
    put(cell_text(record, {"clauses", "clauses.article"}, say_));
    for (const char* member : {"verdict", "severity"}) put(record.str(member));
    put(finding ? record.str("band") : record.at("sender").str("band"));
    put(record.at("origin").str("source"));
    put(record.at("origin").str("entry"));
    put(cell_text(record, {"place", "origin.locator", "locator-word"}, say_));
    put(record.str("id"));
    sink_(row_ + "\r\n");
  }

  void finish(const CaseHeader& header) {
    if (without_time_ == 0) return;
    row_.clear();
    put(say_.count("timesketch.without-time", without_time_));
    put(header.as_of + "T00:00:00+00:00");
    put("note");
    for (int rest = 0; rest < 12; ++rest) put("");
    sink_(row_ + "\r\n");
  }

 private:
  void put(std::string_view text) {
    if (!row_.empty()) row_ += ',';
    append_csv_field(row_, visible(text));
  }

  const Words& say_;
  const ByteSink& sink_;
  std::string row_;
  std::uint64_t without_time_ = 0;
};

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  const Words say(options.lang);
  Timeline out(say, sink);
  each_report_record(result, options, {}, [&](std::string_view type, const Json& record) { out.add(type, record); });
  out.finish(result.header);
}

}  // namespace

extern const Report report;
constinit const Report report{.id = "timesketch-csv", .kinds = "audit dossier", .format = "timesketch", .write = write};

}  // namespace schouw::timesketch_csv
