// The lists of a Microsoft Purview (eDiscovery) export: what was found, where it lies in the package, what could not be
// processed.
//
//   Row_number,File_class,Email_subject,…,Export_native_path,Error_code          Export_load_file.csv, review set
//   (Premium) Status,Custodian,Sender,To,Subject/Title,…,Target path,Message kind          Items.csv, Items_0.csv (from
//   2024)
//   -> no message: those are in the files that the list names. Which of them are missing is said.
//
// Locations beside it says which mailboxes and sites the search did not get through; Summary, Settings and Statistics are
// recognised and hold nothing for an audit. Load files of other programs (.dat) name their files in the same way.
//
// A log of what people did (the unified audit log, reports of use from the admin centre) is recognised, and said not to be read.
//
// Gaps: what the list alone knows of an item (who had it, its tags) is not kept. Columns come and go: they are found by
// name.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "plain_text.h"
#include "schouw/base/csv.h"
#include "schouw/base/utf8.h"
#include "tally.h"
#include "whole_entry.h"

namespace schouw::purview_report {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{512} << 20;
constexpr std::size_t kHeadBytes = 16 << 10;  ///< the longest known row of names has 4 KiB

constexpr auto kPaths = std::to_array<std::string_view>(
    {"export_native_path", "target path", "target_path", "export path", "export_path", "exported path", "native_path",
     "nativepath", "native path", "nativelink", "native_link", "native link", "native_file", "native file", "nativefile"});
constexpr auto kErrors =
    std::to_array<std::string_view>({"error_code", "error code", "processing error", "export error"});
constexpr auto kReports =
    std::to_array<std::string_view>({"locations", "summary", "settings", "statistics", "results", "unindexed items"});

std::optional<std::size_t> first_column(const CsvTable& table, std::span<const std::string_view> names) {
  for (const std::string_view name : names)
    if (const auto column = table.column(name)) return column;
  return std::nullopt;
}

bool is_list(const CsvTable& table) {
  if (table.column("export_native_path")) return true;
  const bool path = first_column(table, kPaths).has_value();
  constexpr auto kOfAnItem =
      std::to_array<std::string_view>({"subject/title", "data source", "custodian", "item class", "message kind",
                                       "item identity", "document id", "docid", "doc_id", "begdoc", "begbates", "control number"});
  return path && first_column(table, kOfAnItem);
}

/// "CreationDate,UserIds,Operations,AuditData"; "Report Refresh Date,User Principal Name,…": who did what, and no words.
bool is_activity_log(const CsvTable& table) {
  const bool audit = table.column("auditdata") && (table.column("operation") || table.column("operations"));
  return audit || (table.column("report refresh date") && table.column("user principal name"));
}

/// "NativeFiles\a.msg" -> "NativeFiles/a.msg"; never used as a path, only compared.
std::string slashed(std::string_view path) {
  std::string out(path);
  std::ranges::replace(out, '\\', '/');
  while (out.starts_with("./")) out.erase(0, 2);
  while (out.starts_with('/')) out.erase(0, 1);
  return out;
}

/// The file that a path names: what stands behind the archives in front of it, up to the mailbox that an item lies in.
/// A bare name behind an archive names nothing: files of that name lie in many places.
std::string file_of(std::string path) {
  const std::string lower = ascii_lower(path);
  if (const auto mailbox = lower.find(".pst/"); mailbox != std::string::npos) path.resize(mailbox + 4);
  bool in_archive = false;
  for (auto end = path.find('/'); end != std::string::npos && ascii_lower(path.substr(0, end)).ends_with(".zip");
       end = path.find('/')) {
    path.erase(0, end + 1);
    in_archive = true;
  }
  return in_archive && path.find('/') == std::string::npos ? std::string() : path;
}

bool is_error(std::string_view code) {
  const std::string folded = fold(code);
  return !folded.empty() && folded != "0" && folded != "none" && folded != "success" && folded != "no error" &&
         folded != "geen";
}

void read_list(const CsvTable& table, Tally& tally, RecordSink& sink) {
  const auto path = first_column(table, kPaths), error = first_column(table, kErrors), status = table.column("status");
  std::uint64_t errors = 0, without = 0;
  std::optional<Locator> first;
  std::set<std::string> mailboxes;  // many items lie in one
  for (const CsvRow& row : table.rows) {
    if (row.line != 0 && row.line == table.damage.unclosed_quote_line) {
      tally.cut();
      continue;
    }
    const std::string_view written = table.field(row, path);
    const std::string file = file_of(slashed(written));
    const bool mailbox_again = ascii_lower(file).ends_with(".pst") && !mailboxes.insert(file).second;
    if (!file.empty() && !mailbox_again) sink.stated_file(file);
    without += written.empty() ? 1u : 0u;
    const bool failed = is_error(table.field(row, error)) ||
                        fold(table.field(row, status)).find("fail") != std::string::npos ||
                        slashed(written).find("Error_files/") != std::string::npos;
    if (!failed) continue;
    ++errors;
    if (!first) first = Locator::at_line(row.line);
  }
  if (errors > 0)
    tally.problem({.code = "purview-not-processed",
                   .severity = Severity::high,
                   .loss = Loss::none,
                   .locator = *first,
                   .args = {std::to_string(errors)}});
  if (without > 0)
    tally.problem({.code = "purview-not-exported",
                   .severity = Severity::medium,
                   .loss = Loss::none,
                   .locator = Locator::at_line(1),
                   .args = {std::to_string(without)}});
}

/// Places that the search did not get through: what lies there is not in the package, and no list of items says so.
bool read_places(const CsvTable& table, Tally& tally) {
  constexpr auto kPlaces = std::to_array<std::string_view>({"location", "location name", "location id"});
  constexpr auto kPlaceErrors = std::to_array<std::string_view>(
      {"error", "errors", "error code", "error message", "error details", "location error", "failure reason"});
  const auto error = first_column(table, kPlaceErrors), status = table.column("status");
  if (!first_column(table, kPlaces) || (!error && !status)) return false;
  std::uint64_t failed = 0;
  std::optional<Locator> first;
  for (const CsvRow& row : table.rows) {
    const std::string said = fold(table.field(row, status));
    const bool bad = std::ranges::any_of(std::to_array<std::string_view>({"fail", "error", "partial"}),
                                         [&](std::string_view word) { return said.find(word) != said.npos; });
    if (!is_error(table.field(row, error)) && (!bad || said.find("no error") != said.npos)) continue;
    ++failed;
    if (!first) first = Locator::at_line(row.line);
  }
  if (failed > 0)
    tally.problem({.code = "purview-place-not-searched",
                   .severity = Severity::high,
                   .loss = Loss::none,
                   .locator = *first,
                   .args = {std::to_string(failed)}});
  return true;
}

/// A load file of other programs (Concordance, ".dat"): a thorn around each value, U+0014 between them. As CSV.
std::string from_thorns(std::string_view bytes) {
  constexpr std::string_view kThorn = "\u00FE";
  std::size_t replaced = 0;
  const std::string text = to_utf8(bytes, sniff_encoding(bytes), replaced);
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const bool thorn = rest.starts_with(kThorn);
    if (thorn) out += '"';
    else if (rest.front() == '"') out += "\"\"";
    else out += rest.front() == '\x14' ? ',' : rest.front();
    rest.remove_prefix(thorn ? kThorn.size() : 1);
  }
  return out;
}

