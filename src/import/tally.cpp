// The account of one file.
//
//   three messages, one without its text, one cut  ->  content-absent (1), json-truncated (1 record lost), rejected 1
#include "tally.h"

#include <utility>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {

Tally::Tally(const Importer& importer, std::string root, RecordSink& sink)
    : importer_(importer), sink_(sink), root_(std::move(root)) {}

void Tally::set() {
  if (!std::exchange(set_said_, true)) sink_.set(root_);
}

void Tally::give(Message message) {
  if (message.time.basis == Timestamp::Basis::none)
    problem({.code = "date-unreadable",
             .severity = Severity::medium,
             .loss = Loss::none,
             .locator = message.locator,
             .args = {std::string(prefix(message.time.raw, 200))}});
  give_undated(std::move(message));
}

void Tally::give_undated(Message message) {
  set();
  message.platform = importer_.platform;
  ++given_;
  sink_.message(std::move(message));
}

void Tally::give(ConversationInfo info) {
  set();
  info.platform = importer_.platform;
  ++given_;
  sink_.conversation(std::move(info));
}

void Tally::give(Connection connection) {
  set();
  connection.platform = importer_.platform;
  ++given_;
  sink_.connection(std::move(connection));
}

void Tally::give(MediaItem item) {
  set();
  item.platform = importer_.platform;
  ++given_;
  sink_.media(std::move(item));
}

void Tally::owner(AccountRef account) {
  if (account.empty()) return;
  account.is_owner = true;
  ++given_;
  sink_.owner(root_, std::move(account));
}

void Tally::cut() { ++cut_; }

void Tally::broken_off(Locator at) {
  cut();
  problem({.code = "data-cut",
           .severity = Severity::high,
           .loss = Loss::partial,
           .locator = std::move(at),
           .args = {},
           .lost_records = 1});
}

void Tally::sample(const Json& record, Locator at) {
  if (sample_) return;
  sample_ = record;
  sample_at_ = std::move(at);
}

void Tally::unknown(const Json& record, Locator at) {
  ++unknown_;
  sample(record, std::move(at));
}

void Tally::drifted(const Json& record, Locator at) { sample(record, std::move(at)); }

void Tally::absent() { ++absent_; }

void Tally::gone() { ++gone_; }

void Tally::not_read(std::string_view list, std::uint64_t items) {
  if (items > 0) not_read_[tidy_text(prefix(list, 128))] += items;
}

void Tally::problem(Problem problem) {
  said_ = true;
  sink_.problem(std::move(problem));
}

void Tally::count(std::string code, Severity severity, Loss loss, std::uint64_t n) {
  if (n == 0) return;
  problem({.code = std::move(code),
           .severity = severity,
           .loss = loss,
           .locator = Locator::at_index(0),
           .args = {std::to_string(n)}});
}

void Tally::finish() {
  count("content-absent", Severity::medium, Loss::none, absent_);
  count("account-gone", Severity::low, Loss::none, gone_);
  for (const auto& [list, items] : not_read_)
    problem({.code = "list-not-read",
             .severity = Severity::low,
             .loss = Loss::none,
             .locator = Locator::at_index(0),
             .args = {list, std::to_string(items)}});
  if (sample_) report_unknown_version(importer_.id, *sample_, sample_at_, unknown_, sink_);
  if (unknown_ + cut_ > 0) sink_.rejected(unknown_ + cut_);
  if (given_ + cut_ == 0 && !sample_ && !said_) sink_.nothing_here();
}

void Tally::finish(const JsonDamage& damage) {
  report_json_damage(damage, cut_, sink_);
  said_ = said_ || damage.not_json || damage.truncated || damage.syntax_errors > 0;
  finish();
}

void Tally::finish(const CsvDamage& damage) {
  if (damage.unclosed_quote_line > 0)
    problem({.code = "data-cut",
             .severity = Severity::high,
             .loss = Loss::partial,
             .locator = Locator::at_line(damage.unclosed_quote_line),
             .args = {},
             .lost_records = cut_});
  if (damage.too_long_rows + damage.too_many_fields > 0)
    problem({.code = "line-too-long",
             .severity = Severity::medium,
             .loss = Loss::partial,
             .args = {std::to_string(std::uint64_t{64} << 20)}});
  count("not-utf8", Severity::low, Loss::none, damage.replaced_bytes);
  finish();
}

bool is_empty_file(const EntryReader& entry, RecordSink& sink) {
  if (!entry.head().empty()) return false;
  sink.problem({.code = "file-empty", .severity = Severity::medium, .loss = Loss::whole, .args = {}});
  return true;
}

}  // namespace schouw
