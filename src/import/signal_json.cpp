// Signal, one JSON object a line: the readable backup of Signal itself (main.jsonl, 2025-), and data.json of the
// program signal-export.
//
//   {"version": "1", "backupTimeMs": "1767225600000"}
//   {"recipient": {"id": "2", "contact": {"aci": "…", "e164": "31610000201", "profileGivenName": "Noor"}}}
//   {"chat": {"id": "1", "recipientId": "2"}}
//   {"chatItem": {"chatId": "1", "authorId": "2", "dateSent": "1767225600000", "standardMessage": {"text": {"body":
//   "Hoi"}}}}
//   {"date": "2024-01-01T10:00:00", "sender": "Me", "body": "Hoi", "quote": "", "attachments": []}       signal-export
//   -> messages, groups with their members, contacts
//
// Gaps: who else read a message, stories and settings are not read; changes of a group are there, not what changed;
// messages that expired or were removed are not in it. The backup does not say the owner's number.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "add_line.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "signal_chat.h"
#include "tally.h"
#include "whatsapp_lines.h"

namespace schouw::signal_json {

extern const Importer importer;

namespace {

std::string id_of(const Json& value) {
  if (value.is_string()) return std::string(value.str());
  const auto number = value.integer();
  return number ? std::to_string(*number) : std::string{};
}

/// Milliseconds, as text because JavaScript cannot count that far.
Timestamp time_of(const Json& value) {
  const auto number = value.integer();
  const std::string raw = id_of(value);
  constexpr std::int64_t kLatest = 100'000'000'000'000;
  if (!number || *number <= 0 || *number > kLatest) return no_time(raw);
  return instant_ms(*number, Precision::millisecond, raw);
}

std::string joined(std::string_view given, std::string_view family) {
  return tidy_text(std::string(given).append(" ").append(family));
}

/// Names that the owner gave come first: they are what the owner knows somebody by.
std::string name_of_contact(const Json& contact) {
  const Json& nick = contact.at("nickname");
  for (std::string name : {joined(nick.str("given"), nick.str("family")),
                           joined(contact.str("systemGivenName"), contact.str("systemFamilyName")),
                           joined(contact.str("profileGivenName"), contact.str("profileFamilyName"))})
    if (!name.empty()) return name;
  return {};
}

AccountRef account_of(const Json& contact) {
  AccountRef out{.display_name = name_of_contact(contact),
                 .handle = tidy_text(contact.str("username")),
                 .native_id = tidy_text(contact.str("aci"))};
  const std::string number = id_of(contact.at("e164"));
  if (!number.empty() && number != "0") out.phone = number.starts_with('+') ? number : "+" + number;
  return out;
}

struct Recipient {
  AccountRef account = {};
  bool is_group = false;
  std::string group_key = {}, title = {};
};

struct Chat {
  ConversationRef conversation = {};
  AccountRef other = {};  ///< of a chat of two
};

/// Signal names a file after the hash of its bytes and a key of its own; the ending goes by its kind, and is found
/// without.
std::string path_of(const Json& where) {
  const std::string hash = base64_decode(where.str("plaintextHash")), key = base64_decode(where.str("localKey"));
  if (hash.empty() || key.empty()) return {};
  const std::string name = sha256_hex(hash + key);
  return "files/" + name.substr(0, 2) + "/" + name;
}

void add_file(const Json& wrapped, bool view_once, Message& message) {
  const Json& pointer = wrapped.at("pointer").is_object() ? wrapped.at("pointer") : wrapped;
  Attachment file{.name = tidy_text(pointer.str("fileName")), .mime = tidy_text(pointer.str("contentType"))};
  const bool voice = wrapped.str("flag") == "VOICE_MESSAGE";
  file.kind = voice ? AttachmentKind::audio : attachment_kind_of(file.name, file.mime);
  file.caption = tidy_text(pointer.str("caption"));
  file.view_once = view_once;
  const Json& where = pointer.at("locatorInfo");
  file.uri = path_of(where);
  const auto size = where.find("size") != nullptr ? where.at("size").integer() : pointer.at("size").integer();
  if (size && *size > 0) file.bytes = static_cast<std::uint64_t>(*size);
  message.attachments.push_back(std::move(file));
}

void read_standard(const Json& said, Message& message) {
  message.text = tidy_text(said.at("text").str("body"));
  for (const Json& file : said.at("attachments").items()) add_file(file, false, message);
  // Of a long text the message holds the beginning, and a file the whole.
  if (const Json& rest = said.at("longText"); rest.is_object()) add_file(rest, false, message);
  const Json& quote = said.at("quote");
  if (!quote.is_object()) return;
  message.quoted = tidy_text(quote.at("text").is_object() ? quote.at("text").str("body") : quote.str("text"));
  message.in_reply_to = id_of(quote.at("targetSentTimestamp"));
}

struct Known {
  std::string_view key, event;
};
constexpr auto kUpdates = std::to_array<Known>({{"pinMessage", "message-pinned"},
                                                {"pollTerminate", "poll-ended"},
                                                {"profileChange", "name-changed"},
                                                {"expirationTimerChange", "disappearing-messages"},
                                                {"sessionSwitchover", "number-changed"},
                                                {"threadMerge", "chats-joined"}});
/// Of a change of a group that is one thing alone.
constexpr auto kChanges = std::to_array<Known>({{"groupCreationUpdate", "group-created"},
                                                {"groupNameUpdate", "subject-changed"},
                                                {"groupAvatarUpdate", "icon-changed"},
                                                {"groupDescriptionUpdate", "description-changed"},
                                                {"groupMemberAddedUpdate", "member-added"},
                                                {"groupMemberJoinedUpdate", "member-joined"},
                                                {"groupMemberJoinedByLinkUpdate", "joined-by-link"},
                                                {"groupMemberLeftUpdate", "member-left"},
                                                {"groupMemberRemovedUpdate", "member-removed"}});

void read_change(const Json& change, Message& message) {
  message.event = "group-changed";
  const Json& updates = change.at("updates");
  for (const Json& one : updates.items()) {
    for (const auto& [what, value] : one.members()) {
      if (message.text.size() < 400) message.text += (message.text.empty() ? "" : ", ") + tidy_text(prefix(what, 64));
      const auto known = std::ranges::find(kChanges, what, &Known::key);
      if (known != kChanges.end() && updates.size() == 1) message.event = known->event;
      if (const std::string name = tidy_text(value.str("newGroupName")); !name.empty()) message.text += ": " + name;
    }
  }
}

void read_update(const Json& update, Message& message) {
  message.kind = MessageKind::system;
  message.event = "update";
  for (const auto& [what, value] : update.members())
    if (const auto known = std::ranges::find(kUpdates, what, &Known::key); known != kUpdates.end())
      message.event = known->event;
  message.text = tidy_text(update.at("pollTerminate").str("question"));
  if (const Json& names = update.at("profileChange"); names.is_object())
    message.text = tidy_text(std::string(names.str("previousName")).append(" -> ").append(names.str("newName")));
  const Json& call = update.at("individualCall");
  if (call.is_object() || update.at("groupCall").is_object()) {
    message.kind = MessageKind::call;
    const bool missed = call.str("state").find("MISSED") != std::string_view::npos;
    message.event = call.is_object() ? (missed ? "missed-call" : "call") : "group-call";
  } else if (update.at("groupChange").is_object()) {
    read_change(update.at("groupChange"), message);
  } else if (const std::string_view simple = update.at("simpleUpdate").str("type"); !simple.empty()) {
    message.event = ascii_lower(prefix(simple, 64));
    std::ranges::replace(message.event, '_', '-');
  }
}

/// False: in a form that is not known.
bool read_item(const Json& item, Message& message) {
  const auto part = [&](std::string_view key) -> const Json& { return item.at(key); };
  if (part("standardMessage").is_object()) {
    read_standard(part("standardMessage"), message);
  } else if (part("updateMessage").is_object()) {
    read_update(part("updateMessage"), message);
  } else if (part("remoteDeletedMessage").is_object() || part("adminDeletedMessage").is_object()) {
    message.flags.deleted = true;
  } else if (part("stickerMessage").is_object()) {
    message.attachments.push_back(
        {.name = tidy_text(part("stickerMessage").at("sticker").str("emoji")), .kind = AttachmentKind::sticker});
  } else if (part("contactMessage").is_object()) {
    const Json& name = part("contactMessage").at("contact").at("name");
    message.attachments.push_back(
        {.name = joined(name.str("givenName"), name.str("familyName")), .kind = AttachmentKind::contact});
  } else if (part("viewOnceMessage").is_object()) {
    add_file(part("viewOnceMessage").at("attachment"), true, message);
  } else if (part("directStoryReplyMessage").is_object()) {
    message.text = tidy_text(part("directStoryReplyMessage").at("textReply").at("text").str("body"));
    if (message.text.empty()) message.text = tidy_text(part("directStoryReplyMessage").str("emoji"));
  } else if (part("poll").is_object()) {
    Attachment poll{.name = tidy_text(part("poll").str("question")), .kind = AttachmentKind::poll};
    for (const Json& one : part("poll").at("options").items()) add_line(poll.caption, tidy_text(one.str("option")));
    message.attachments.push_back(std::move(poll));
  } else if (part("paymentNotification").is_object() || part("giftBadge").is_object()) {
    message.kind = MessageKind::event;
    message.event = part("giftBadge").is_object() ? "gift" : "payment";
  } else {
    return false;
  }
  return true;
}

class Backup {
 public:
  Backup(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), exported_(entry) {
    where_ = archive_or(entry, set_root(entry.path(), {}));
  }