bool has_thorns(std::string_view head) {
  for (const std::string_view bom : {"\xEF\xBB\xBF", "\xFF\xFE"})
    if (head.starts_with(bom)) head.remove_prefix(bom.size());
  const std::string_view row = head.substr(0, head.find('\n'));
  return (row.starts_with("\xC3\xBE") || row.starts_with('\xFE')) && row.find('\x14') != row.npos;
}

/// A list by its name whose columns are all new, or nearly so.
bool is_named_list(std::string_view path) {
  const std::string name = ascii_lower(base_name(path));
  return name == "export_load_file.csv" ||
         ((name == "items.csv" || name.starts_with("items_")) && name.ends_with(".csv"));
}

bool tells_of_items(const CsvTable& table) {
  constexpr auto kOfMail =
      std::to_array<std::string_view>({"sender", "sender or created by", "subject", "subject/title", "recipients"});
  constexpr auto kOfPlace = std::to_array<std::string_view>(
      {"location", "location name", "original path", "item id", "item identity", "compound path"});
  return first_column(table, kOfMail) && first_column(table, kOfPlace);
}

/// "settings_2026-06-26_15-36-50.csv": the time that the new eDiscovery puts behind the name of each list.
bool has_stamp(std::string_view name) {
  const auto bar = name.find("_20");
  return bar != std::string_view::npos && has_shape(name.substr(bar), "_0000-00-00_00-00-00");
}

