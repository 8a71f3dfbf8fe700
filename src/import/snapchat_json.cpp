// Snapchat, "My Data" as JSON: json/chat_history.json, snap_history.json, friends.json, memories_history.json, …
//
//   {"Received Saved Chat History": […], "Sent Saved Chat History": […]}      until 2022
//   {"noor_h": [{"From": "noor_h", "IsSender": false, …}], "9c0e…-…": […]}    since 2023: by user, or by id of a group
//   {"Friends": [{"Username": …, "Display Name": …}], "Blocked Users": […]}
//   -> messages, connections, media and the owner
//
// Gaps: only saved chats are in the export, so that a chat is not in it proves nothing; snaps are named only; until
// 2022 chats do not say whose they are (json/account.json does); shown stories, places and searches are not read.
#include <array>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "snapchat_record.h"

namespace schouw::snapchat_json {

extern const Importer importer;

namespace {

JsonStep step(std::span<const std::string_view> path, bool is_array) {
  if (path.empty()) return is_array ? JsonStep::skip : JsonStep::enter;
  if (path.size() == 1 && snapchat_list(path[0]) == SnapchatList::nothing) return JsonStep::skip;
  return path.size() == 1 && is_array ? JsonStep::enter : JsonStep::take;
}

/// Saved as UTF-16, in which no word is found as it stands.
bool is_wide(const EntryReader& entry) {
  return entry.head().starts_with("\xFF\xFE") || entry.head().starts_with("\xFE\xFF");
}

bool has_chats(const EntryReader& entry) {
  return is_wide(entry) || entry.head().find("\"IsSender\"") != std::string_view::npos;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_empty_file(entry, sink)) return;
  SnapchatFile file(importer, entry, sink);
  if (has_chats(entry)) {
    stream_json(bytes_of(entry), {step, [&](const JsonItem& item, Json&& value) {
                                    if (item.path.size() == 2 && item.complete) file.look(item.path[0], value);
                                  }});
    entry.rewind();
    file.say_owner();
  }
  std::string main;
  const JsonDamage damage =
      stream_json(bytes_of(entry),
                  {step, [&](const JsonItem& item, Json&& value) {
                     if (item.path.empty()) return;
                     const std::string_view list = item.path[0];
                     if (item.path.size() == 1) {
                       if (list == "Basic Information") file.account(value);
                       return;
                     }
                     if (!item.complete) return file.tally.cut();
                     if (main.empty()) main = std::string(list);
                     // An index tells a place in the first list; of the others in the file the byte does.
                     file.take(list, value, main == list ? Locator::at_index(item.index) : Locator::at_byte(item.byte));
                   }});
  file.tally.finish(damage);
}

Bid bid(const EntryReader& entry) {
  if (entry.head().empty()) return snapchat_bid_for_empty(entry.path());
  const bool named = snapchat_bid_for_empty(entry.path()) != Bid::no;
  if (!named && !is_wide(entry) && !mentions(entry.head(), {"\"Media Type\"", "\"IsSender\"", "\"Username\"", "\"Basic Information\"",
                                         "\"Saved Media\"", "\"Shared Story\"", " History\"", "\"Outgoing Calls\"",
                                         "\"Your Story Views\""}))
    return Bid::no;
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json || shape.root_is_array) return Bid::no;
  if (shape.item_has("Media Type") && (shape.item_has("Created") || shape.item_has("IsSender"))) return Bid::certain;
  if (shape.item_has("Username") && shape.item_has("Creation Timestamp")) return Bid::certain;
  int ours = 0;
  for (const std::string& key : shape.keys) ours += snapchat_list(key) != SnapchatList::other ? 1 : 0;
  if (shape.has("Basic Information") && (ours > 0 || shape.has("Device Information"))) return Bid::certain;
  if (shape.has("Basic Information") && is_named(entry.path(), "account.json")) return Bid::certain;
  if (shape.has("Saved Media") || ours >= 2) return Bid::certain;
  if (ours == 1) return named ? Bid::certain : Bid::likely;
  return named ? Bid::likely : Bid::no;
}

}  // namespace

constinit const Importer importer{.id = "snapchat-json",
                                  .platform = "snapchat",
                                  .versions = "2018-2026",
                                  .gaps = "format.snapchat-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::snapchat_json
