// DiscordChatExporter, a program that people save a whole conversation of Discord with: JSON, a table, a page or text.
//
//   {"guild": {"name": "Direct Messages"}, "channel": {"id": "1064…", "type": "DirectGroupTextChat", "name": "6B"},
//    "messages": [{"id": "1064…", "type": "Default", "timestamp": "2023-01-17T19:33:07.489+00:00", "content": "Hoi",
//    "author": {"id": "22…", "name": "bas", "nickname": "Bas"}}], "messageCount": 1}
//   "Direct Messages - Private - noor_h [1064…].csv":  AuthorID,Author,Date,Content,Attachments,Reactions
//   -> messages of everybody in the conversation
//
// Gaps: it does not say whose export it is; reactions and previews of links are not read; what was removed before the
// export is not in it. It is no export by Discord: whoever made it could have changed it. A table does not tell what
// the app wrote ("Pinned a message.") from what people did, and neither does the text form, which has no numbers.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "add_line.h"
#include "csv_rows.h"
#include "discord_page.h"
#include "discord_text.h"
#include "html_damage.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::discord_exporter {

extern const Importer importer;

namespace {

struct Known {
  std::string_view type, event;
};
constexpr auto kEvents = std::to_array<Known>({
    {"RecipientAdd", "member-added"},
    {"RecipientRemove", "member-removed"},
    {"Call", "call"},
    {"ChannelNameChange", "subject-changed"},
    {"ChannelIconChange", "icon-changed"},
    {"ChannelPinnedMessage", "message-pinned"},
    {"GuildMemberJoin", "member-joined"},
    {"ThreadCreated", "thread-created"},
    {"46", "poll-result"},
});
/// The exporter has no words for the newer kinds and writes their number: a command, the first of a thread, a menu.
constexpr auto kSaid = std::to_array<std::string_view>({"", "Default", "Reply", "20", "21", "23"});

AccountRef account(const Json& author) {
  std::string handle = tidy_text(author.str("name"));
  const std::string_view number = author.str("discriminator");
  if (number.find_first_not_of('0') != std::string_view::npos) handle.append("#").append(number);
  const std::string_view shown = author.str("nickname").empty() ? author.str("name") : author.str("nickname");
  return {.display_name = tidy_text(shown), .handle = handle, .native_id = tidy_text(author.str("id"))};
}

ConversationKind kind_of(std::string_view type) {
  if (type == "DirectTextChat") return ConversationKind::direct;
  return type == "DirectGroupTextChat" ? ConversationKind::group : ConversationKind::channel;
}

void add_files(const Json& source, Message& message) {
  for (const Json& file : source.at("attachments").items()) {
    const std::string_view address = file.str("url");
    Attachment one{.name = tidy_text(file.str("fileName"))};
    if (one.name.empty()) one.name = std::string(last_of_address(address));
    one.mime = std::string(mime_of(one.name));
    one.kind = attachment_kind_of(one.name, one.mime);
    if (address.find("://") == std::string_view::npos) one.uri = std::string(address);  // saved with the messages
    if (const auto size = file.at("fileSizeBytes").integer(); size && *size > 0)
      one.bytes = static_cast<std::uint64_t>(*size);
    message.attachments.push_back(std::move(one));
  }
  for (const Json& sticker : source.at("stickers").items())
    message.attachments.push_back({.name = tidy_text(sticker.str("name")), .kind = AttachmentKind::sticker});
}

/// A message of another that was passed on: its words are quoted.
void add_forwarded(const Json& source, Message& message) {
  const Json* from = source.find("forwardedMessage");
  message.flags.forwarded = from != nullptr || source.at("reference").str("type") == "Forward";
  if (from == nullptr) return;
  message.quoted = tidy_text(from->str("content"));
  add_files(*from, message);
}

/// Beside words they are previews of links; of a program that answers they are all it says.
void add_embeds(const Json& source, Message& message) {
  for (const Json& embed : source.at("embeds").items()) {
    add_line(message.text, tidy_text(embed.str("title")));
    add_line(message.text, tidy_text(embed.str("description")));
    for (const Json& field : embed.at("fields").items())
      add_line(message.text, tidy_text(std::string(field.str("name")).append(": ").append(field.str("value"))));
  }
}

/// Messages in a list as Discord gives them to programs: what Discrub and other programs in a browser save.
bool is_plain_list(const JsonShape& shape) {
  return shape.root_is_array && shape.item_has("channel_id") && shape.item_has("author") &&
         shape.item_has("content") && shape.item_has("timestamp");
}

/// The exporter's messages cut out of its file: a list without the channel above it.
bool is_cut_out(const EntryReader& entry, const JsonShape& shape) {
  return shape.root_is_array && shape.item_has("author") && shape.item_has("content") && shape.item_has("timestamp") &&
         !shape.item_has("channel_id") && mentions(entry.head(), {"\"discriminator\"", "\"isBot\"", "\"timestampEdited\""});
}

/// A list of one thing for another: each item with some of its members under other names.
Json renamed(const Json& list, std::initializer_list<std::pair<std::string_view, std::string_view>> names) {
  Json out;
  for (const Json& item : list.items()) {
    Json one = Json::object();
    for (const auto& [from, to] : names) one[to] = item.at(from);
    out.push_back(std::move(one));
  }
  return out;
}

/// Such a message as the exporter would have written it.
Json as_exported(const Json& source) {
  constexpr auto kTypes = std::to_array<std::string_view>({"Default", "RecipientAdd", "RecipientRemove", "Call",
                                                           "ChannelNameChange", "ChannelIconChange",
                                                           "ChannelPinnedMessage", "GuildMemberJoin"});
  Json out = source;
  if (!source.at("type").is_string()) {
    const auto type = source.at("type").integer().value_or(0);
    const bool named = type >= 0 && type < static_cast<std::int64_t>(kTypes.size());
    out["type"] = named        ? Json(kTypes[static_cast<std::size_t>(type)])
                  : type == 18 ? Json("ThreadCreated")
                  : type == 19 ? Json("Reply")
                               : Json(std::to_string(type));
  }
  const auto people = {std::pair<std::string_view, std::string_view>{"id", "id"},
                       {"username", "name"},
                       {"global_name", "nickname"},
                       {"discriminator", "discriminator"}};
  Json author;
  author.push_back(source.at("author"));
  author = renamed(author, people);
  out["author"] = author.items().front();
  out["mentions"] = renamed(source.at("mentions"), people);
  out["timestampEdited"] = source.at("edited_timestamp");
  out["attachments"] =
      renamed(source.at("attachments"), {{"url", "url"}, {"filename", "fileName"}, {"size", "fileSizeBytes"}});
  out["stickers"] = source.at("sticker_items");
  out["reference"] = Json::object();
  out["reference"]["messageId"] = source.at("message_reference").at("message_id");
  for (const Json& one : source.at("message_snapshots").items()) {
    const Json& passed_on = one.at("message");
    out["forwardedMessage"] = Json::object();
    out["forwardedMessage"]["content"] = passed_on.at("content");
    out["forwardedMessage"]["attachments"] = renamed(
        passed_on.at("attachments"), {{"url", "url"}, {"filename", "fileName"}, {"size", "fileSizeBytes"}});
  }
  return out;
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), path_(entry.path()) {
    plain_ = is_plain_list(json_shape(entry.head()));
    cut_out_ = is_cut_out(entry, json_shape(entry.head()));
    if (plain_ || cut_out_) look(entry);
    const JsonDamage damage =
        stream_json(bytes_of(entry), {[](auto path, bool is_array) {
                                        const bool messages = path.size() == 1 && is_array && path[0] == "messages";
                                        return path.empty() || messages ? JsonStep::enter : JsonStep::take;
                                      },
                                      [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
    end();
    tally_.finish(damage);
  }

 private:
  /// A plain list does not say what its channel is: with three who write it is no conversation of two.
  void look(EntryReader& entry) {
    stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::take; },
                                  [this](const JsonItem& item, Json&& value) {
                                    if (item.path.size() != 1 || authors_.size() > 2) return;
                                    const std::string author = tidy_text(value.at("author").str("id"));
                                    if (!author.empty()) authors_.insert(author);
                                  }});
    entry.rewind();
  }

