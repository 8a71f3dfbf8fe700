// Mastodon, "Import and export": the archive (outbox.json, actor.json, likes.json, bookmarks.json, media_attachments/) and the
// tables that are downloaded one by one.
//
//   {"type": "OrderedCollection", "id": "outbox.json", "orderedItems": [{"type": "Create", "actor": "https://…/users/bas",
//    "published": "2024-01-05T10:01:02Z", "to": ["https://www.w3.org/ns/activitystreams#Public"],
//    "object": {"id": "https://…/statuses/7", "type": "Note", "content": "<p>Hoi</p>", "tag": [{"type": "Mention", …}]}}]}
//   -> a public post of the owner; one to followers only; a message to who is mentioned
//   Account address,Show boosts  ->  whom the owner follows
//
// Gaps: what others wrote, who follows the owner and who reacted are not in it; a repeated post is an address.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "account_setting.h"
#include "csv_rows.h"
#include "html_walk.h"
#include "html_words.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::mastodon_archive {

extern const Importer importer;

namespace {

constexpr std::size_t kMostPeople = 500, kMostFiles = 64;

std::string root_of(const EntryReader& entry) { return std::string(set_root(entry.path(), {})); }

/// Addresses in `content` are cut into visible and invisible pieces, which together are the whole.
std::string words_of(std::string_view html) {
  HtmlWords words;
  const ByteSource source = [&html] { return std::span<const char>(std::exchange(html, std::string_view{})); };
  walk_html(source, {.start =
                         [&](const HtmlElement& element) {
                           if (element.name == "br") words.line();
                           if (element.name == "p" || element.name == "li" || element.name == "blockquote") words.block();
                         },
                     .end =
                         [&](std::string_view name) {
                           if (name == "p" || name == "li" || name == "blockquote") words.block();
                         },
                     .text = [&](std::string_view text) { words.add(text); }});
  return words.take();
}

/// "https://mastodon.example/users/bas" -> "mastodon.example"
std::string_view server_of(std::string_view address) {
  const auto begin = address.find("://");
  if (begin == std::string_view::npos) return {};
  address.remove_prefix(begin + 3);
  return address.substr(0, address.find('/'));
}

/// "@bas" of the owner's own server, "@bas@other.example" of another.
std::string handle_of(std::string_view written, std::string_view server) {
  std::string handle = tidy_text(written);
  if (handle.starts_with('@')) handle.erase(0, 1);
  if (!handle.empty() && handle.find('@') == std::string::npos && !server.empty()) handle += "@" + std::string(server);
  return handle;
}

/// One address or a list of them.
std::vector<std::string_view> addresses(const Json& value) {
  std::vector<std::string_view> out;
  if (value.is_string()) out.push_back(value.str());
  for (const Json& one : value.items())
    if (!one.str().empty()) out.push_back(one.str());
  return out;
}

enum class Audience { everybody, followers, named };

Audience audience_of(const Json& object) {
  Audience out = Audience::named;
  for (const std::string_view key : {"to", "cc"})
    for (const std::string_view one : addresses(object.at(key))) {
      if (one.ends_with("#Public") || one == "as:Public" || one == "Public") return Audience::everybody;
      if (one.ends_with("/followers")) out = Audience::followers;
    }
  return out;
}

void add_file(const Json& source, Message& message) {
  if (message.attachments.size() >= kMostFiles) return;
  std::string_view path = source.str("url");
  if (source.str("type") == "Link") {
    message.attachments.push_back({.kind = AttachmentKind::link, .caption = tidy_text(source.str("href"))});
    return;
  }
  Attachment file{.mime = tidy_text(source.str("mediaType")), .caption = tidy_text(source.str("name"))};
  if (path.find("://") == std::string_view::npos) {
    while (path.starts_with('/')) path.remove_prefix(1);
    file.uri = std::string(prefix(path, 1024));
  }
  file.name = std::string(base_name(prefix(path, 1024)));
  file.kind = attachment_kind_of(file.name, file.mime);
  const auto size = [&](std::string_view key) -> std::optional<int> {
    const auto found = source.at(key).integer();
    return found && *found > 0 && *found < 1'000'000 ? std::optional(static_cast<int>(*found)) : std::nullopt;
  };
  file.width = size("width");
  file.height = size("height");
  message.attachments.push_back(std::move(file));
}

void add_poll(const Json& object, Message& message) {
  Attachment poll{.kind = AttachmentKind::poll};
  for (const std::string_view key : {"oneOf", "anyOf"})
    for (const Json& option : object.at(key).items())
      poll.caption += (poll.caption.empty() ? "" : "\n") + tidy_text(option.str("name"));
  if (!poll.caption.empty()) message.attachments.push_back(std::move(poll));
}

void add_people(const Json& object, Message& message) {
  for (const Json& tag : object.at("tag").items()) {
    if (tag.str("type") != "Mention" || message.tagged.size() >= kMostPeople) continue;
    const std::string_view href = tag.str("href");
    message.tagged.push_back({.handle = handle_of(tag.str("name"), server_of(href)), .native_id = tidy_text(href)});
  }
}

/// Who may read it: everybody, those who follow the owner, or who is named in it.
void set_place(const Json& object, const std::string& actor, Message& message) {
  const std::string id = message.native_id.empty() ? message.time.raw : message.native_id;
  const Audience audience = audience_of(object);
  message.conversation = {.key = "post/" + id, .kind = ConversationKind::public_, .title = {}};
  if (audience == Audience::followers) message.conversation.kind = ConversationKind::group;
  if (audience != Audience::named) return;
  message.kind = MessageKind::message;
  message.recipients = message.tagged;
  const bool two = message.tagged.size() == 1;
  message.conversation.kind = two ? ConversationKind::direct : ConversationKind::group;
  const std::string thread = tidy_text(object.str("conversation"));
  message.conversation.key = two ? two_people_key(actor, message.tagged[0].native_id)
                                 : "thread/" + (thread.empty() ? id : thread);
}

class Outbox {
 public:
  Outbox(EntryReader& entry, RecordSink& sink) : tally_(importer, root_of(entry), sink) {
    tally_.finish(
        stream_json(bytes_of(entry), {[](auto path, bool is_array) { return step(path, is_array); },
                                      [this](const JsonItem& item, Json&& value) { take(item, value); }}));
  }

