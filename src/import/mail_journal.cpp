#include "mail_journal.h"

#include <algorithm>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxRecipients = 10'000;

/// "noor@school.example, Expanded: klas6b@school.example" is the first.
std::string first_address(std::string_view value) {
  const std::string_view word = trim(value.substr(0, value.find_first_of(",;")));
  const bool address =
      word.find('@') != std::string_view::npos && word.find_first_of(" \t<>\"") == std::string_view::npos;
  return address ? std::string(word) : std::string();
}

bool names_recipient(std::string_view field) {
  return field == "to" || field == "cc" || field == "bcc" || field == "recipient";
}

}  // namespace

JournalReport read_journal_report(std::string_view text) {
  JournalReport report;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string field = ascii_lower(trim(line.substr(0, colon)));
    std::string address = first_address(line.substr(colon + 1));
    if (address.empty()) continue;
    if (field == "sender" && report.sender.empty()) report.sender = ascii_lower(address);
    if (names_recipient(field) && report.recipients.size() < kMaxRecipients)
      report.recipients.push_back(std::move(address));
  }
  return report;
}

}  // namespace schouw
