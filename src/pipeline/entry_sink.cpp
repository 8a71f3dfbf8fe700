#include "entry_sink.h"

#include <algorithm>

#include "twins.h"

namespace schouw {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kYear1990 = 631'152'000'000;

std::size_t weight(const Message& message) {
  return message.text.size() + message.quoted.size() + message.title.size() + message.attachments.size() * 128 +
         message.recipients.size() * 128;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash + 1));
}

/// Midnight after the day after `as_of`, with a day to spare for any time zone.
std::optional<std::int64_t> end_of_credible(const std::optional<Date>& as_of) {
  if (!as_of.has_value()) return std::nullopt;
  const auto midnight = civil_to_ms({as_of->year, as_of->month, as_of->day});
  if (!midnight.has_value()) return std::nullopt;
  return *midnight + 2 * kDayMs;
}

}  // namespace

EntrySink::EntrySink(Slicer& slicer, const Importer& importer, std::string entry_path, std::string_view path_in_source,
                     std::string set_prefix, const ReadTerms& terms)
    : slicer_(slicer),
      importer_(importer),
      entry_path_(std::move(entry_path)),
      set_prefix_(std::move(set_prefix)),
      latest_credible_(end_of_credible(terms.as_of)),
      zone_(terms.zone) {
  set(folder_of(path_in_source));
}

std::string EntrySink::set_key(std::string_view root) const {
  std::string at_home;
  const bool moved = !home_.empty() && twin_root(path_, root, home_, at_home);
  return set_prefix_ + ":" + (moved ? at_home : std::string(root));
}

void EntrySink::set(std::string_view root) {
  root_ = std::string(root);
  slicer_.set_context({entry_path_, std::string(importer_.id), std::string(importer_.platform), set_key(root)});
}

void EntrySink::owner(std::string_view root, AccountRef account) {
  slicer_.add(OwnerStatement{set_key(root), std::move(account)});
}

/// interface.md: a time after `as_of` + 1 day or before 1990 is flagged, never dropped.
void EntrySink::watch(const Timestamp& time, const Locator& locator) {
  if (time.basis == Timestamp::Basis::none) return;
  const bool late = latest_credible_.has_value() && time.ms >= *latest_credible_;
  if (time.ms < kYear1990 || late) not_credible_.add(locator);
  watch_summer_time(time, locator);
}

void EntrySink::Doubt::add(const Locator& locator) {
  if (times++ == 0) first = locator;
}

/// A clock on the wall shows one hour twice a year for two, and one never.
void EntrySink::watch_summer_time(const Timestamp& time, const Locator& locator) {
  if (time.basis != Timestamp::Basis::local || time.precision == Precision::day) return;
  // Clocks change at night, in all zones of ICU but a few of the past; asking for every line would cost too much.
  constexpr std::int64_t kHourMs = 3'600'000, kNightMs = 4 * kHourMs;
  if ((time.ms % kDayMs + kDayMs) % kDayMs >= kNightMs) return;
  const Zone::Certainty certainty = zone_.to_utc(time.ms).certainty;
  if (certainty == Zone::Certainty::ambiguous) ambiguous_.add(locator);
  if (certainty == Zone::Certainty::skipped) skipped_.add(locator);
}

void EntrySink::message(Message message) {
  watch(message.time, message.locator);
  if (is_elsewhere()) {
    const bool own = message.sender == AccountRef{.is_owner = true};
    if (message.kind == MessageKind::event) own_states_ += own ? 1 : 0;
    else ++messages_;
  }
  slicer_.count_message();
  const std::size_t bytes = weight(message);
  slicer_.add(std::move(message), bytes);
}

void EntrySink::conversation(ConversationInfo info) {
  if (is_elsewhere() && std::ranges::find(info.members, AccountRef{.is_owner = true}, &Member::account) != info.members.end()) ++own_groups_;
  const std::size_t bytes = info.members.size() * 128;
  slicer_.add(std::move(info), bytes);
}

void EntrySink::connection(Connection connection) {
  watch(connection.since, connection.locator);
  watch(connection.ended, connection.locator);
  add_for_twins(connection);
  slicer_.add(std::move(connection));
}

void EntrySink::also_at(std::string_view path, std::string_view home, std::span<const std::string> others,
                        std::span<const std::string> unclear) {
  path_ = std::string(path);
  home_ = std::string(home);
  twins_.assign(others.begin(), others.end());
  unclear_.assign(unclear.begin(), unclear.end());
  if (!home_.empty()) set(root_);
}

/// Only what the file says of an owner whom it does not name. Posts and messages are not said twice: what two people wrote
/// in the same second in the same words has not been seen.
void EntrySink::add_for_twins(const Connection& connection) {
  const AccountRef nameless{.is_owner = true};
  if (!is_elsewhere() || connection.owner != nameless) return;
  if (!unclear_.empty()) ++own_lines_;
  const EntryContext mine = slicer_.context();
  for (const std::string& other : twins_) {
    std::string root;
    if (!twin_root(path_, root_, other, root)) continue;
    EntryContext theirs = mine;
    theirs.export_set = set_key(root);
    slicer_.set_context(std::move(theirs));
    slicer_.add(Connection(connection));
  }
  slicer_.set_context(mine);
}

void EntrySink::media(MediaItem item) {
  watch(item.published, item.locator);
  slicer_.add(std::move(item));
}

void EntrySink::problem(Problem problem) {
  lost_whole_ = lost_whole_ || problem.loss == Loss::whole;
  slicer_.add(std::move(problem));
}

/// Kept by the store; put together when all files were read.
void EntrySink::piece(MailPiece one) {
  const std::size_t bytes = one.bytes.size();
  slicer_.add(std::move(one), bytes);
}

void EntrySink::stated(StatedCount one) {
  constexpr std::size_t kMostStated = 10'000;
  if (stated_counts_.size() < kMostStated) stated_counts_.push_back(std::move(one));
}

void EntrySink::say(const Doubt& doubt, std::string code) {
  if (doubt.times == 0) return;
  Problem problem;
  problem.code = std::move(code);
  problem.severity = Severity::low;
  problem.loss = Loss::none;
  problem.locator = doubt.first;
  problem.args = {std::to_string(doubt.times)};
  slicer_.add(std::move(problem));
}

/// What says neither whose it is nor, by where it lies, that it is of two people may be missing for one of them.
void EntrySink::say_whose() {
  // A chat that lies in two folders is one chat: who takes part is in its words.
  const std::uint64_t open = own_lines_ + own_states_ + (messages_ == 0 ? own_groups_ : 0);
  if (open == 0) return;
  slicer_.add(in_two_places(unclear_.empty() ? twins_ : unclear_));
}

void EntrySink::finish() {
  if (is_elsewhere()) say_whose();
  say(not_credible_, "time-not-credible");
  say(ambiguous_, "time-ambiguous");
  say(skipped_, "time-skipped");
}

}  // namespace schouw
