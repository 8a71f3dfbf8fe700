// Slack, "Export data" of a workspace: users.json, channels.json (groups.json, mpims.json, dms.json), and a folder for
// each conversation with a file for each day. The same from slackdump, and its file of one conversation.
//
//   general/2024-01-05.json: [{"type": "message", "user": "U061A1R2R", "text": "Hoi <@U064KUGRJ>", "ts": "1704448862.000200"}, …]
//   users.json: [{"id": "U061A1R2R", "name": "noor", "real_name": "Noor Wit", "profile": {"email": "noor@school.example"}}]
//   -> a message of U061A1R2R, whose name and address users.json has
//
// Gaps: reactions and previews of pages are not read; files are a name and an address with Slack; an export of the free plan
// has open channels only; canvases and lists are counted.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "add_line.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "slack_text.h"
#include "tally.h"

namespace schouw::slack_export {

extern const Importer importer;

namespace {

constexpr std::string_view kBotOfSlack = "USLACKBOT";

struct Known {
  std::string_view subtype, event;
};
constexpr auto kEvents = std::to_array<Known>({
    {"channel_join", "member-joined"},
    {"group_join", "member-joined"},
    {"channel_leave", "member-left"},
    {"group_leave", "member-left"},
    {"channel_name", "subject-changed"},
    {"group_name", "subject-changed"},
    {"channel_purpose", "description-changed"},
    {"group_purpose", "description-changed"},
    {"channel_topic", "description-changed"},
    {"group_topic", "description-changed"},
    {"pinned_item", "message-pinned"},
});
/// What somebody said in another way than by typing a message. Anything else is a line of Slack itself.
constexpr auto kSaid = std::to_array<std::string_view>(
    {"", "me_message", "thread_broadcast", "reply_broadcast", "file_share", "file_comment", "bot_message",
     "slackbot_response", "assistant_app_thread"});

bool is_stamp(std::string_view text) { return has_shape(text, "0000000000.0") && text.size() <= 20; }

/// As Slack's own links to a message have it: "1704448862.000200" -> "1704448862000200".
std::string id_of(std::string_view stamp) {
  std::string id(is_stamp(stamp) ? stamp : std::string_view{});
  std::erase(id, '.');
  return id;
}

Timestamp time_of(const Json& stamp) {
  std::string raw = stamp.is_string() ? std::string(stamp.str()) : std::to_string(stamp.integer().value_or(0));
  const auto seconds = Json(std::string_view(raw).substr(0, raw.find('.'))).integer();
  constexpr std::int64_t kLatest = 100'000'000'000;
  if (!seconds || *seconds <= 0 || *seconds >= kLatest) return Timestamp{.raw = std::move(raw)};
  return instant_ms(*seconds * 1000, Precision::second, std::move(raw));
}

/// The folder of the download, and within it the folder of the conversation.
struct Place {
  std::string root, folder, workspace;
  std::string title = {};  ///< of the workspace, where a name shows it
};

std::string_view without_file(std::string_view path) { return path.substr(0, path.size() - base_name(path).size()); }

/// "School Slack export Jan 5 2024 - Jan 6 2024.zip" -> "school". Two exports of one workspace are called alike; what
/// somebody renamed is a workspace of its own, for names of channels are the same everywhere.
void name_workspace(std::string_view source, Place& place) {
  constexpr std::string_view kExport = " Slack export";
  std::string_view root = place.root;
  while (root.ends_with('/')) root.remove_suffix(1);
  place.workspace = fold(source) + "/" + fold(root);
  for (const std::string_view name : {base_name(root), source})
    if (const auto at = name.find(kExport); place.title.empty() && at != std::string_view::npos)
      place.title = tidy_text(name.substr(0, at));
  if (!place.title.empty()) place.workspace = fold(place.title);
}

Place place_of(const EntryReader& entry, bool in_folder) {
  Place place;
  std::string_view path = without_file(entry.path());
  if (in_folder && !path.empty()) {
    const std::string_view up = without_file(path.substr(0, path.size() - 1));
    place.folder = std::string(path.substr(up.size(), path.size() - up.size() - 1));
    path = up;
  }
  place.root = std::string(path);
  name_workspace(is_plain_file(entry) ? std::string_view{} : entry.source_name(), place);
  if (in_folder && place.folder.empty()) place.workspace += "/" + std::string(entry.path());
  return place;
}

bool is_direct(std::string_view name) {
  return name.size() >= 9 && name.starts_with('D') &&
         std::ranges::all_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

ConversationRef conversation(const std::string& workspace, std::string_view name) {
  ConversationRef ref{.key = workspace + "/" + std::string(name), .kind = ConversationKind::channel};
  if (is_direct(name))
    ref.kind = ConversationKind::direct;
  else if (name.starts_with("mpdm-"))
    ref.kind = ConversationKind::group;
  else
    ref.title = tidy_text(name);
  return ref;
}

std::string shown_name(const Json& person) {
  for (const std::string_view key : {"real_name", "display_name", "name"})
    if (std::string name = tidy_text(person.str(key)); !name.empty()) return name;
  return {};
}

AccountRef by_id(std::string_view id) { return {.native_id = tidy_text(id)}; }

/// Who said it: a member, a program under a name of its own, or, of a comment on a file, who commented.
AccountRef author_of(const Json& said) {
  AccountRef who = by_id(said.str("user").empty() ? said.at("comment").str("user") : said.str("user"));
  if (!who.empty()) {
    who.display_name = who.native_id == kBotOfSlack ? "Slackbot" : shown_name(said.at("user_profile"));
    if (who.display_name.empty()) who.display_name = shown_name(said.at("bot_profile"));
    return who;
  }
  who.display_name = tidy_text(said.str("username"));
  if (who.display_name.empty()) who.display_name = tidy_text(said.at("bot_profile").str("name"));
  who.native_id = tidy_text(said.str("bot_id"));
  return who;
}

void add_file(const Json& file, Message& message) {
  if (!file.is_object()) return;
  Attachment out{.name = tidy_text(file.str("name").empty() ? file.str("title") : file.str("name"))};
  out.mime = tidy_text(file.str("mimetype"));
  out.kind = attachment_kind_of(out.name, out.mime);
  const std::string_view address = file.str("url_private");
  if (!address.starts_with("http")) out.uri = std::string(address);  // slackdump keeps the files
  if (const auto bytes = file.at("size").integer(); bytes && *bytes > 0) out.bytes = static_cast<std::uint64_t>(*bytes);
  message.attachments.push_back(std::move(out));
}

void add_files(const Json& said, Message& message) {
  for (const Json& file : said.at("files").items()) add_file(file, message);
  if (said.at("files").size() == 0) add_file(said.at("file"), message);
}

/// A message of another that was passed on, and what a program says in boxes. Previews of pages are nobody's words.
void add_boxes(const Json& said, Message& message) {
  for (const Json& box : said.at("attachments").items()) {
    const bool shared = box.at("is_share").boolean().value_or(false) || !box.str("channel_id").empty();
    if (shared) {
      add_line(message.quoted, slack_words(box.str("text"), message.tagged));
      message.flags.forwarded = true;
      for (const Json& file : box.at("files").items()) add_file(file, message);
      continue;
    }
    if (!box.str("from_url").empty() || !box.str("service_name").empty()) continue;
    for (const std::string_view key : {"pretext", "title", "text"})
      add_line(message.text, slack_words(box.str(key), message.tagged));
    for (const Json& field : box.at("fields").items()) {
      add_line(message.text, slack_words(field.str("title"), message.tagged));
      add_line(message.text, slack_words(field.str("value"), message.tagged));
    }
    if (message.text.empty()) message.text = slack_words(box.str("fallback"), message.tagged);
  }
}

/// Until 2018 Slack wrote itself what was done with a file: "<@U1|noor> uploaded a file: <…|toets.pdf> and commented: kijk".
std::string words_of(const Json& said, Message& message) {
  const std::string_view subtype = said.str("subtype"), text = said.str("text");
  if (subtype == "file_comment") return slack_words(said.at("comment").str("comment"), message.tagged);
  if (subtype == "file_share" && text.starts_with("<@") && text.find(" uploaded ") != std::string_view::npos)
    return slack_words(said.at("file").at("initial_comment").str("comment"), message.tagged);
  std::string words = slack_words(text, message.tagged);
  return words.empty() ? slack_blocks(said.at("blocks"), message.tagged) : words;
}

class Day {
 public:
  Day(Place place, RecordSink& sink) : place_(std::move(place)), tally_(importer, place_.root, sink) {}

  void read(EntryReader& entry) {
    where_ = conversation(place_.workspace, place_.folder);
    const JsonDamage damage = stream_json(
        bytes_of(entry), {[](auto path, bool) {
                            const bool list = path.empty() || (path.size() == 1 && path[0] == "messages");
                            return list ? JsonStep::enter : JsonStep::take;
                          },
                          [this](const JsonItem& item, Json&& value) { take(item, value); }});
    tally_.finish(damage);
  }

 private:
  void take(const JsonItem& item, const Json& value) {
    if (item.path.empty()) return;
    if (item.path.size() == 1 && !value.is_object()) {
      if (item.path[0] == "channel_id" && !value.str().empty()) dumped(value.str());
      if (item.path[0] == "name" && !value.str().empty()) where_.title = tidy_text(value.str());
      return;
    }
    if (!item.complete) return tally_.cut();
    message(value, Locator::at_index(item.index));
    for (const Json& reply : value.at("slackdump_thread_replies").items())
      if (reply.str("ts") != value.str("ts")) message(reply, Locator::with_id(std::string(prefix(reply.str("ts"), 32))));
  }

  /// slackdump's file of one conversation names it by its number.
  void dumped(std::string_view id) {
    where_ = conversation(place_.workspace, tidy_text(id));
    where_.title.clear();
  }

  void message(const Json& value, Locator at) {
    const bool trimmed = value.find("type") == nullptr && value.find("text") != nullptr;
    if ((value.str("type") != "message" && !trimmed) || value.find("ts") == nullptr)
      return tally_.unknown(value, std::move(at));
    const std::string_view subtype = value.str("subtype");
    if (subtype == "message_deleted" || subtype == "message_changed") return changed(value, std::move(at));
    Message message = start(value, std::move(at));
    const bool known = std::ranges::find(kSaid, subtype) != kSaid.end();
    if (subtype == "tombstone") {
      message.flags.deleted = true;
    } else if (known || !value.str("client_msg_id").empty()) {
      say(value, message);
    } else if (value.at("room").is_object()) {
      call(value, message);
    } else {
      return notice(value, std::move(message));
    }
    tally_.give(std::move(message));
  }

  Message start(const Json& value, Locator at) const {
    Message message{.conversation = where_, .time = time_of(value.at("ts")), .locator = std::move(at)};
    message.native_id = id_of(value.str("ts"));
    if (const std::string_view thread = value.str("thread_ts"); thread != value.str("ts"))
      message.in_reply_to = id_of(thread);
    const std::string_view edited = value.at("edited").str("ts");
    message.flags.edited = !edited.empty();
    if (!message.native_id.empty()) message.version = edited.empty() ? message.native_id : id_of(edited);
    return message;
  }

  void say(const Json& value, Message& message) {
    if (AccountRef who = author_of(value); !who.empty()) message.sender = std::move(who);
    message.text = words_of(value, message);
    add_files(value, message);
    add_boxes(value, message);
    if (message.text.empty() && message.quoted.empty() && message.attachments.empty()) tally_.absent();
  }

  static void call(const Json& value, Message& message) {
    const Json& room = value.at("room");
    message.kind = MessageKind::call;
    message.event = "group-call";
    if (AccountRef who = by_id(room.str("created_by")); !who.empty()) message.sender = std::move(who);
    for (const Json& one : room.at("participant_history").items())
      if (AccountRef who = by_id(one.str()); !who.empty() && message.tagged.size() < 1000)
        message.tagged.push_back(std::move(who));
  }

  void notice(const Json& value, Message message) {
    const std::string_view subtype = value.str("subtype");
    const auto* const event = std::ranges::find(kEvents, subtype, &Known::subtype);
    message.kind = MessageKind::system;
    message.event = event != kEvents.end() ? event->event : ascii_lower(prefix(subtype, 64));
    std::ranges::replace(message.event, '_', '-');
    message.text = words_of(value, message);
    add_files(value, message);
    AccountRef who = by_id(value.str("user"));
    const bool comes = message.event == "member-joined", goes = message.event == "member-left";
    if (comes && !value.str("inviter").empty()) message.event = "member-added";
    ConversationInfo info{.conversation = where_, .locator = message.locator};
    if (!who.empty() && (comes || goes)) {
      Member member{.account = who, .locator = message.locator};
      (goes ? member.until : member.since) = message.time;
      info.members.push_back(std::move(member));
    }
    if (!who.empty() && who.native_id != kBotOfSlack && std::ranges::find(message.tagged, who) == message.tagged.end())
      message.tagged.push_back(std::move(who));
    tally_.give(std::move(message));
    if (!info.members.empty()) tally_.give(std::move(info));
  }

  /// Only an export with edits has these: what was there before. It was said, and taken back or changed.
  void changed(const Json& value, Locator at) {
    const Json& before = value.at("original").is_object() ? value.at("original") : value.at("previous_message");
    Message message = start(value, std::move(at));
    message.version.clear();
    message.native_id.clear();
    say(before, message);
    const bool deleted = value.str("subtype") == "message_deleted";
    message.flags.deleted = deleted;
    if (deleted) {
      if (before.find("ts") != nullptr) message.time = time_of(before.at("ts"));
    } else {
      message.kind = MessageKind::event;
      message.event = "edit";
    }
    tally_.give(std::move(message));
  }

  Place place_;
  ConversationRef where_;
  Tally tally_;
};

template <class Take>
void read_list(EntryReader& entry, Tally& tally, Take take) {
  const JsonDamage damage =
      stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::take; },
                                    [&](const JsonItem& item, Json&& value) {
                                      if (item.path.empty()) return;
                                      if (!item.complete) return tally.cut();
                                      const Locator at = Locator::at_index(item.index);
                                      if (value.str("id").empty()) return tally.unknown(value, at);
                                      take(value, at);
                                    }});
  tally.finish(damage);
}