  void plain(const Json& value, Locator at) {
    name_channel();
    channel_["id"] = value.at("channel_id");
    message(value.find("timestamp") == nullptr ? value : as_exported(value), std::move(at));
  }

  void name_channel() {
    channel_ = Json::object();
    channel_["type"] = Json(authors_.size() > 2 ? "GuildTextChat" : "DirectTextChat");
  }

  void take_from_list(const JsonItem& item, const Json& value) {
    if (item.path.size() != 1) return;
    if (!item.complete) return tally_.cut();
    if (plain_) return plain(value, Locator::at_index(item.index));
    name_channel();
    const bool of_program = value.at("author").find("username") != nullptr;
    message(of_program ? as_exported(value) : value, Locator::at_index(item.index));
  }

  void take(const JsonItem& item, Json&& value) {
    if (plain_ || cut_out_) return take_from_list(item, value);
    if (item.path.size() == 2) {
      if (!item.complete) return tally_.cut();
      return message(value, Locator::at_index(item.index));
    }
    if (item.path.size() != 1) return;
    if (item.path[0] == "channel") {
      channel_ = std::move(value);
    } else if (item.path[0] == "guild") {
      guild_ = std::move(value);
    }
  }

  ConversationRef conversation() const {
    const std::string id = tidy_text(channel_.str("id"));
    const ConversationKind kind = kind_of(channel_.str("type"));
    ConversationRef ref{.key = "channel/" + (id.empty() ? "in/" + path_ : id), .kind = kind, .title = {}};
    ref.title = tidy_text(channel_.str("name"));
    if (kind == ConversationKind::channel && !guild_.str("name").empty())
      ref.title += " in " + tidy_text(guild_.str("name"));
    return ref;
  }