  /// Of the lines of signal-export: who writes, which says whether it is a group.
  void look(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view line;
    while (lines.next(line)) {
      if (line.find("\"sender\"") == std::string_view::npos) continue;
      JsonDamage damage;
      exported_.writes(tidy_text(parse_json_leniently(line, damage).str("sender")));
    }
    entry.rewind();
  }

  void read(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view line;
    while (lines.next(line)) {
      if (held_.empty() && trim(line).empty()) continue;
      const Locator at = Locator::at_line(lines.number());
      if (held_.empty() || line.starts_with("{\"")) {
        const Line read = parse(line);
        if (read == Line::whole && !held_.empty()) drop(true);
        if (read == Line::whole) take(object_, at);
        if (read == Line::whole) continue;
        if (held_.empty() && read == Line::open) {
          held_ = std::string(line);
          held_at_ = at;
          continue;
        }
        if (held_.empty()) {
          broken(at, lines.ended());
          continue;
        }
      }
      go_on(line);
    }
    drop(lines.ended());
    tally_.finish(damage_);
  }

 private:
  enum class Line { whole, open, damaged };

  Line parse(std::string_view line) {
    JsonDamage damage;
    object_ = parse_json_leniently(line, damage);
    if (damage.truncated && !damage.not_json && object_.is_object()) return Line::open;
    if (damage.truncated || damage.not_json || damage.syntax_errors > 0) return Line::damaged;
    damage_.invalid_utf8 += damage.invalid_utf8;
    damage_.lone_surrogates += damage.lone_surrogates;
    if (held_.empty()) damage_.bad_escapes += damage.bad_escapes;  // else they are the line breaks
    return Line::whole;
  }