/// Everybody of the workspace, with names and addresses. The other files know them by number only. A page, no channel: who
/// stands in the list together takes part in nothing together.
void read_users(EntryReader& entry, RecordSink& sink) {
  const Place place = place_of(entry, false);
  Tally tally(importer, place.root, sink);
  read_list(entry, tally, [&](const Json& user, const Locator& at) {
    const Json& profile = user.at("profile");
    AccountRef who{.display_name = shown_name(profile),
                   .handle = tidy_text(user.str("name")),
                   .phone = tidy_text(profile.str("phone")),
                   .email = tidy_text(profile.str("email")),
                   .native_id = tidy_text(user.str("id"))};
    if (who.display_name.empty()) who.display_name = shown_name(user);
    ConversationInfo info{
        .conversation = {.key = place.workspace, .kind = ConversationKind::public_, .title = place.title}, .locator = at};
    const auto is = [&](std::string_view what) { return user.at(what).boolean().value_or(false); };
    const bool admin = (is("is_admin") || is("is_owner")) && !is("deleted");
    info.members.push_back({.account = std::move(who), .admin = admin, .locator = at});
    tally.give(std::move(info));
  });
}

void read_channels(EntryReader& entry, RecordSink& sink) {
  const Place place = place_of(entry, false);
  Tally tally(importer, place.root, sink);
  read_list(entry, tally, [&](const Json& one, const Locator& at) {
    const std::string_view name = one.str("name").empty() ? one.str("id") : one.str("name");
    ConversationInfo info{.conversation = conversation(place.workspace, name), .locator = at};
    for (const Json& member : one.at("members").items())
      if (AccountRef who = by_id(member.str()); !who.empty())
        info.members.push_back({.account = std::move(who), .locator = at});
    tally.give(std::move(info));
  });
}

