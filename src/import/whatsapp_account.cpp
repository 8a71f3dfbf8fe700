// WhatsApp, "Request account info": contacts.json, groups.json, registration_info.json and others; no chats.
//
//   {"wa_contacts": ["31610000201", …]}                            ->  contacts of the owner, numbers only
//   {"wa_groups": [{"group_id": "…@g.us", "subject": "Ouders 6B"}]}  ->  groups that the owner is in
//   {"wa_registration_info": {"phone_number": "31610000101"}}      ->  the owner
//
// How the entries of the lists are written is described nowhere; text and objects are both read, and what fits neither
// is counted.
//
// Gaps: who else is in a group, since when, and what was said is not in it; names of contacts neither; the pages (HTML)
// beside the JSON say the same and are not read.
#include <algorithm>
#include <array>
#include <optional>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::whatsapp_account {

extern const Importer importer;

namespace {

std::string first_text(const Json& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const Json* found = object.find_nocase(key);
    if (found == nullptr) continue;
    if (found->is_integer()) return std::to_string(found->integer().value_or(0));
    if (std::string text = tidy_text(found->str()); !text.empty()) return text;
  }
  return {};
}

/// "31610000201", "+31 6 10000201", "31610000201@s.whatsapp.net": here the country is always in front.
std::string number_of(std::string_view text) {
  text = trim(text.substr(0, text.find('@')));
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits < 6 || text.find_first_not_of("0123456789+ -()") != std::string_view::npos) return {};
  return text.starts_with('+') ? std::string(text) : "+" + std::string(text);
}

AccountRef contact_of(const Json& entry) {
  if (entry.is_integer()) return {.phone = number_of(std::to_string(entry.integer().value_or(0)))};
  if (entry.is_string()) return {.phone = number_of(entry.str())};
  const std::string number =
      first_text(entry, {"phone_number", "phone", "number", "contact", "wa_id", "jid", "Phone number"});
  return {.display_name = first_text(entry, {"name", "display_name", "push_name"}), .phone = number_of(number)};
}

/// Contacts, account and settings lie in a folder each (whatsapp_connections, …) below that of the download.
std::string root_of(std::string_view path) {
  std::string_view folder = set_root(path, {});
  const std::string_view last = base_name(folder.substr(0, folder.empty() ? 0 : folder.size() - 1));
  if (last.starts_with("whatsapp_")) folder.remove_suffix(last.size() + 1);
  return std::string(folder);
}

/// Communities and channels of newer reports.
std::optional<ConversationKind> kind_of(std::string_view list) {
  const auto has = [&](std::string_view word) { return list.find(word) != std::string_view::npos; };
  if (has("communit")) return ConversationKind::group;
  return has("channel") || has("newsletter") ? std::optional(ConversationKind::channel) : std::nullopt;
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : tally_(importer, root_of(entry.path()), sink) {
    where_ = archive_or(entry, root_of(entry.path()));
    const JsonDamage damage =
        stream_json(bytes_of(entry), {[](auto path, bool is_array) {
                                        const bool list = path.size() == 1 && is_array;
                                        return path.empty() || list ? JsonStep::enter : JsonStep::take;
                                      },
                                      [this](const JsonItem& item, Json&& value) { take(item, value); }});
    tally_.finish(damage);
  }

 private:
  void take(const JsonItem& item, const Json& value) {
    if (item.path.empty()) return;
    const std::string_view list = item.path[0];
    const bool in_list = item.path.size() == 2;
    if (in_list && !item.complete) return tally_.cut();
    const Locator at = Locator::at_index(in_list ? item.index : 0);
    if (list == "wa_contacts" && in_list) return contact(value, at);
    if (in_list && list == "wa_groups") return group(value, ConversationKind::group, at);
    if (const auto kind = kind_of(list); in_list && kind)
      return value.is_object() ? group(value, *kind, at) : tally_.not_read(list, 1);
    if (list == "wa_contacts" || list == "wa_groups") return value.size() > 0 ? tally_.unknown(value, at) : void();
    if (list == "wa_registration_info" || list == "wa_user_information" || list == "wa_user_info") return owner(value);
  }

  void contact(const Json& entry, const Locator& at) {
    AccountRef other = contact_of(entry);
    if (other.empty()) return tally_.unknown(entry, at);
    tally_.give(Connection{
        .kind = ConnectionKind::contact, .owner = {.is_owner = true}, .other = std::move(other), .locator = at});
  }

  /// Not joined to a chat of the same title: two groups may be called "Ouders 6B", and the chat has no number.
  void group(const Json& entry, ConversationKind kind, const Locator& at) {
    const std::string id = first_text(entry, {"group_id", "community_id", "channel_id", "id", "jid"});
    const std::string title =
        entry.is_string()
            ? tidy_text(entry.str())
            : first_text(entry, {"subject", "group_name", "community_name", "channel_name", "name", "title"});
    if (title.empty() && id.empty()) return tally_.unknown(entry, at);
    ConversationInfo info{.conversation = {.kind = kind, .title = title}, .locator = at};
    info.conversation.key = id.empty() ? "group-named/" + where_ + "/" + title : "group-id/" + id;
    info.members.push_back({.account = {.is_owner = true}, .locator = at});
    tally_.give(std::move(info));
  }

  void owner(const Json& value) {
    AccountRef me{.display_name = first_text(value, {"push_name", "name", "user_name", "profile_name"}),
                  .phone = number_of(first_text(value, {"phone_number", "phone", "number", "wa_id"})),
                  .email = first_text(value, {"email"})};
    tally_.owner(std::move(me));
  }

  Tally tally_;
  std::string where_;
};

Bid bid(const EntryReader& entry) {
  if (!mentions(entry.head(), {"\"wa_"})) return Bid::no;
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json || shape.root_is_array) return Bid::no;
  const bool ours = std::ranges::any_of(shape.keys, [](const std::string& key) { return key.starts_with("wa_"); });
  return ours ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "whatsapp-account",
                                  .platform = "whatsapp",
                                  .versions = "2018-2026",
                                  .gaps = "format.whatsapp-account.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::whatsapp_account