  /// Some programs leave the line breaks of a text as they are, so that its object goes on in the lines below.
  void go_on(std::string_view line) {
    constexpr std::size_t kMost = 1 << 20;
    constexpr int kMostTries = 20;  // each reads all that is held
    held_.append("\n").append(line.substr(0, kMost));
    if (held_.size() > kMost) return drop(true);
    if (!trim(line).ends_with('}')) return;
    if (parse(held_) == Line::whole) {
      take(object_, held_at_);
      held_.clear();
      tries_ = 0;
    } else if (++tries_ >= kMostTries) {
      drop(true);
    }
  }

  void drop(bool has_end) {
    if (held_.empty()) return;
    broken(held_at_, has_end);
    held_.clear();
    tries_ = 0;
  }

  /// A line that is no object: the last one where the file breaks off, or one that something damaged.
  void broken(const Locator& at, bool has_end) {
    tally_.cut();
    tally_.problem({.code = has_end ? "bad-record" : "data-cut",
                    .severity = Severity::high,
                    .loss = Loss::partial,
                    .locator = at,
                    .args = {},
                    .lost_records = 1});
  }

  void take(const Json& line, const Locator& at) {
    if (const Json& item = line.at("chatItem"); item.is_object()) return chat_item(item, at);
    if (const Json& one = line.at("recipient"); one.is_object()) return recipient(one, at);
    if (const Json& one = line.at("chat"); one.is_object()) return chat(one);
    if (const Json& one = line.at("account"); one.is_object()) return account(one);
    if (line.find("sender") != nullptr && line.find("body") != nullptr) return exported(line, at);
    constexpr auto kNothing =
        std::to_array<std::string_view>({"version", "stickerPack", "adHocCall", "notificationProfile", "chatFolder"});
    const bool nothing = std::ranges::any_of(kNothing, [&](std::string_view key) { return line.find(key) != nullptr; });
    if (!nothing && line.size() > 0) tally_.unknown(line, at);
  }