  void message(const Json& source, Locator at) {
    AccountRef author = account(source.at("author"));
    if (source.find("timestamp") == nullptr || (source.find("content") == nullptr && author.empty()))
      return tally_.unknown(source, std::move(at));
    Message message{.conversation = conversation(), .time = parse_iso8601(source.str("timestamp"))};
    message.locator = std::move(at);
    message.native_id = tidy_text(source.str("id"));
    message.text = tidy_text(source.str("content"));
    message.flags.edited = source.at("timestampEdited").is_string();
    // More than the package of one of them says, so this copy stays; the last edit wins.
    message.version = std::string("2").append(source.str("timestampEdited"));
    for (const Json& one : source.at("mentions").items())
      if (AccountRef who = account(one); !who.empty()) message.tagged.push_back(std::move(who));
    add_files(source, message);
    add_forwarded(source, message);
    if (!message.flags.forwarded) message.in_reply_to = tidy_text(source.at("reference").str("messageId"));
    if (message.text.empty() && message.quoted.empty() && message.attachments.empty()) add_embeds(source, message);
    if (!author.empty()) writers_.emplace(author.native_id + "/" + author.handle, author);
    sign(source.str("type"), std::move(author), message);
    const bool said = message.kind == MessageKind::message;
    const bool empty = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (said && empty) tally_.absent();
    tally_.give(std::move(message));
  }

  static void sign(std::string_view type, AccountRef author, Message& message) {
    if (std::ranges::find(kSaid, type) != kSaid.end()) {
      if (!author.empty()) message.sender = std::move(author);
      return;
    }
    const auto known = std::ranges::find(kEvents, type, &Known::type);
    message.event = known == kEvents.end() ? ascii_lower(prefix(type, 64)) : std::string(known->event);
    message.kind = type == "Call" ? MessageKind::call : MessageKind::system;
    if (author.empty()) return;
    if (type == "Call") {
      message.sender = std::move(author);
    } else if (std::ranges::find(message.tagged, author) == message.tagged.end()) {
      message.tagged.push_back(std::move(author));
    }
  }

  /// In a chat of two or of some people those who write are in it; in a channel of a server they may have left.
  void end() {
    if (writers_.empty() || kind_of(channel_.str("type")) == ConversationKind::channel) return;
    ConversationInfo info{.conversation = conversation(), .locator = Locator::at_index(0)};
    for (auto& [key, who] : writers_) info.members.push_back({.account = who, .locator = info.locator});
    tally_.give(std::move(info));
  }

  Tally tally_;
  std::string path_;
  Json channel_, guild_;
  std::map<std::string, AccountRef> writers_;
  std::set<std::string> authors_;  ///< of a list without a channel, up to three
  bool plain_ = false, cut_out_ = false;
};