 private:
  static JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) return JsonStep::enter;
    if (path[0] != "orderedItems") return JsonStep::skip;
    return path.size() == 1 && is_array ? JsonStep::enter : JsonStep::take;
  }

  void take(const JsonItem& item, const Json& value) {
    if (item.path.size() != 2 || item.path[0] != "orderedItems") return;
    if (!item.complete) return tally_.cut();
    const Locator at = Locator::at_index(item.index);
    const std::string_view type = value.str("type");
    const Json& object = value.at("object");
    const bool written = type == "Create" && object.is_object() &&
                         (object.find("content") != nullptr || object.find("attachment") != nullptr);
    if (!written && type != "Announce") return tally_.unknown(value, at);
    Message message{.kind = MessageKind::post, .conversation = {}, .locator = at};
    const std::string actor = tidy_text(value.str("actor"));
    message.sender = AccountRef{.native_id = actor, .is_owner = true};
    message.native_id = tidy_text(written ? object.str("id") : value.str("id"));
    const std::string_view published = value.str("published");
    message.time = parse_iso8601(published.empty() ? object.str("published") : published);
    if (written)
      read_written(object, actor, message);
    else
      read_repeated(value, actor, message);
    tally_.give(std::move(message));
  }

  static void read_written(const Json& object, const std::string& actor, Message& message) {
    message.title = tidy_text(object.str("summary"));
    message.text = words_of(object.str("content"));
    message.in_reply_to = tidy_text(object.str("inReplyTo"));
    message.flags.edited = !object.str("updated").empty();
    add_people(object, message);
    for (const Json& one : object.at("attachment").items()) add_file(one, message);
    if (object.at("attachment").is_object()) add_file(object.at("attachment"), message);
    add_poll(object, message);
    if (const std::string_view quote = object.str("quote"); !quote.empty())
      message.attachments.push_back({.kind = AttachmentKind::link, .caption = tidy_text(quote)});
    set_place(object, actor, message);
  }

  /// The words of another are not in the archive, only where they stand.
  static void read_repeated(const Json& value, const std::string& actor, Message& message) {
    const Json& object = value.at("object");
    message.flags.forwarded = true;
    const std::string_view address = object.is_object() ? object.str("id") : object.str();
    message.attachments.push_back({.kind = AttachmentKind::link, .caption = tidy_text(address)});
    if (object.is_object()) message.quoted = words_of(object.str("content"));
    set_place(value, actor, message);
    message.kind = MessageKind::post;
    if (message.conversation.kind == ConversationKind::direct) message.conversation.kind = ConversationKind::group;
  }

  Tally tally_;
};