  void account(const Json& mine) {
    tally_.owner({.display_name = joined(mine.str("givenName"), mine.str("familyName")),
                  .handle = tidy_text(mine.str("username"))});
  }

  void recipient(const Json& one, const Locator& at) {
    Recipient& kept = recipients_[id_of(one.at("id"))];
    if (one.at("self").is_object()) kept.account = {.is_owner = true};
    if (const Json& contact = one.at("contact"); contact.is_object()) {
      kept.account = account_of(contact);
      if (!kept.account.empty()) connection(contact, kept.account, at);
    }
    if (const Json& group = one.at("group"); group.is_object()) read_group(group, at, kept);
  }

  /// In the address book of the owner's telephone, or named by the owner; or kept out.
  void connection(const Json& contact, const AccountRef& other, const Locator& at) {
    const bool blocked = contact.at("blocked").boolean().value_or(false);
    const bool known = !joined(contact.str("systemGivenName"), contact.str("systemFamilyName")).empty() ||
                       contact.at("nickname").is_object();
    if (!blocked && !known) return;
    tally_.give(Connection{.kind = blocked ? ConnectionKind::blocked : ConnectionKind::contact,
                           .owner = {.is_owner = true},
                           .other = other,
                           .locator = at});
  }

  /// The master key opens the group, so it is not kept: its hash tells groups apart as well.
  void read_group(const Json& group, const Locator& at, Recipient& kept) {
    kept.is_group = true;
    kept.group_key = "group/" + content_id({"signal-group", group.str("masterKey")});
    const Json& snapshot = group.at("snapshot");
    kept.title = tidy_text(snapshot.at("title").str("title"));
    ConversationInfo info{.conversation = {kept.group_key, ConversationKind::group, kept.title}, .locator = at};
    for (const Json& member : snapshot.at("members").items())
      waiting_.push_back({kept.group_key, id_of(member.at("userId")), member.str("role") == "ADMINISTRATOR", at});
    tally_.give(std::move(info));
  }

  /// Members are named by what stands in lines that may come later or by the id that Signal gives people.
  void name_members() {
    std::map<std::string, AccountRef> by_id;
    for (const auto& [id, one] : recipients_)
      if (!one.account.native_id.empty()) by_id.emplace(one.account.native_id, one.account);
    for (const Waiting& one : waiting_) {
      const auto known = by_id.find(one.user);
      ConversationInfo info{.conversation = {one.group, ConversationKind::group, {}}, .locator = one.at};
      AccountRef who = known == by_id.end() ? AccountRef{.native_id = one.user} : known->second;
      if (who.empty()) continue;
      info.members.push_back({.account = std::move(who), .admin = one.admin, .locator = one.at});
      tally_.give(std::move(info));
    }
    waiting_.clear();
  }

  void chat(const Json& one) {
    const auto known = recipients_.find(id_of(one.at("recipientId")));
    if (known == recipients_.end()) return;
    const Recipient& who = known->second;
    Chat& kept = chats_[id_of(one.at("id"))];
    if (who.is_group) {
      kept.conversation = {who.group_key, ConversationKind::group, who.title};
      return;
    }
    kept.other = who.account;
    const AccountRef& a = who.account;
    const std::string key = !a.native_id.empty() ? a.native_id : !a.phone.empty() ? a.phone : a.handle + a.display_name;
    kept.conversation = {one_sided_key(key, where_), ConversationKind::direct, {}};
  }

  void chat_item(const Json& item, const Locator& at) {
    if (!waiting_.empty()) name_members();
    const std::string chat_id = id_of(item.at("chatId"));
    const auto chat = chats_.find(chat_id);
    Message message{.time = time_of(item.at("dateSent")), .locator = at};
    if (!read_item(item, message)) return tally_.unknown(item, at);
    message.conversation = chat != chats_.end()
                               ? chat->second.conversation
                               : ConversationRef{.key = "chat/" + chat_id + "/of/" + where_, .title = {}};
    message.native_id = id_of(item.at("dateSent"));
    message.flags.edited = item.at("revisions").size() > 0;
    const auto author = recipients_.find(id_of(item.at("authorId")));
    const bool outgoing = item.at("outgoing").is_object();
    if (message.kind != MessageKind::system) {
      if (outgoing) message.sender = AccountRef{.is_owner = true};
      if (!outgoing && author != recipients_.end() && !author->second.account.empty())
        message.sender = author->second.account;
    }
    if (chat != chats_.end() && !chat->second.other.empty() && message.sender)
      message.recipients.push_back(outgoing ? chat->second.other : AccountRef{.is_owner = true});
    const bool nothing = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (message.kind == MessageKind::message && nothing && !message.flags.deleted) tally_.absent();
    tally_.give(std::move(message));
  }