/// The number in "… [1064990764406419508]", "… [1064990764406419508] [part 2]", "… [1064…] (after 2024-01-01)", and
/// what stands before it.
std::pair<std::string_view, std::string_view> channel_number(std::string_view name) {
  for (auto open = name.rfind(" ["); open != std::string_view::npos && open > 0; open = name.rfind(" [", open - 1)) {
    const auto close = name.find(']', open);
    if (close == std::string_view::npos) continue;
    const std::string_view id = name.substr(open + 2, close - open - 2);
    if (!id.empty() && std::ranges::all_of(id, is_digit)) return {id, name.substr(0, open)};
  }
  return {{}, name.substr(0, name.rfind('.'))};
}

/// "6B - Tekstkanalen - algemeen [1064990764406419508].csv": server, category and channel. Tables and pages do not hold
/// the number of the channel themselves.
ConversationRef conversation_in(std::string_view path) {
  const auto [id, name] = channel_number(base_name(path));
  ConversationRef ref{.key = "channel/" + (id.empty() ? "in/" + std::string(path) : std::string(id))};
  const auto first = name.find(" - "), last = name.rfind(" - ");
  const std::string_view server = name.substr(0, first);
  ref.title = tidy_text(last == std::string_view::npos ? name : name.substr(last + 3));
  ref.kind = ConversationKind::channel;
  if (server == "Direct Messages") {
    const bool group = first != std::string_view::npos && name.substr(first).starts_with(" - Group");
    ref.kind = group ? ConversationKind::group : ConversationKind::direct;
  } else if (last != std::string_view::npos) {
    ref.title += " in " + tidy_text(server);
  }
  return ref;
}

std::optional<CsvHead> csv_head(const EntryReader& entry) {
  if (!mentions(entry.head(), {"AuthorID", "authorid"})) return std::nullopt;
  return find_csv_head(entry.head(), [](const CsvHead& head) {
    return head.has({"authorid", "author", "date", "content"});
  });
}

void add_addresses(std::string_view addresses, Message& message) {
  while (!addresses.empty() && message.attachments.size() < 256) {
    const std::string_view one = trim(addresses.substr(0, addresses.find(',')));
    addresses.remove_prefix(std::min(addresses.find(','), addresses.size() - 1) + 1);
    if (one.empty()) continue;
    const std::string name = tidy_text(last_of_address(one));
    Attachment file{.name = name, .kind = attachment_kind_of(name, {}), .mime = std::string(mime_of(name))};
    if (one.find("://") == std::string_view::npos) file.uri = std::string(one);  // saved with the messages
    message.attachments.push_back(std::move(file));
  }
}

void read_table(EntryReader& entry, const CsvHead& head, RecordSink& sink) {
  Tally tally(importer, std::string(set_root(entry.path(), {})), sink);
  const ConversationRef conversation = conversation_in(entry.path());
  const OrderSurvey::Verdict order = discord_table_order(entry, head);
  if (!order.certain)
    tally.problem({.code = "ambiguous-date-order",
                   .severity = order.slashes ? Severity::medium : Severity::low,
                   .loss = Loss::none,
                   .locator = Locator::at_line(1),
                   .args = {std::string(name_of(order.order))}});
  const CsvDamage damage = read_csv(entry, head, [&](const CsvRecord& row, CsvPart part) {
    if (part == CsvPart::cut) return tally.cut();
    const Locator at = Locator::at_line(row.line());
    const std::string author = tidy_text(row.at("author")), id = tidy_text(row.at("authorid"));
    if (author.empty() && id.empty()) return tally.unknown(row.keys(), at);
    Message message{.conversation = conversation, .time = discord_date(row.at("date")).in(order.order), .locator = at};
    repair_utf8(message.time.raw);
    message.sender = AccountRef{.display_name = author, .handle = author, .native_id = id};
    message.text = tidy_text(row.at("content"));
    add_addresses(row.at("attachments"), message);
    if (message.text.empty() && message.attachments.empty()) tally.absent();
    tally.give(std::move(message));
  });
  tally.finish(damage);
}

/// Words of the program, always in English.
constexpr auto kNotices = std::to_array<Known>({{"added ", "member-added"},
                                                {"removed ", "member-removed"},
                                                {"left the group", "member-left"},
                                                {"started a call", "call"},
                                                {"changed the channel name", "subject-changed"},
                                                {"changed the channel icon", "icon-changed"},
                                                {"pinned ", "message-pinned"},
                                                {"joined the server", "member-joined"},
                                                {"started a thread", "thread-created"}});

