// Google Hangouts, from Takeout until 2022: Hangouts/Hangouts.json, all conversations in one file.
//
//   {"conversations": [{"conversation": {"conversation": {"id": {"id": "C1"}, "type": "GROUP", "name": "6B",
//     "participant_data": [{"id": {"gaia_id": "2"}, "fallback_name": "Noor"}]}},
//     "events": [{"sender_id": {"gaia_id": "2"}, "timestamp": "1400000000000000", "event_type": "REGULAR_CHAT_MESSAGE",
//       "chat_message": {"message_content": {"segment": [{"type": "TEXT", "text": "Hoi"}]}}}]}]}
//   {"conversation_state": [{"conversation_state": {"conversation": {…}, "event": […]}}]}       (until 2016)
//   -> messages, conversations with their members, the owner
//
// Gaps: the pictures are addresses only; who left the account has a number and no name.
#include <algorithm>
#include <map>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::google_hangouts {

extern const Importer importer;

namespace {

std::string id_of(const Json& id) {
  std::string found = tidy_text(id.str("gaia_id"));
  return found.empty() ? tidy_text(id.str("chat_id")) : found;
}

/// Microseconds, as a string or a number.
Timestamp time_of(const Json& value) {
  const auto micro = value.integer();
  const std::string raw = value.is_string() ? tidy_text(value.str()) : micro ? std::to_string(*micro) : std::string{};
  if (!micro || *micro <= 0) return no_time(raw);
  return instant_ms(*micro / 1000, Precision::millisecond, raw);
}

std::string text_of(const Json& content) {
  std::string text;
  for (const Json& piece : content.at("segment").items()) {
    if (piece.str("type") == "LINE_BREAK") text += '\n';
    else text += piece.str("text");
  }
  return tidy_text(text);
}

/// "embed_item": {"plus_photo": {"url": …}}, until 2016 {"embeds.PlusPhoto.plus_photo": {…}}
void add_files(const Json& content, Message& message) {
  for (const Json& one : content.at("attachment").items()) {
    if (message.attachments.size() >= 64) return;
    const Json& item = one.at("embed_item");
    Attachment file{.kind = AttachmentKind::link};
    for (const auto& [key, value] : item.members()) {
      const bool photo = key.find("plus_photo") != std::string::npos;
      if (!photo && key.find("place") == std::string::npos) continue;
      const std::string_view address = photo ? value.str("url") : value.str("name");
      file.kind = !photo                               ? AttachmentKind::location
                  : value.str("media_type") == "VIDEO" ? AttachmentKind::video
                                                       : AttachmentKind::image;
      file.name = tidy_text(photo ? last_of_address(address) : address);
    }
    message.attachments.push_back(std::move(file));
  }
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), where_(with_archive(entry, entry.path())) {
    const JsonDamage damage = stream_json(
        bytes_of(entry), {[](auto path, bool) { return step(path); },
                          [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
    tally_.finish(damage);
  }

 private:
  /// Into the lists and what stands between them; what is said of a conversation, and one event, are taken whole.
  static JsonStep step(std::span<const std::string_view> path) {
    if (path.empty()) return JsonStep::enter;
    const std::string_view last = path.back();
    if (last == "conversations" || last == "conversation_state" || last == "events" || last == "event")
      return path.size() <= 4 ? JsonStep::enter : JsonStep::skip;
    const std::string_view before = path.size() > 1 ? path[path.size() - 2] : std::string_view{};
    if (before == "conversations" || before == "conversation_state")
      return last == "conversation" || last == "conversation_id" || last == "response_header" ? JsonStep::take
                                                                                             : JsonStep::enter;
    return JsonStep::take;
  }

  void take(const JsonItem& item, Json&& value) {
    if (item.path.size() < 2) return;
    const std::string_view last = item.path.back(), list = item.path[item.path.size() - 2];
    if (last == "conversation") return conversation(value, item);
    if (list != "events" && list != "event") return;
    if (!item.complete) return tally_.cut();
    event(value, Locator::with_id(std::string(item.path[1]) + "/" + std::string(last)));
  }

  void conversation(const Json& source, const JsonItem& item) {
    const Json& inner = source.at("conversation").is_object() ? source.at("conversation") : source;
    names_.clear();
    people_.clear();
    here_ = {};
    ConversationInfo info{.locator = Locator::with_id(std::string(item.path[1]))};
    here_.key = "hangouts/" + tidy_text(inner.at("id").str("id"));
    // Without a number conversations are told apart by their place in the file.
    number_ = std::string(item.path[1]);
    here_.kind = inner.str("type") == "GROUP" ? ConversationKind::group : ConversationKind::direct;
    here_.title = tidy_text(inner.str("name"));
    for (const Json& one : inner.at("participant_data").items()) {
      AccountRef who{.display_name = tidy_text(one.str("fallback_name")), .native_id = id_of(one.at("id"))};
      who.phone = tidy_text(one.at("phone_number").str("e164"));
      if (who.native_id.empty()) continue;
      names_[who.native_id] = who;
    }
    for (const Json& one : inner.at("current_participant").items()) member(id_of(one), info);
    if (info.members.empty())
      for (const auto& [id, who] : names_) member(id, info);
    info.conversation = here_;
    const std::string me =
        id_of(inner.at("self_conversation_state").at("self_read_state").at("participant_id"));
    say_owner(me);
    if (here_.key.size() > 9) tally_.give(std::move(info));
  }

  void member(const std::string& id, ConversationInfo& info) {
    if (id.empty()) return;
    people_.push_back(id);
    info.members.push_back({.account = account(id), .locator = info.locator});
  }

  AccountRef account(const std::string& id) const {
    const auto known = names_.find(id);
    return known == names_.end() ? AccountRef{.native_id = id} : known->second;
  }

  void say_owner(const std::string& id) {
    if (id.empty() || owner_said_ || !names_.contains(id)) return;
    owner_said_ = true;
    tally_.owner(account(id));
  }

  void event(const Json& source, Locator at) {
    const std::string id = id_of(source.at("sender_id"));
    const bool said = source.find("event_type") != nullptr || source.find("chat_message") != nullptr;
    if (source.find("timestamp") == nullptr || !said)
      return tally_.unknown(source, at);
    say_owner(id_of(source.at("self_event_state").at("user_id")));
    Message message{.conversation = here_, .time = time_of(source.at("timestamp")), .locator = std::move(at)};
    if (here_.key.size() <= 9) message.conversation.key = "hangouts/" + tidy_text(source.at("conversation_id").str("id"));
    if (message.conversation.key.size() <= 9) message.conversation.key += "in/" + where_ + "/" + number_;
    message.native_id = tidy_text(source.str("event_id"));
    if (!message.native_id.empty()) message.version = "1";
    if (!id.empty()) message.sender = account(id);
    if (here_.kind == ConversationKind::direct)
      for (const std::string& one : people_)
        if (one != id) message.recipients.push_back(account(one));
    fill(source, message);
    tally_.give(std::move(message));
  }

  void fill(const Json& source, Message& message) {
    const std::string_view type = source.str("event_type");
    if (source.find("chat_message") != nullptr) {
      const Json& content = source.at("chat_message").at("message_content");
      message.text = text_of(content);
      add_files(content, message);
      if (message.text.empty() && message.attachments.empty()) tally_.absent();
    } else if (type == "HANGOUT_EVENT" || type == "PHONE_CALL" || source.find("hangout_event") != nullptr) {
      message.kind = MessageKind::call;
      message.event = "call";
      message.text = ascii_lower(tidy_text(source.at("hangout_event").str("event_type")));
    } else if (const Json& change = source.at("membership_change"); change.is_object()) {
      system(message, change.str("type") == "LEAVE" ? "member-left" : "member-added");
      for (const Json& one : change.at("participant_id").items()) {
        const AccountRef who = account(id_of(one));
        message.text += (message.text.empty() ? "" : ", ") + (who.display_name.empty() ? who.native_id : who.display_name);
      }
    } else if (const Json& name = source.at("conversation_rename"); name.is_object()) {
      system(message, "subject-changed");
      message.text = tidy_text(name.str("new_name"));
    } else {
      // SMS, voicemail and whatever else came through: a word or picture of it is read the same way when it is there.
      system(message, ascii_lower(tidy_text(type)));
    }
  }

  static void system(Message& message, std::string event) {
    message.kind = MessageKind::system;
    message.sender.reset();
    message.event = std::move(event);
  }

  Tally tally_;
  std::string where_, number_;
  ConversationRef here_;
  std::map<std::string, AccountRef> names_;
  std::vector<std::string> people_;
  bool owner_said_ = false;
};

Bid bid(const EntryReader& entry) {
  if (!mentions(entry.head(), {"\"conversations\"", "\"conversation_state\""})) return Bid::no;
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json || shape.root_is_array) return Bid::no;
  const bool newer = shape.has("conversations") && (shape.item_has("conversation") || shape.item_has("events"));
  const bool older = shape.has("conversation_state") && shape.item_has("conversation_state");
  const bool google = mentions(entry.head(), {"\"gaia_id\"", "\"chat_id\"", "\"self_conversation_state\""});
  const bool named = base_name(entry.path()) == "Hangouts.json";
  if (!google && !named) return Bid::no;
  return newer || older ? Bid::certain : named ? Bid::weak : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "google-hangouts",
                                  .platform = "google_chat",
                                  .versions = "2013-2022",
                                  .gaps = "format.google-hangouts.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::google_hangouts