CsvTable head_table(const EntryReader& entry) {
  if (has_thorns(entry.head())) return parse_csv(from_thorns(entry.head().substr(0, kHeadBytes)), ',');
  std::size_t replaced = 0;
  const std::string head = to_utf8(entry.head().substr(0, kHeadBytes), sniff_encoding(entry.head()), replaced);
  return parse_csv(std::string_view(head).substr(0, head.find('\n')));
}

Bid bid(const EntryReader& entry) {
  const std::string name = ascii_lower(base_name(entry.path()));
  const std::string_view head = entry.head().substr(0, 1);
  if (head == "{" || head == "[" || head == "<" || !is_text_head(entry.head())) return Bid::no;
  const CsvTable table = head_table(entry);
  if (is_list(table) || is_activity_log(table)) return Bid::certain;
  if (name == "export_load_file.csv" || (is_named_list(name) && tells_of_items(table))) return Bid::likely;
  if (!name.ends_with(".csv") || table.header.size() < 2) return Bid::no;
  const bool report = std::ranges::any_of(kReports, [&](std::string_view word) { return name.starts_with(word); });
  constexpr auto kTelling = std::to_array<std::string_view>({"location", "location name", "location type", "workload",
                                                             "data source", "search name", "case name", "export name",
                                                             "process name", "estimated items", "item count"});
  const bool telling =
      std::ranges::any_of(kTelling, [&](std::string_view word) { return table.column(word).has_value(); });
  return report && (telling || has_stamp(name)) ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, std::string(set_root(entry.path(), {})), sink);
  const std::string bytes = whole_entry(entry, kMaxTableBytes, sink);
  const CsvTable table = has_thorns(bytes) ? parse_csv(from_thorns(bytes), ',') : parse_csv(bytes);
  const bool places = ascii_lower(base_name(entry.path())).starts_with("locations");
  if (is_list(table)) {
    read_list(table, tally, sink);
  } else if (places && read_places(table, tally)) {
    // said
  } else if (is_activity_log(table)) {
    tally.problem({.code = "activity-not-read",
                   .severity = Severity::medium,
                   .loss = Loss::whole,
                   .locator = Locator::at_line(1),
                   .args = {std::to_string(table.rows.size())}});
  } else if (is_named_list(entry.path()) && !table.rows.empty()) {
    Json keys = Json::object();
    for (const std::string& name : table.header) keys[name] = Json(true);
    for (std::size_t i = 0; i < table.rows.size(); ++i) tally.unknown(keys, Locator::at_line(1));
  }
  tally.finish(table.damage);
}

}  // namespace

constinit const Importer importer{.id = "purview-report",
                                  .platform = "purview",
                                  .versions = "review set 2020-2025, eDiscovery 2024-2026",
                                  .gaps = "format.purview-report.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::purview_report
