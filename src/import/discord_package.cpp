// Discord, "Request all of my data": messages/c<channel>/messages.json (until 2023 .csv) with the owner's own messages,
// channel.json beside it, messages/index.json, account/user.json, servers/index.json.
//
//   [{"ID": 1064990775659729017, "Timestamp": "2023-01-17 19:33:07", "Contents": "Hoi", "Attachments": ""}, …]
//   ID,Timestamp,Contents,Attachments
//   {"1064990764406419508": "Direct Message with noor_h#0", "22…": "algemeen in 6B"}
//   -> messages of the owner, conversations with their titles, friends
//
// Gaps: what others wrote is not in it; who is in a channel shows for chats of some people only; the names of folders
// follow the language, so a file is known by what is in it.
#include <algorithm>
#include <array>
#include <optional>

#include "csv_rows.h"
#include "discord_page.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::discord_package {

extern const Importer importer;

namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string id_of(const Json& value) {
  if (value.is_string()) return tidy_text(value.str());
  const auto number = value.integer();
  return number && *number > 0 ? std::to_string(*number) : std::string{};
}

std::string_view folder_of(std::string_view path) {
  path = path.substr(0, path.size() - base_name(path).size());
  if (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// ".../messages/c123/messages.json" -> "123"; since 2020 there is a "c" before the number.
std::string channel_of(std::string_view path) {
  std::string_view name = base_name(folder_of(path));
  if (name.starts_with('c')) name.remove_prefix(1);
  return is_number(name) ? std::string(name) : std::string{};
}

/// Discord writes UTC; the newer form does not say so. A clock that stands a whole number of quarters off the moment in
/// the number of the message was put to another zone by whoever saved the table anew.
Timestamp time_of(std::string_view text, std::string_view id) {
  constexpr std::int64_t kNear = 2000, kQuarter = 15 * 60 * 1000, kFarthest = 14 * 4 * kQuarter;
  Timestamp time = parse_written_date(text);
  if (time.basis != Timestamp::Basis::local) return time;
  const std::int64_t off = time.ms - discord_moment(id).value_or(time.ms);
  const std::int64_t rest = (off % kQuarter + kQuarter) % kQuarter;
  const bool is_offset =
      std::min(rest, kQuarter - rest) < kNear && off >= -kFarthest - kNear && off <= kFarthest + kNear;
  if (is_offset && (off >= kNear || off <= -kNear)) return time;
  return instant_ms(time.ms, time.precision, std::move(time.raw));
}

ConversationRef channel(std::string_view id, ConversationKind kind) {
  return {.key = "channel/" + std::string(id), .kind = kind, .title = {}};
}

ConversationKind kind_of(const Json& type) {
  const std::string name = type.is_string() ? ascii_lower(type.str()) : std::string{};
  if (type.integer() == 1 || name == "dm") return ConversationKind::direct;
  if (type.integer() == 3 || name == "group_dm") return ConversationKind::group;
  return ConversationKind::channel;
}

AccountRef user(const Json& value) {
  std::string handle = tidy_text(value.str("username"));
  const std::string number = value.at("discriminator").is_string() ? std::string(value.str("discriminator")) : "0";
  if (!handle.empty() && number.find_first_not_of('0') != std::string::npos) handle += "#" + number;
  return {
      .display_name = tidy_text(value.str("global_name").empty() ? value.str("username") : value.str("global_name")),
      .handle = handle,
      .native_id = id_of(value.at("id"))};
}

void add_files(std::string_view addresses, Message& message) {
  while (!addresses.empty() && message.attachments.size() < 256) {
    const auto blank = std::min(addresses.find_first_of(" ,\n"), addresses.size());
    const std::string_view one = trim(addresses.substr(0, blank));
    addresses.remove_prefix(std::min(blank + 1, addresses.size()));
    if (one.empty()) continue;
    const std::string name(last_of_address(one));
    message.attachments.push_back(
        {.name = name, .kind = attachment_kind_of(name, {}), .mime = std::string(mime_of(name))});
  }
}

/// A list of this shape that somebody else made names who wrote. The package itself does not: the owner wrote it all.
AccountRef author_of(const Json& value) {
  const Json& author = value.at("Author");
  if (author.is_string()) return {.handle = tidy_text(author.str())};
  return author.is_object() ? user(author) : AccountRef{};
}

/// What the messages file knows of its conversation is its number. The other files say more, and the greater kind
/// stays.
void give_message(std::string_view channel_id, const std::string& id, std::string_view time, std::string_view text,
                  std::string_view files, Locator at, Tally& tally, AccountRef by = {}) {
  Message message{.conversation = channel(channel_id, ConversationKind::direct), .time = time_of(time, id)};
  message.locator = std::move(at);
  message.sender = by.empty() ? AccountRef{.is_owner = true} : std::move(by);
  message.text = tidy_text(text);
  message.native_id = id;
  message.version = id.empty() ? "" : "1";
  add_files(files, message);
  if (message.text.empty() && message.attachments.empty()) tally.absent();
  tally.give(std::move(message));
}

std::string root_of(std::string_view path, int folders) {
  std::string_view folder = folder_of(path);
  for (; folders > 0; --folders) folder = folder_of(folder);
  return folder.empty() ? std::string{} : std::string(folder) + "/";
}

std::string channel_or_path(std::string_view path) {
  const std::string id = channel_of(path);
  return id.empty() ? "in/" + std::string(path) : id;
}

void read_json_messages(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry.path(), 2), sink);
  const std::string where = channel_or_path(entry.path());
  const JsonDamage damage =
      stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::take; },
                                    [&](const JsonItem& item, Json&& value) {
                                      const Locator at = Locator::at_index(item.index);
                                      if (item.path.empty()) return;
                                      if (!item.complete) return tally.cut();
                                      if (value.find("Timestamp") == nullptr || value.find("Contents") == nullptr)
                                        return tally.unknown(value, at);
                                      give_message(where, id_of(value.at("ID")), value.str("Timestamp"),
                                                   value.str("Contents"), value.str("Attachments"), at, tally,
                                                   author_of(value));
                                    }});
  tally.finish(damage);
}