enum class File { none, day, dump, users, channels, canvases, nothing };

/// "ts": "1704448862.000100", by which Slack numbers what is said; others have a "ts" too.
bool has_number(std::string_view head) {
  constexpr std::string_view kKey = "\"ts\"";
  const auto at = head.find(kKey);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = head.substr(at + kKey.size(), 32);
  const auto quote = rest.find('"');
  return quote != std::string_view::npos && has_shape(rest.substr(quote + 1), "0000000000.0");
}

File file_of(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (!mentions(head, {"\"ts\"", "\"creator\"", "\"team_id\"", "\"members\"", "\"change_type\"", "\"permalink\"",
                       "\"real_name\""}))
    return File::none;
  const JsonShape shape = json_shape(head);
  if (!shape.is_json) return File::none;
  const auto has = [&](std::string_view key) { return shape.item_has(key); };
  const bool typed = has("ts") && has("type") && (has("text") || has("user") || has("subtype"));
  // Programs that make an export smaller leave the type away.
  const bool said = typed || (has("ts") && has("text") && (has("user") || has("bot_id")) && has_number(head));
  if (!shape.root_is_array) return shape.has("channel_id") && shape.has("messages") && said ? File::dump : File::none;
  if (said) return File::day;
  const auto is = [&](std::string_view name) { return is_named(entry.path(), name); };
  if (has("id") && has("profile") && has("name") && (has("team_id") || has("deleted"))) return File::users;
  if (has("id") && has("name") && (has("profile") || has("real_name")) && is("users.json")) return File::users;
  if (has("id") && has("created") && has("members") && (has("creator") || is("dms.json"))) return File::channels;
  if (has("id") && has("members") && has("name") && (is("channels.json") || is("groups.json") || is("mpims.json")))
    return File::channels;
  if (has("change_type") && has("user_id") && (has("app_id") || has("app_type") || has("service_id")))
    return File::nothing;
  return has("id") && has("filetype") && has("permalink") ? File::canvases : File::none;
}

Bid bid(const EntryReader& entry) { return file_of(entry) == File::none ? Bid::no : Bid::certain; }

void read(EntryReader& entry, RecordSink& sink) {
  const File file = file_of(entry);
  if (file == File::users) return read_users(entry, sink);
  if (file == File::channels) return read_channels(entry, sink);
  if (file == File::nothing) return sink.nothing_here();
  if (file == File::day || file == File::dump) {
    Day(place_of(entry, file == File::day), sink).read(entry);
    return;
  }
  const Place place = place_of(entry, false);
  Tally tally(importer, place.root, sink);
  read_list(entry, tally, [&](const Json&, const Locator&) { tally.not_read(base_name(entry.path()), 1); });
}

}  // namespace

constinit const Importer importer{.id = "slack-export",
                                  .platform = "slack",
                                  .versions = "2014-2026",
                                  .gaps = "format.slack-export.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::slack_export
