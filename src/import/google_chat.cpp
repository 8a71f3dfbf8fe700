// Google Chat, from Takeout: Google Chat/Groups/<DM or Space …>/{messages,group_info}.json, Users/<…>/user_info.json.
//
//   {"messages": [{"creator": {"name": "Bas", "email": "bas@x.example"}, "text": "Hoi", "topic_id": "t1",
//     "created_date": "Tuesday, 7 February 2021 at 17:13:43 UTC", "message_id": "AAAA/t1/m1"}]}
//   {"name": "6B", "members": [{"name": "Bas", "email": "bas@x.example", "user_type": "Human"}]}
//   -> messages, conversations with their members, the owner
//
// Names of folders and dates follow the language of the account; a conversation is known by what its messages are
// numbered with, and else by the last word of its folder.
//
// Gaps: reactions and previews of pages are not read; of what was shared from Drive the name is there, not the file; of
// a deleted message only that there was one shows; dates in languages that month_names.cpp does not know are not read
// (the message is).
#include <algorithm>
#include <array>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::google_chat {

extern const Importer importer;

namespace {

/// ".../Google Chat/Groups/Space AAAA/messages.json": the download begins four folders up (with "Takeout/" it does).
std::string root_of(std::string_view path) {
  for (int up = 0; up < 4; ++up) {
    path = path.substr(0, path.size() - base_name(path).size());
    if (path.ends_with('/')) path.remove_suffix(1);
    if (path.empty()) return {};
  }
  return std::string(path) + "/";
}

std::string_view folder_name(std::string_view path) {
  path = path.substr(0, path.size() - base_name(path).size());
  if (path.ends_with('/')) path.remove_suffix(1);
  return base_name(path);
}

/// What people put before or behind the name of a file that they keep by itself: "6B_messages.json", "messages
/// (1).json", and beside it "6B_group_info.json". Nothing in a folder that Google made, for there a copy is the same
/// conversation.
std::string own_name(std::string_view path) {
  const std::string_view folder = folder_name(path);
  const std::string_view above = folder_name(path.substr(0, path.size() - base_name(path).size()));
  if (folder.starts_with("DM ") || folder.starts_with("Space ") || above == "Groups") return {};
  std::string name(base_name(path));
  if (name.ends_with(".json")) name.erase(name.size() - 5);
  for (const std::string_view word : {"group_info", "messages"})
    if (const auto at = name.find(word); at != std::string::npos) {
      name.erase(at, word.size());
      break;
    }
  return name.find_first_not_of(" -_") == std::string::npos ? std::string{} : name;
}

AccountRef account(const Json& user) {
  return {.display_name = tidy_text(user.str("name")), .email = tidy_text(user.str("email"))};
}

/// "DM g-w-7kAAAAE" -> direct, "g-w-7kAAAAE"; anything else ("Space", "Ruimte") is a group.
ConversationRef conversation(std::string_view folder, std::string_view message_id, std::string_view name = {}) {
  const auto blank = folder.find(' ');
  std::string id(blank == std::string_view::npos ? folder : folder.substr(blank + 1));
  if (!name.empty()) id.append("/").append(name);
  const auto slash = message_id.find('/');
  if (slash != std::string_view::npos && slash > 0) id = std::string(message_id.substr(0, slash));
  const bool two = folder.starts_with("DM ");
  return {.key = "space/" + id, .kind = two ? ConversationKind::direct : ConversationKind::group, .title = {}};
}

/// What was shared out of Drive is no file of the export: its name is all there is. In a school most files are.
void add_shared(const Json& note, Message& message) {
  if (const Json* drive = note.find("drive_metadata")) {
    Attachment one{.name = tidy_text(drive->str("title"))};
    one.mime = std::string(mime_of(one.name));
    one.kind = one.mime.empty() ? AttachmentKind::link : attachment_kind_of(one.name, one.mime);
    message.attachments.push_back(std::move(one));
  }
  if (const Json* call = note.find("video_call_metadata")) {
    const Json& room = call->at("meeting_space");
    message.attachments.push_back({.name = tidy_text(room.str("meeting_code")),
                                   .kind = AttachmentKind::link,
                                   .caption = tidy_text(room.str("meeting_url"))});
  }
  const Json& task = note.at("gsuite_integration_metadata").at("tasks_data").at("task_properties");
  if (std::string title = tidy_text(task.str("title")); !title.empty())
    message.attachments.push_back({.name = std::move(title), .kind = AttachmentKind::link});
}

void add_files(const Json& source, Message& message) {
  for (const Json& file : source.at("attached_files").items()) {
    Attachment one{.name = tidy_text(file.str("original_name")), .uri = std::string(file.str("export_name"))};
    if (one.name.empty()) one.name = one.uri.empty() ? tidy_text(file.str("name")) : one.uri;
    one.mime = std::string(mime_of(one.name));
    one.kind = attachment_kind_of(one.name, one.mime);
    message.attachments.push_back(std::move(one));
  }
  for (const Json& note : source.at("annotations").items()) {
    AccountRef who = account(note.at("user_mention_metadata").at("user"));
    if (!who.empty() && std::ranges::find(message.tagged, who) == message.tagged.end())
      message.tagged.push_back(std::move(who));
    add_shared(note, message);
  }
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink)
      : tally_(importer, root_of(entry.path()), sink),
        folder_(folder_name(entry.path())),
        own_name_(own_name(entry.path())) {
    const JsonDamage damage =
        stream_json(bytes_of(entry), {[](auto path, bool is_array) {
                                        const bool list = path.size() == 1 && is_array;
                                        return path.empty() || list ? JsonStep::enter : JsonStep::take;
                                      },
                                      [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
    end();
    tally_.finish(damage);
  }

 private:
  void take(const JsonItem& item, Json&& value) {
    if (item.path.size() == 1) {
      if (item.path[0] == "name") name_ = tidy_text(value.str());
      if (item.path[0] == "user") tally_.owner(account(value));
      return;
    }
    if (item.path.size() != 2) return;
    if (!item.complete) return tally_.cut();
    const Locator at = Locator::at_index(item.index);
    if (item.path[0] == "messages") return message(value, at);
    if (item.path[0] == "members") return member(value, at);
    if (item.path[0] == "membership_info") return membership(value, at);
    tally_.not_read(item.path[0], 1);
  }

  void message(const Json& source, const Locator& at) {
    const bool deleted = source.str("message_state") == "DELETED" || source.find("deleted_date") != nullptr;
    const bool known = source.find("created_date") != nullptr || source.find("creator") != nullptr;
    if (!known && !deleted) return tally_.unknown(source, at);
    Message message{.conversation = conversation(folder_, source.str("message_id"), own_name_), .locator = at};
    message.time = parse_written_date(date_of(source));
    message.native_id = tidy_text(source.str("message_id"));
    message.text = tidy_text(source.str("text"));
    message.flags.deleted = deleted;
    message.flags.edited = source.find("updated_date") != nullptr || source.at("previous_message_versions").size() > 0;
    const Timestamp updated = parse_written_date(source.str("updated_date"));
    if (!message.native_id.empty()) message.version = version_of(message.time, updated);
    const Json& quoted = source.at("quoted_message_metadata");
    message.quoted = tidy_text(quoted.str("text"));
    message.in_reply_to = tidy_text(quoted.str("message_id"));
    if (AccountRef sender = account(source.at("creator")); !sender.empty()) message.sender = std::move(sender);
    add_files(source, message);
    if (message.text.empty() && message.quoted.empty() && message.attachments.empty()) tally_.absent();
    earlier(source, message);
    tally_.give(std::move(message));
  }

  /// Of a message that was changed, the date can stand with what it was before.
  static std::string_view date_of(const Json& source) {
    if (source.find("created_date") != nullptr) return source.str("created_date");
    for (const Json& one : source.at("previous_message_versions").items())
      if (!one.str("created_date").empty()) return one.str("created_date");
    return source.str("deleted_date");
  }

  /// What stood there before it was changed is no second message, so it is an event.
  void earlier(const Json& source, const Message& now) {
    std::size_t number = 0;
    for (const Json& one : source.at("previous_message_versions").items()) {
      Message was{.kind = MessageKind::event, .conversation = now.conversation, .sender = now.sender};
      was.text = tidy_text(one.str("text"));
      if (++number > 100 || was.text.empty() || was.text == now.text) continue;
      was.event = "earlier-version";
      const Timestamp changed = parse_written_date(one.str("updated_date"));
      was.time = changed.basis == Timestamp::Basis::none ? parse_written_date(one.str("created_date")) : changed;
      if (was.time.basis == Timestamp::Basis::none) was.time = now.time;
      was.in_reply_to = now.native_id;
      was.locator = now.locator;
      tally_.give(std::move(was));
    }
  }

  static std::string version_of(const Timestamp& created, const Timestamp& updated) {
    const Timestamp& last = updated.basis == Timestamp::Basis::none ? created : updated;
    return last.basis == Timestamp::Basis::none ? "0" : std::to_string(last.ms / 1000);
  }

  void member(const Json& source, const Locator& at) {
    AccountRef who = account(source);
    if (who.empty()) return tally_.unknown(source, at);
    info_.members.push_back({.account = std::move(who), .locator = at});
  }

  /// The owner's own list: in which conversations they are, and under which name.
  void membership(const Json& source, const Locator& at) {
    const std::string group = tidy_text(source.str("group_id"));
    if (group.empty()) return tally_.unknown(source, at);
    ConversationInfo info{.conversation = conversation(group, {}), .locator = at};
    if (info.conversation.kind == ConversationKind::group)
      info.conversation.title = tidy_text(source.str("group_name"));
    Member me{.account = {.is_owner = true}, .locator = at};
    const std::string_view state = source.str("membership_state");
    if (state.empty() || state == "MEMBER_JOINED") info.members.push_back(std::move(me));
    tally_.give(std::move(info));
  }

  void end() {
    if (info_.members.empty()) return;
    info_.conversation = conversation(folder_, {}, own_name_);
    if (info_.members.size() > 2) info_.conversation.kind = ConversationKind::group;
    if (info_.conversation.kind == ConversationKind::group) info_.conversation.title = name_;
    info_.locator = Locator::at_index(0);
    tally_.give(std::move(info_));
  }

  Tally tally_;
  std::string folder_, own_name_, name_;
  ConversationInfo info_;
};

Bid bid(const EntryReader& entry) {
  if (!mentions(entry.head(), {"\"creator\"", "\"topic_id\"", "\"members\"", "\"user\""})) return Bid::no;
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json || shape.root_is_array) return Bid::no;
  const std::string_view name = base_name(entry.path());
  if (shape.has("messages"))
    return shape.item_has("topic_id") || (shape.item_has("creator") && shape.item_has("created_date")) ? Bid::certain
           : shape.item_has("creator") && shape.item_has("message_id")                                 ? Bid::likely
                                                                                                       : Bid::no;
  if (shape.has("members")) return shape.item_has("user_type") || name == "group_info.json" ? Bid::certain : Bid::no;
  if (!shape.has("user")) return Bid::no;
  return shape.has("membership_info") || name == "user_info.json" ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "google-chat",
                                  .platform = "google_chat",
                                  .versions = "2020-2026",
                                  .gaps = "format.google-chat.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::google_chat