std::optional<CsvHead> csv_head(const EntryReader& entry) {
  return find_csv_head(entry.head(), [](const CsvHead& head) { return head.has({"id", "timestamp", "contents"}); });
}

void read_csv_messages(EntryReader& entry, const CsvHead& head, RecordSink& sink) {
  Tally tally(importer, root_of(entry.path(), 2), sink);
  const std::string where = channel_or_path(entry.path());
  const CsvDamage damage = read_csv(entry, head, [&](const CsvRecord& row, CsvPart part) {
    if (part == CsvPart::cut) return tally.cut();
    give_message(where, std::string(row.at("id")), row.at("timestamp"), row.at("contents"), row.at("attachments"),
                 Locator::at_line(row.line()), tally);
  });
  tally.finish(damage);
}

/// "Direct Message with noor_h#0", "algemeen in 6B", null
void index_line(std::string_view id, std::string_view name, Locator at, Tally& tally) {
  constexpr std::string_view kWith = "Direct Message with ";
  ConversationInfo info{.conversation = channel(id, ConversationKind::direct), .locator = at};
  if (name.starts_with(kWith)) {
    std::string_view handle = trim(name.substr(kWith.size()));
    if (handle.ends_with("#0")) handle.remove_suffix(2);
    if (handle.empty() || handle == "Unknown Participant") return;
    info.members.push_back({.account = {.handle = tidy_text(handle)}, .locator = at});
  } else {
    if (name.find(" in ") != std::string_view::npos) info.conversation.kind = ConversationKind::channel;
    if (name.empty() || name == "None" || name.starts_with("Unknown channel")) return;
    info.conversation.title = tidy_text(name);
  }
  tally.give(std::move(info));
}