void read_actor(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry), sink);
  AccountRef owner{.is_owner = true};
  std::string name, words;
  const JsonDamage damage =
      stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::skip; },
                                    [&](const JsonItem& item, Json&& value) {
                                      if (item.path.size() != 1) return;
                                      if (item.path[0] == "id") owner.native_id = tidy_text(value.str());
                                      if (item.path[0] == "name") owner.display_name = tidy_text(value.str());
                                      if (item.path[0] == "preferredUsername") name = tidy_text(value.str());
                                      if (item.path[0] == "summary") words = words_of(value.str());
                                    }});
  owner.handle = handle_of(name, server_of(owner.native_id));
  if (!owner.handle.empty() || !owner.native_id.empty()) tally.owner(owner);
  if (!words.empty()) {
    Message message = profile_words(std::move(words), Locator::at_byte(0));
    message.sender = owner;
    tally.give_undated(std::move(message));
  }
  tally.finish(damage);
}

/// Addresses of posts, without a word or a name.
void pass_over(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry), sink);
  tally.finish(
      stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::skip; },
                                    [](const JsonItem&, Json&&) {}}));
}

bool is_blocked_list(const EntryReader& entry) {
  if (!is_named(entry.path(), "blocked_accounts.csv")) return false;
  std::string_view line = trim(entry.head().substr(0, entry.head().find('\n')));
  if (line.size() > 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  const auto at = line.find('@');
  return at != std::string_view::npos && at > 0 && line.find_first_of(" ,;\t\"<") == std::string_view::npos;
}

std::optional<CsvHead> table_of(const EntryReader& entry) {
  if (!mentions(entry.head().substr(0, 256), {"Account address", "account address"})) return {};
  return find_csv_head(entry.head(), [](const CsvHead& head) {
    return !head.names.empty() && head.names[0] == "account address";
  });
}

/// What the table is a list of: its columns say so, or else its name.
std::optional<ConnectionKind> kind_of(const CsvHead& head, std::string_view path) {
  const std::string name = ascii_lower(base_name(path));
  if (head.has({"show boosts"}) || name.find("following") != std::string::npos) return ConnectionKind::follows;
  if (name.find("follower") != std::string::npos) return ConnectionKind::followed_by;
  return name.find("block") != std::string::npos ? std::optional(ConnectionKind::blocked) : std::nullopt;
}

void read_table(EntryReader& entry, const CsvHead& head, RecordSink& sink) {
  Tally tally(importer, root_of(entry), sink);
  const bool muted = head.has({"hide notifications"});
  const std::optional<ConnectionKind> kind = kind_of(head, entry.path());
  std::uint64_t skipped = 0;
  const CsvDamage damage = read_csv(entry, head, [&](const CsvRecord& row, CsvPart part) {
    if (part == CsvPart::cut) return tally.cut();
    if (muted) return void(++skipped);
    AccountRef other{.handle = handle_of(row.at(std::size_t{0}), {})};
    if (other.empty() || !kind) return tally.unknown(row.keys(), Locator::at_line(row.line()));
    tally.give(Connection{
        .kind = *kind, .owner = {.is_owner = true}, .other = std::move(other), .locator = Locator::at_line(row.line())});
  });
  tally.not_read("muted accounts", skipped);
  tally.finish(damage);
}

enum class Part { none, outbox, other_list, actor };

Part part_of(std::string_view head) {
  if (!mentions(head, {"\"OrderedCollection\"", "\"preferredUsername\""})) return Part::none;
  const JsonShape shape = json_shape(head);
  if (!shape.is_json || shape.root_is_array) return Part::none;
  if (shape.has("preferredUsername") && (shape.has("outbox") || shape.has("inbox"))) return Part::actor;
  if (!shape.has("orderedItems") || !shape.has("type")) return Part::none;
  if (mentions(head, {"\"outbox.json\""}) || shape.item_has("actor")) return Part::outbox;
  return mentions(head, {"\"likes.json\"", "\"bookmarks.json\""}) ? Part::other_list : Part::outbox;
}

Bid bid(const EntryReader& entry) {
  if (table_of(entry) || is_blocked_list(entry)) return Bid::certain;
  return part_of(entry.head()) == Part::none ? Bid::no : Bid::certain;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (const auto head = table_of(entry)) return read_table(entry, *head, sink);
  if (is_blocked_list(entry)) return read_table(entry, CsvHead{.names = {"account"}}, sink);
  switch (part_of(entry.head())) {
    case Part::actor:
      return read_actor(entry, sink);
    case Part::other_list:
      return pass_over(entry, sink);
    case Part::none:
    case Part::outbox:
      break;
  }
  const Outbox whole(entry, sink);
}

}  // namespace

constinit const Importer importer{.id = "mastodon-archive",
                                  .platform = "mastodon",
                                  .versions = "2.3-4.5",
                                  .gaps = "format.mastodon-archive.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mastodon_archive