/// A page for people to look at. Its dates follow the settings of whoever made it, and are not needed: the number of a
/// message holds its moment.
class PageWalk {
 public:
  PageWalk(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), conversation_(conversation_in(entry.path())) {
    const DiscordPage page = read_discord_page(
        bytes_of(entry), [this](const DiscordPage& of, DiscordBlock&& block) { take(of, std::move(block)); });
    if (page.cut) tally_.cut();
    end();
    if (index_ == 0) tally_.unknown(Json(Json::Object{{"div.chatlog", Json()}}), Locator::at_index(0));
    report_html_damage(page.damage, page.cut, tally_);
    tally_.finish();
  }

 private:
  /// The name of the file may be another's; what stands on top of the page is not.
  void name(const DiscordPage& page) {
    if (named_ || page.preamble.size() < 2) return;
    named_ = true;
    name_conversation(page.preamble[0], page.preamble[1], conversation_);
  }

  void take(const DiscordPage& page, DiscordBlock&& block) {
    name(page);
    const Locator at = Locator::at_index(index_++);
    Message message{.conversation = conversation_, .locator = at};
    const auto moment = discord_moment(block.id);
    message.time =
        moment ? instant_ms(*moment, Precision::millisecond, block.written) : parse_written_date(block.written);
    message.native_id = block.id;
    message.version = "1";
    message.text = std::move(block.text);
    message.quoted = std::move(block.quoted);
    message.attachments = std::move(block.files);
    message.tagged = std::move(block.tagged);
    message.in_reply_to = std::move(block.reply_to);
    message.flags.edited = block.edited;
    message.flags.forwarded = block.forwarded;
    if (message.text.empty() && message.attachments.empty() && !block.forwarded) message.text = std::move(block.embed);
    if (!block.author.empty()) writers_.emplace(block.author.native_id + "/" + block.author.handle, block.author);
    if (!block.notice.empty()) {
      notice(block, message);
    } else if (!block.author.empty()) {
      message.sender = std::move(block.author);
    }
    const bool empty = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (empty && message.kind == MessageKind::message) tally_.absent();
    tally_.give(std::move(message));
  }

  static void notice(DiscordBlock& block, Message& message) {
    message.text = std::move(block.notice);
    const auto known =
        std::ranges::find_if(kNotices, [&](const Known& one) { return message.text.starts_with(one.type); });
    if (known != kNotices.end()) message.event = known->event;
    message.kind = message.event == "call" ? MessageKind::call : MessageKind::system;
    if (block.author.empty()) return;
    if (message.kind == MessageKind::call) {
      message.sender = std::move(block.author);
    } else {
      message.tagged.push_back(std::move(block.author));
    }
  }

  void end() {
    if (writers_.empty() || conversation_.kind == ConversationKind::channel) return;
    ConversationInfo info{.conversation = conversation_, .locator = Locator::at_index(0)};
    for (auto& [key, who] : writers_) info.members.push_back({.account = who, .locator = info.locator});
    tally_.give(std::move(info));
  }

  Tally tally_;
  ConversationRef conversation_;
  std::map<std::string, AccountRef> writers_;
  std::uint64_t index_ = 0;
  bool named_ = false;
};

bool is_page(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return trim(head.substr(0, 256)).starts_with('<') && mentions(head, {"chatlog__message", "preamble__guild"});
}

Bid bid(const EntryReader& entry) {
  if (is_page(entry.head()) || is_discord_text(entry.head()) || csv_head(entry)) return Bid::certain;
  if (!mentions(entry.head(), {"\"channel\"", "\"channel_id\"", "\"author\""})) return Bid::no;
  const JsonShape shape = json_shape(entry.head());
  if (is_plain_list(shape)) return Bid::certain;
  if (is_cut_out(entry, shape)) return Bid::likely;
  if (!shape.is_json || shape.root_is_array) return Bid::no;
  if (shape.has("guild") && shape.has("channel")) return Bid::certain;
  return shape.has("channel") && shape.has("messages") && shape.item_has("author") ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_page(entry.head())) {
    PageWalk(entry, sink);
  } else if (is_discord_text(entry.head())) {
    read_discord_text(entry, sink, importer, conversation_in(entry.path()));
  } else if (const auto head = csv_head(entry)) {
    read_table(entry, *head, sink);
  } else {
    Walk(entry, sink);
  }
}

}  // namespace

constinit const Importer importer{.id = "discord-exporter",
                                  .platform = "discord",
                                  .versions = "2018-2026",
                                  .gaps = "format.discord-exporter.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::discord_exporter