/// The folders bear names in the language of the account ("Serveurs", "Serwery"), and both have an index.json.
bool is_of_servers(std::string_view path) {
  constexpr auto kServers = std::to_array<std::string_view>(
      {"server", "serveur", "serwer", "servidor", "servr", "szerver", "palvelim", "sunucu", "сервер", "сървър",
       "διακομιστ", "サーバー", "서버", "伺服器", "服务器", "máy chủ", "เซิร์ฟเวอร์", "सर्वर"});
  const std::string folder = fold(base_name(folder_of(path)));
  return std::ranges::any_of(kServers,
                             [&](std::string_view word) { return folder.find(fold(word)) != std::string::npos; });
}

/// Of an index without its folder only the names tell: those of conversations say with whom, or in which server.
bool names_conversations(std::string_view head) {
  return mentions(head, {"\"Direct Message with ", " in ", "\"Unknown ", "null", "\"None\""});
}

void read_index(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry.path(), 1), sink);
  const bool servers = is_of_servers(entry.path()), told = servers || names_conversations(entry.head());
  std::uint64_t untold = 0;
  const JsonDamage damage = stream_json(
      bytes_of(entry),
      {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::take; },
       [&](const JsonItem& item, Json&& value) {
         if (item.path.size() != 1 || !is_number(item.path[0])) return;
         const Locator at = Locator::with_id(std::string(item.path[0]));
         if (!told) return void(++untold);
         if (!servers) return index_line(item.path[0], value.str(), at, tally);
         AccountRef server{.display_name = tidy_text(value.str()), .native_id = std::string(item.path[0])};
         tally.give(Connection{
             .kind = ConnectionKind::member, .owner = {.is_owner = true}, .other = std::move(server), .locator = at});
       }});
  if (untold > 0) tally.not_read(base_name(entry.path()), untold);
  tally.finish(damage);
}

Json whole(EntryReader& entry, JsonDamage& damage) {
  Json root;
  damage = stream_json(bytes_of(entry), {[](auto, bool) { return JsonStep::take; },
                                         [&](const JsonItem& item, Json&& value) {
                                           if (item.path.empty()) root = std::move(value);
                                         }});
  return root;
}

void read_channel(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry.path(), 2), sink);
  JsonDamage damage;
  const Json root = whole(entry, damage);
  const std::string id = id_of(root.at("id"));
  if (!id.empty()) {
    ConversationInfo info{.conversation = channel(id, kind_of(root.at("type"))), .locator = Locator::with_id(id)};
    info.conversation.title = tidy_text(root.str("name"));
    if (const std::string guild = tidy_text(root.at("guild").str("name")); !guild.empty())
      info.conversation.title += " in " + guild;
    for (const Json& one : root.at("recipients").items())
      if (const std::string who = id_of(one); is_number(who))
        info.members.push_back({.account = {.native_id = who}, .locator = info.locator});
    tally.give(std::move(info));
  } else if (root.size() > 0) {
    tally.unknown(root, Locator::at_index(0));
  }
  tally.finish(damage);
}

std::optional<ConnectionKind> relation(const Json& type) {
  const std::string name = type.is_string() ? ascii_lower(type.str()) : std::string{};
  const std::int64_t number = type.is_string() ? 0 : type.integer().value_or(0);
  if (number == 1 || name == "friend") return ConnectionKind::friend_;
  if (number == 2 || name == "blocked") return ConnectionKind::blocked;
  if (number == 3 || name == "pending_incoming") return ConnectionKind::request_received;
  if (number == 4 || name == "pending_outgoing") return ConnectionKind::request_sent;
  return std::nullopt;
}