  /// A line of signal-export, with the same record as chat.md makes, which knows no parts of seconds.
  void exported(const Json& line, const Locator& at) {
    Message message{.conversation = exported_.conversation(), .locator = at};
    message.time = parse_iso8601(prefix(line.str("date"), 19));
    message.time.raw = std::string(prefix(line.str("date"), 40));
    message.text = tidy_text(line.str("body"));
    sign_signal(tidy_text(line.str("sender")), message);
    message.quoted = tidy_text(line.str("quote"));
    if (message.quoted.starts_with("> ")) message.quoted.erase(0, 2);
    for (auto at_line = message.quoted.find("\n> "); at_line != std::string::npos;)
      at_line = message.quoted.erase(at_line + 1, 2).find("\n> ", at_line + 1);
    message.flags.deleted = line.at("deleted").boolean().value_or(false);
    if (message.flags.deleted) message.text.clear();
    const Json& sticker = line.at("sticker");
    const std::string emoji = tidy_text(sticker.is_object() ? sticker.str("emoji") : sticker.str());
    if (sticker.is_object() || !emoji.empty())
      message.attachments.push_back({.name = emoji.empty() ? "sticker" : emoji, .kind = AttachmentKind::sticker});
    for (const Json& file : line.at("attachments").items()) {
      Attachment one{.name = tidy_text(file.str("name")), .uri = signal_path(file.str("path"))};
      one.mime = std::string(mime_of(one.name));
      one.kind = attachment_kind_of(one.name, one.mime);
      message.attachments.push_back(std::move(one));
    }
    set_signal_call(message);
    const bool nothing = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (nothing && !message.flags.deleted && message.kind == MessageKind::message) tally_.absent();
    std::vector<Message> earlier;
    for (const Json& edit : line.at("edits").items()) earlier.push_back(signal_version(edit, message));
    message.flags.edited = !earlier.empty();
    tally_.give(std::move(message));
    for (Message& one : earlier) tally_.give(std::move(one));
  }

  struct Waiting {
    std::string group, user;
    bool admin = false;
    Locator at = {};
  };
  Tally tally_;
  SignalChat exported_;
  std::string where_, held_;
  Locator held_at_;
  int tries_ = 0;
  Json object_;
  JsonDamage damage_;
  std::map<std::string, Recipient> recipients_;
  std::map<std::string, Chat> chats_;
  std::vector<Waiting> waiting_;
};

/// metadata.json beside a backup: which account it opens with, encrypted.
bool is_metadata(const EntryReader& entry) {
  if (base_name(entry.path()) != "metadata.json" || !mentions(entry.head(), {"\"backupId\""})) return false;
  const JsonShape shape = json_shape(entry.head());
  return shape.is_json && shape.has("version") && shape.has("backupId") && shape.keys.size() <= 3;
}

Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head();
  if (is_metadata(entry)) return Bid::certain;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);  // saved again in an editor
  if (!trim(head.substr(0, 64)).starts_with('{')) return Bid::no;
  if (!mentions(head, {"\"backupTimeMs\"", "\"chatItem\"", "\"recipient\"", "\"sender\""})) return Bid::no;
  const auto line = head.substr(0, std::min(head.find('\n'), head.size()));
  const JsonShape first = json_shape(line);
  if (!first.is_json) return Bid::no;
  if (first.has("version") && first.has("backupTimeMs")) return Bid::certain;
  if (first.has("chatItem") || (first.has("recipient") && first.keys.size() == 1)) return Bid::likely;
  return first.has("date") && first.has("sender") && first.has("body") ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_metadata(entry)) return sink.nothing_here();
  Backup backup(entry, sink);
  const auto line = entry.head().substr(0, std::min(entry.head().find('\n'), entry.head().size()));
  if (line.find("\"sender\"") != std::string_view::npos) backup.look(entry);
  backup.read(entry);
}

}  // namespace

constinit const Importer importer{.id = "signal-json",
                                  .platform = "signal",
                                  .versions = "2021-2026",
                                  .gaps = "format.signal-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::signal_json
