// The file of a conversation: who takes part, how it is called, and its messages, newest first.
//
//   {"participants": [{"name": "Bas"}, {"name": "Noor"}], "messages": [...10,000 at most], "title": "Noor",
//    "thread_path": "inbox/noor_2qr6kux07q"}
//   {"participants": ["Bas", "Noor"], "threadName": "Noor_3", "messages": [...]}
//
// Which conversation it is stands behind the messages, so these wait for it, up to kMostHeld; a longer file is read
// twice. Of two people the key is their two names: both have the same conversation in their download, each under its
// own title. Others have the number at the end of thread_path.
//
// Gap: whether that number is the same for every member is not known; if it is not, a group is there once a download.
#include <algorithm>
#include <utility>

#include "json_damage.h"
#include "meta_message.h"
#include "meta_place.h"
#include "meta_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostHeld = 20'000;

/// "inbox/6b_2qr6kux07q" -> "2qr6kux07q". Short tails are words of the title.
std::string_view number_of_thread(std::string_view path) {
  const std::string_view slug = base_name(path);
  const auto bar = slug.rfind('_');
  if (bar == std::string_view::npos) return slug;
  const std::string_view tail = slug.substr(bar + 1);
  return tail.size() >= 8 ? tail : slug;
}

/// ".../inbox/6b_2qr6kux07q/message_1.json" -> "6b_2qr6kux07q"; empty when the file does not lie in such a folder.
std::string_view folder_of_thread(std::string_view entry_path) {
  if (!base_name(entry_path).starts_with("message")) return {};
  const std::string_view folder = entry_path.substr(0, entry_path.size() - base_name(entry_path).size());
  return folder.empty() ? std::string_view{} : base_name(folder.substr(0, folder.size() - 1));
}

/// Encrypted chats are numbered: "Noor_3".
std::string_view without_number(std::string_view title) {
  const auto bar = title.rfind('_');
  if (bar == std::string_view::npos || bar + 1 == title.size()) return title;
  return std::ranges::all_of(title.substr(bar + 1), is_digit) ? title.substr(0, bar) : title;
}

std::vector<std::string> participants_of(const Json& root, MetaText& text) {
  std::vector<std::string> out;
  for (const Json& one : root.at("participants").items()) {
    std::string name = text.tidy(one.is_string() ? one.str() : one.str("name"));
    if (!name.empty()) out.push_back(std::move(name));
  }
  return out;
}

ConversationKind kind_of(const Json& root, const MetaThread& thread) {
  const auto& who = thread.participants;
  if (root.find("thread_name") != nullptr || root.str("thread_type") == "RegularGroup" || root.at("joinable_mode").is_object() || who.size() > 2)
    return ConversationKind::group;
  const std::string title = fold(thread.conversation.title);
  const bool is_a_name = title.empty() || std::ranges::any_of(who, [&](const auto& n) { return fold(n) == title; });
  // Two that are left of a group have its title.
  return is_a_name || is_nobodys_name(title) || who.size() < 2 ? ConversationKind::direct : ConversationKind::group;
}

std::string key_of(const Json& root, const MetaThread& thread, std::string_view entry_path) {
  std::vector<std::string> names;
  for (const std::string& name : thread.participants) names.push_back(fold(name));
  std::ranges::sort(names);
  const bool nobody = std::ranges::any_of(thread.participants, [](const auto& name) { return is_nobodys_name(name); });
  if (thread.conversation.kind == ConversationKind::direct && names.size() == 2 && names[0] != names[1] && !nobody)
    return "two/" + names[0] + "/" + names[1];
  std::string_view path = root.str("thread_path");
  if (path.empty()) path = folder_of_thread(entry_path);
  if (!path.empty()) return "thread/" + std::string(number_of_thread(path));
  // groups/your_group_messages/6179754102079646.json
  if (const std::string_view name = meta_file_name(entry_path); root.find("thread_name") != nullptr && !name.empty())
    return "thread/" + std::string(name);
  if (!thread.conversation.title.empty()) return "title/" + fold(thread.conversation.title);
  std::string all = names.empty() ? "path/" + std::string(entry_path) : "all";
  for (const std::string& name : names) all += "/" + name;
  return all;
}

class Walk {
 public:
  explicit Walk(MetaFile& file) : file_(file) {}