void read_user(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry.path(), 1), sink);
  JsonDamage damage;
  const Json root = whole(entry, damage);
  AccountRef owner = user(root);
  owner.email = tidy_text(root.str("email"));
  owner.phone = tidy_text(root.str("phone"));
  tally.owner(std::move(owner));
  std::uint64_t index = 0;
  for (const Json& one : root.at("relationships").items()) {
    const Locator at = Locator::at_index(index++);
    const auto kind = relation(one.at("type"));
    AccountRef other = user(one.at("user"));
    if (other.native_id.empty()) other.native_id = id_of(one.at("id"));
    if (!kind || other.empty()) {
      tally.unknown(one, at);
      continue;
    }
    Connection found{.kind = *kind, .owner = {.is_owner = true}, .other = std::move(other), .locator = at};
    if (!one.str("since").empty()) found.since = parse_iso8601(one.str("since"));
    tally.give(std::move(found));
  }
  tally.finish(damage);
}

enum class File { none, json_messages, csv_messages, channel, index, user, nothing };

/// Of a server: its name, which the index has too, and what its makers set.
bool is_of_one_server(std::string_view path) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"guild.json", "audit-log.json", "channels.json", "webhooks.json", "bots.json", "emoji.json"});
  return std::ranges::find(kNames, base_name(path)) != kNames.end() && is_number(base_name(folder_of(path)));
}

/// By content first; a name only helps where the content could be another's.
File file_of(const EntryReader& entry) {
  const std::string_view name = base_name(entry.path()), head = entry.head();
  const auto is = [&](std::string_view one) { return is_named(entry.path(), one); };
  const bool named = is("channel.json") || is("index.json") || is("messages.json") || name.ends_with(".csv");
  if (!named && !mentions(head, {"\"ID\"", "\"discriminator\"", "\"global_name\"", "\"event_type\""}))
    return is_of_one_server(entry.path()) && json_shape(head).is_json ? File::nothing : File::none;
  const JsonShape shape = json_shape(head);
  if (!shape.is_json) return name.ends_with(".csv") && csv_head(entry) ? File::csv_messages : File::none;
  if (shape.root_is_array) {
    if (shape.item_has("ID") && shape.item_has("Timestamp") && shape.item_has("Contents")) return File::json_messages;
    const bool drifted = shape.item_has("ID") && (shape.item_has("Contents") || shape.item_has("Timestamp"));
    const bool in_channel = is("messages.json") && !channel_of(entry.path()).empty();
    return drifted || in_channel ? File::json_messages : File::none;
  }
  if (shape.has("event_type") && shape.has("event_id")) return File::nothing;
  if (is("channel.json") && shape.has("id") && shape.has("type")) return File::channel;
  const bool user = shape.has("discriminator") || (shape.has("global_name") && shape.has("relationships"));
  if (shape.has("id") && shape.has("username") && user) return File::user;
  const std::size_t shortest = ascii_lower(base_name(folder_of(entry.path()))) == "messages" ? 1 : 15;
  const bool numbers = !shape.keys.empty() && std::ranges::all_of(shape.keys, [&](const std::string& key) {
    return key.size() >= shortest && is_number(key);
  });
  return is("index.json") && numbers ? File::index : File::none;
}

Bid bid(const EntryReader& entry) {
  if (entry.head().empty()) return Bid::no;
  return file_of(entry) == File::none ? Bid::no : Bid::certain;
}

void read(EntryReader& entry, RecordSink& sink) {
  switch (file_of(entry)) {
    case File::json_messages:
      return read_json_messages(entry, sink);
    case File::csv_messages:
      if (const auto head = csv_head(entry)) read_csv_messages(entry, *head, sink);
      return;
    case File::channel:
      return read_channel(entry, sink);
    case File::index:
      return read_index(entry, sink);
    case File::user:
      return read_user(entry, sink);
    case File::nothing:
      return sink.nothing_here();
    case File::none:
      break;
  }
  // Cut or damaged so that its form does not show any more.
  Tally tally(importer, root_of(entry.path(), 1), sink);
  JsonDamage damage;
  const Json root = whole(entry, damage);
  if (root.size() > 0) tally.unknown(root, Locator::at_index(0));
  tally.finish(damage);
}

}  // namespace

constinit const Importer importer{.id = "discord-package",
                                  .platform = "discord",
                                  .versions = "2017-2026",
                                  .gaps = "format.discord-package.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::discord_package
