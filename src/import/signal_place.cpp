#include "signal_place.h"

#include <algorithm>

#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {

bool is_signal_id(std::string_view text) {
  return text.size() == 36 && std::ranges::count(text, '-') == 4 &&
         text.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

SignalName signal_name(std::string_view written) {
  written = trim(written);
  const auto open = written.rfind(" (");
  if (open == std::string_view::npos || !written.ends_with(')')) return {tidy_text(written), {}};
  return {tidy_text(written.substr(0, open)), tidy_text(written.substr(open + 2, written.size() - open - 3))};
}

/// "Unknown" stands for everybody of whom Signal does not know who it is.
AccountRef signal_account(const SignalName& one) {
  AccountRef out;
  if (one.detail.starts_with('+'))
    out.phone = one.detail;
  else if (is_signal_id(one.detail))
    out.native_id = ascii_lower(one.detail);
  else
    out.handle = one.detail;
  if (one.name != one.detail && (one.name != "Unknown" || !one.detail.empty())) out.display_name = one.name;
  return out;
}

SignalPlace::SignalPlace(const EntryReader& entry, std::string_view written) : with_(signal_name(written)) {
  const std::string_view path = entry.path();
  root_ = std::string(path.substr(0, path.size() - base_name(path).size()));
  where_ = with_archive(entry, root_);
}

ConversationRef SignalPlace::ref() const {
  if (is_group())
    return {.key = "group/" + fold(with_.name) + "/of/" + where_, .kind = ConversationKind::group, .title = with_.name};
  const AccountRef one = other();
  const std::string& key = !one.phone.empty() ? one.phone : !one.native_id.empty() ? one.native_id : with_.name;
  return {.key = one_sided_key(key, where_), .kind = ConversationKind::direct, .title = with_.name};
}

void SignalPlace::address(Message& message) const {
  if (is_group() || message.kind == MessageKind::system || !message.sender) return;
  const AccountRef to = message.sender->is_owner ? other() : AccountRef{.is_owner = true};
  if (!to.empty()) message.recipients.push_back(to);
}

void set_signal_type(std::string_view type, Message& message) {
  if (type == "incoming" || type == "outgoing") return;
  if (type == "story") {
    message.kind = MessageKind::story;
    return;
  }
  message.kind = type == "call-history" ? MessageKind::call : MessageKind::system;
  message.event = type == "call-history" ? "call" : std::string(prefix(type, 64));
  if (message.kind == MessageKind::system) message.sender.reset();
}

}  // namespace schouw