  void read() {
    JsonDamage damage = pass();
    const bool again = held_.size() > kMostHeld;
    if (again) {
      // What stands behind the messages is known now; of the first pass nothing was given.
      held_ = {};
      file_.text = {};
    }
    know_thread();
    if (again) {
      file_.entry().rewind();
      damage = pass();
    }
    for (Held& one : held_) give(std::move(one));
    if (!no_list_.is_null()) file_.unknown(no_list_, Locator::at_index(0));
    for (std::uint64_t i = 0; i < cut_; ++i) file_.cut();
    file_.finish(damage);
  }

 private:
  struct Held {
    Message message;
    Json unknown;  ///< instead of a message
  };

  JsonDamage pass() {
    cut_ = 0;
    return stream_json(bytes_of(file_.entry()),
                       {[](auto path, bool is_array) { return step(path, is_array); },
                        [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
  }

  static JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) return JsonStep::enter;
    return path.size() == 1 && is_array && path[0] == "messages" ? JsonStep::enter : JsonStep::take;
  }

  void take(const JsonItem& item, Json&& value) {
    if (item.path.size() == 1) {
      if (item.path[0] == "messages") {
        no_list_ = std::move(value);
      } else if (!known_) {
        root_[item.path[0]] = std::move(value);
      }
    } else if (!item.complete) {
      ++cut_;
    } else if (item.path.size() == 2 && (known_ || held_.size() <= kMostHeld)) {
      one_message(std::move(value), Locator::at_index(item.index));
    }
  }

  void one_message(Json&& value, Locator at) {
    Held one;
    // The name is missing where an account is gone; then the sender is not known.
    const auto has = [&](std::string_view key) { return value.find(key) != nullptr; };
    if (has("sender_name") || has("timestamp_ms") || has("senderName")) {
      one.message = meta_message(value, file_.text);
    } else {
      one.unknown = value.is_null() ? Json::object() : std::move(value);
    }
    one.message.locator = std::move(at);
    if (known_) return give(std::move(one));
    held_.push_back(std::move(one));
  }

  void know_thread() {
    known_ = true;
    thread_ = meta_thread(root_, file_.path(), file_.text);
    give_meta_participants(file_, thread_);
  }

  void give(Held&& one) {
    if (!one.unknown.is_null()) return file_.unknown(one.unknown, one.message.locator);
    give_meta_message(file_, thread_, std::move(one.message));
  }

  MetaFile& file_;
  Json root_ = Json::object();
  Json no_list_;  ///< "messages", when it is something else than a list
  MetaThread thread_;
  std::vector<Held> held_;
  bool known_ = false;
  std::uint64_t cut_ = 0;
};

}  // namespace

MetaThread meta_thread(const Json& root, std::string_view entry_path, MetaText& text) {
  MetaThread thread{.participants = participants_of(root, text)};
  const Json* encrypted = root.find("threadName");
  // Chats of a group (2024) say "thread_name".
  const std::string_view said = root.str(root.find("title") != nullptr ? "title" : "thread_name");
  const std::string_view title = encrypted != nullptr ? without_number(encrypted->str()) : said;
  thread.conversation.title = text.tidy(title);
  thread.conversation.kind = kind_of(root, thread);
  thread.conversation.key = key_of(root, thread, entry_path);
  return thread;
}

void give_meta_participants(MetaFile& file, const MetaThread& thread) {
  if (thread.participants.empty()) return;
  ConversationInfo info{.conversation = thread.conversation, .locator = Locator::at_index(0)};
  for (const std::string& name : thread.participants)
    info.members.push_back({.account = {.display_name = name}, .locator = info.locator});
  file.conversation(std::move(info));
}

void give_meta_message(MetaFile& file, const MetaThread& thread, Message&& message) {
  ConversationInfo membership{.locator = message.locator};
  place_meta_message(thread, message, membership);
  if (message.kind == MessageKind::message && message.text.empty() && message.attachments.empty() &&
      message.quoted.empty() && !message.flags.deleted)
    file.content_absent();
  membership.conversation = message.conversation;
  file.message(std::move(message));
  if (!membership.members.empty()) file.conversation(std::move(membership));
}

void read_meta_thread(MetaFile& file) { Walk(file).read(); }

}  // namespace schouw
