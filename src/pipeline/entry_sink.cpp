#include "entry_sink.h"

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
                     std::string set_prefix, const std::optional<Date>& as_of)
    : slicer_(slicer),
      importer_(importer),
      entry_path_(std::move(entry_path)),
      set_prefix_(std::move(set_prefix)),
      latest_credible_(end_of_credible(as_of)) {
  set(folder_of(path_in_source));
}

std::string EntrySink::set_key(std::string_view root) const { return set_prefix_ + ":" + std::string(root); }

void EntrySink::set(std::string_view root) {
  slicer_.set_context({entry_path_, std::string(importer_.id), std::string(importer_.platform), set_key(root)});
}

void EntrySink::owner(std::string_view root, AccountRef account) {
  slicer_.add(OwnerStatement{set_key(root), std::move(account)});
}

/// interface.md: a time after `as_of` + 1 day or before 1990 is flagged, never dropped.
void EntrySink::watch(const Timestamp& time, const Locator& locator) {
  if (time.basis == Timestamp::Basis::none) return;
  const bool late = latest_credible_.has_value() && time.ms >= *latest_credible_;
  if (time.ms >= kYear1990 && !late) return;
  if (not_credible_++ == 0) first_not_credible_ = locator;
}

void EntrySink::message(Message message) {
  watch(message.time, message.locator);
  slicer_.count_message();
  const std::size_t bytes = weight(message);
  slicer_.add(std::move(message), bytes);
}

void EntrySink::conversation(ConversationInfo info) {
  const std::size_t bytes = info.members.size() * 128;
  slicer_.add(std::move(info), bytes);
}

void EntrySink::connection(Connection connection) { slicer_.add(std::move(connection)); }

void EntrySink::media(MediaItem item) { slicer_.add(std::move(item)); }

void EntrySink::problem(Problem problem) {
  lost_whole_ = lost_whole_ || problem.loss == Loss::whole;
  slicer_.add(std::move(problem));
}

void EntrySink::finish() {
  if (not_credible_ == 0) return;
  Problem problem;
  problem.code = "time-not-credible";
  problem.severity = Severity::low;
  problem.loss = Loss::none;
  problem.locator = first_not_credible_;
  problem.args = {std::to_string(not_credible_)};
  slicer_.add(std::move(problem));
}

}  // namespace schouw
