// Telegram Desktop, "Export chat history" and "Export Telegram data" as JSON: result.json.
//
//   {"name": "Noor", "type": "personal_chat", "id": 222, "messages": [{…}, …]}                     one chat
//   {"about": …, "personal_information": {…}, "contacts": {"list": […]}, "chats": {"list": [{"name": …,
//    "messages": […]}]}, "left_chats": {"list": […]}}                                              everything
//   -> messages, system lines, contacts and the owner
//
// Telegram writes control characters as "\x0B", which no JSON has: base/json_stream.h reads them.
//
// Gaps: times before June 2022 have no zone; a file of one chat does not say whose export it is; reactions, sessions
// and what Telegram calls frequent contacts are not read; the HTML form is not read.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "telegram_message.h"

namespace schouw::telegram_json {
namespace {

constexpr std::size_t kMostHeld = 20'000;

constexpr auto kNothing = std::to_array<std::string_view>(
    {"about", "frequent_contacts", "sessions", "web_sessions", "other_data", "ringtones", "profile_music"});

bool is_chat_list(std::string_view key) { return key == "chats" || key == "left_chats"; }

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink), path_(entry.path()) {
    constexpr auto kNames = std::to_array<std::string_view>({"result.json"});
    root_ = std::string(set_root(path_, kNames));
    damage_ =
        stream_json(bytes_of(entry), {[this](auto path, bool is_array) { return step(path, is_array); },
                                      [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
    end_chat();
  }

  void finish() {
    if (gone_ > 0)
      sink_.problem({.code = "account-gone",
                     .severity = Severity::low,
                     .loss = Loss::none,
                     .locator = Locator::at_index(0),
                     .args = {std::to_string(gone_)}});
    if (absent_ > 0)
      sink_.problem({.code = "content-absent",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = Locator::at_index(0),
                     .args = {std::to_string(absent_)}});
    for (const auto& [list, items] : not_read_)
      sink_.problem({.code = "list-not-read",
                     .severity = Severity::low,
                     .loss = Loss::none,
                     .locator = Locator::at_index(0),
                     .args = {telegram_tidy(prefix(list, 128)), std::to_string(items)}});
    if (unknown_ > 0) report_unknown_version("telegram-json", sample_, sample_at_, unknown_, sink_);
    if (unknown_ + cut_ > 0) sink_.rejected(unknown_ + cut_);
    report_json_damage(damage_, cut_, sink_);
    if (given_ + unknown_ + cut_ + not_read_.size() == 0 && !damage_.not_json) sink_.nothing_here();
  }

 private:
  struct Held {
    TelegramMessage read;
    std::uint64_t index = 0, byte = 0;
  };

  /// How many steps from the root to the chat: {"chats", "list", "3"}, or none.
  static std::size_t chat_depth(std::span<const std::string_view> path) {
    return !path.empty() && is_chat_list(path[0]) ? 3 : 0;
  }

  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) {
      messages_alone_ = is_array;
      return JsonStep::enter;
    }
    if (messages_alone_) return JsonStep::take;
    const bool lists = is_chat_list(path[0]) || path[0] == "contacts";
    if (lists && path.size() == 1) return is_array ? JsonStep::take : JsonStep::enter;
    if (lists && path.size() == 2) return is_array && path[1] == "list" ? JsonStep::enter : JsonStep::skip;
    if (is_chat_list(path[0]) && path.size() == 3) return is_array ? JsonStep::take : JsonStep::enter;
    const bool messages = path.size() == chat_depth(path) + 1 && path.back() == "messages";
    if (messages && is_array) return JsonStep::enter;
    const bool nothing = std::ranges::find(kNothing, path[0]) != kNothing.end();
    return path.size() == 1 && nothing ? JsonStep::skip : JsonStep::take;
  }

  void take(const JsonItem& item, Json&& value) {
    const auto& path = item.path;
    if (path.empty()) return;
    if (messages_alone_) return message(item, std::move(value));
    const std::size_t depth = chat_depth(path);
    if (depth == 3 && path.size() >= 3) begin_chat(path);
    if (path.size() == depth + 2 && path[depth] == "messages") return message(item, std::move(value));
    if (depth == 3) {
      if (path.size() == 4) chat_member(path[3], std::move(value));
      return;
    }
    if (path[0] == "contacts") return path.size() == 3 ? contact(item, value) : void();
    if (path.size() == 1) root_member(item, std::move(value));
  }

  void begin_chat(std::span<const std::string_view> path) {
    std::string place = std::string(path[0]) + "/" + std::string(path[2]);
    if (place == place_) return;
    end_chat();
    place_ = std::move(place);
    in_list_ = true;
  }

  void chat_member(std::string_view key, Json&& value) {
    if (key == "name" || key == "type" || key == "id") head_[key] = std::move(value);
  }

  void root_member(const JsonItem& item, Json&& value) {
    const std::string_view key = item.path[0];
    if (key == "name" || key == "type" || key == "id") return chat_member(key, std::move(value));
    if (key == "personal_information") return personal(value);
    if (key == "profile_pictures") return pictures(value);
    if (key == "stories") return stories(value);
    if (value.size() == 0) return;
    if (!item.complete) {
      ++cut_;
      return;
    }
    const std::size_t listed = value.at("list").size();
    if (listed > 0 || value.is_array()) not_read_[std::string(key)] += listed > 0 ? listed : value.size();
  }

  void personal(const Json& value) {
    std::string name = std::string(value.str("first_name")).append(" ").append(value.str("last_name"));
    std::string_view handle = value.str("username");
    if (handle.starts_with('@')) handle.remove_prefix(1);
    AccountRef owner{.display_name = telegram_tidy(name),
                     .handle = telegram_tidy(handle),
                     .phone = telegram_tidy(value.str("phone_number")),
                     .native_id = telegram_user(value.at("user_id"))};
    if (owner.empty()) return;
    owner_ = owner.native_id;
    owner.is_owner = true;
    ++given_;
    sink_.owner(root_, std::move(owner));
  }

  void pictures(const Json& list) {
    std::uint64_t index = 0;
    for (const Json& one : list.items()) {
      const Locator at = Locator::at_index(index++);
      const std::string_view path = one.str("photo");
      if (path.empty() || path.starts_with('(')) continue;
      MediaItem item{.platform = "telegram", .publisher = AccountRef{.is_owner = true}, .locator = at};
      item.file = {.name = std::string(base_name(path)), .kind = AttachmentKind::image, .uri = std::string(path)};
      item.file.mime = std::string(mime_of(item.file.name));
      item.published = telegram_time(one, "date");
      set();
      ++given_;
      sink_.media(std::move(item));
    }
  }

  /// What the owner showed for a day, or for longer. To whom is not in it.
  void stories(const Json& value) {
    std::uint64_t index = 0;
    for (const Json& one : (value.is_array() ? value : value.at("list")).items()) {
      const Locator at = Locator::with_id("stories/" + std::to_string(index++));
      Json said = one;
      said["type"] = Json("message");
      Message message = telegram_message(said).message;
      message.kind = MessageKind::story;
      message.sender = AccountRef{.is_owner = true};
      telegram_file(one, "media", message);
      if (message.text.empty() && message.attachments.empty()) ++absent_;
      message.conversation = {
          .key = "story/" + root_ + "/" + message.time.raw, .kind = ConversationKind::public_, .title = {}};
      message.locator = at;
      set();
      ++given_;
      sink_.message(std::move(message));
    }
  }

  void contact(const JsonItem& item, const Json& value) {
    if (!item.complete) {
      ++cut_;
      return;
    }
    const Locator at = Locator::at_index(item.index);
    std::string name = std::string(value.str("first_name")).append(" ").append(value.str("last_name"));
    AccountRef other{.display_name = telegram_tidy(name),
                     .phone = telegram_tidy(value.str("phone_number")),
                     .native_id = telegram_user(value.at("user_id"))};
    // Telegram leaves out what is empty: of an account that is gone the day is left.
    if (other.empty() && value.find("date") != nullptr) return void(++gone_);
    if (other.empty()) return unknown(value, at);
    Timestamp since = telegram_time(value, "date");
    if (since.basis == Timestamp::Basis::none || since.ms < 2 * 86'400'000) since = {};
    set();
    ++given_;
    sink_.connection({.platform = "telegram",
                      .kind = ConnectionKind::contact,
                      .owner = {.is_owner = true},
                      .other = std::move(other),
                      .since = std::move(since),
                      .locator = at});
  }

  void message(const JsonItem& item, Json&& value) {
    if (!item.complete) {
      ++cut_;
      return;
    }
    Held one{.read = telegram_message(value), .index = item.index, .byte = item.byte};
    if (!one.read.known) return unknown(value, in_list_ ? Locator::at_byte(item.byte) : Locator::at_index(item.index));
    held_.push_back(std::move(one));
    if (chat_ || is_known() || held_.size() >= kMostHeld) release();
  }

  /// A chat of two is known by both; who the owner is, may only show when the owner writes.
  bool is_known() {
    if (head_.find("id") == nullptr) return false;
    const TelegramChat chat = telegram_chat(head_, owner_, path_);
    if (!chat.two || !owner_.empty()) return true;
    const auto& sender = held_.back().read.message.sender;
    if (!sender || !sender->native_id.starts_with("user") || sender->native_id == chat.other.native_id) return false;
    writer_ = *sender;
    return true;
  }

  void know_chat() {
    const std::string& owner = owner_.empty() ? writer_.native_id : owner_;
    chat_ = telegram_chat(head_, owner, path_);
    if (writer_.empty()) writer_.native_id = owner_;
    ConversationInfo info{.platform = "telegram", .conversation = chat_->conversation, .locator = place_of(0, 0, {})};
    const auto add = [&](const AccountRef& who) {
      if (!who.empty()) info.members.push_back({.account = who, .locator = info.locator});
    };
    if (chat_->two) add(chat_->other);
    if (chat_->two || owner_is_member()) add(writer_);
    ++given_;
    sink_.conversation(std::move(info));
  }

  /// A whole export holds the groups that its owner was in that day, and apart those that were left.
  bool owner_is_member() const {
    return place_.starts_with("chats/") && chat_->conversation.kind == ConversationKind::group;
  }

  /// In a whole export an index tells nothing: there are as many lists as chats.
  Locator place_of(std::uint64_t index, std::uint64_t byte, const std::string& id) const {
    if (!in_list_) return Locator::at_index(index);
    const auto chat = head_.at("id").integer();
    if (!chat) return Locator::at_byte(byte);
    return Locator::with_id(std::to_string(*chat) + (id.empty() ? "" : "/" + id));
  }

  void release() {
    if (!chat_) know_chat();
    for (Held& one : held_) give(std::move(one));
    held_.clear();
  }

  void give(Held&& one) {
    Message& message = one.read.message;
    message.locator = place_of(one.index, one.byte, message.native_id);
    message.conversation = chat_->conversation;
    sign(one.read);
    // What came along from the small group that a supergroup once was has a number below zero, of one account.
    if (chat_->numbers == TelegramNumbers::own || message.native_id.starts_with('-')) {
      message.native_id.clear();
      message.in_reply_to.clear();
      message.version.clear();
    }
    add_recipient(message);
    if (message.time.basis == Timestamp::Basis::none && !one.read.absent)
      sink_.problem({.code = "date-unreadable",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = message.locator,
                     .args = {message.time.raw}});
    absent_ += one.read.absent ? 1 : 0;
    ConversationInfo membership{
        .platform = "telegram", .conversation = message.conversation, .locator = message.locator};
    membership.members = std::move(one.read.members);
    for (Member& member : membership.members) member.locator = message.locator;
    ++given_;
    sink_.message(std::move(message));
    if (!membership.members.empty()) sink_.conversation(std::move(membership));
  }

  /// In a channel that lets its writers sign, the channel speaks and this is who wrote it.
  void sign(TelegramMessage& read) const {
    const ConversationKind kind = chat_->conversation.kind;
    const bool channel = kind == ConversationKind::channel || kind == ConversationKind::public_;
    if (channel && !read.author.empty()) read.message.sender = AccountRef{.display_name = read.author};
  }

  void add_recipient(Message& message) const {
    if (!chat_->two || !message.sender || writer_.native_id.empty()) return;
    const std::string& from = message.sender->native_id;
    if (from == chat_->other.native_id && from != writer_.native_id) message.recipients.push_back(writer_);
    if (from == writer_.native_id && from != chat_->other.native_id) message.recipients.push_back(chat_->other);
  }

  void end_chat() {
    if (!held_.empty() || (head_.size() > 0 && !chat_)) release();
    head_ = Json::object();
    chat_.reset();
    writer_ = {};
  }

  void set() {
    if (!std::exchange(set_said_, true)) sink_.set(root_);
  }

  void unknown(const Json& value, Locator at) {
    if (++unknown_ > 1) return;
    sample_ = value;
    sample_at_ = std::move(at);
  }

  RecordSink& sink_;
  std::string path_, root_, place_, owner_;
  AccountRef writer_;  ///< in a chat of two: the one whose export it is
  Json head_ = Json::object();
  std::optional<TelegramChat> chat_;
  std::vector<Held> held_;
  std::map<std::string, std::uint64_t> not_read_;
  bool in_list_ = false, set_said_ = false;
  bool messages_alone_ = false;  ///< the root is the list: what scripts cut out of an export
  std::uint64_t given_ = 0, absent_ = 0, gone_ = 0, unknown_ = 0, cut_ = 0;
  Json sample_;
  Locator sample_at_;
  JsonDamage damage_;
};

bool has_chat_type(std::string_view head) {
  for (const std::string_view type :
       {"\"personal_chat\"", "\"bot_chat\"", "\"saved_messages\"", "\"private_group\"", "\"private_supergroup\"",
        "\"public_supergroup\"", "\"private_channel\"", "\"public_channel\""})
    if (head.substr(0, 4096).find(type) != std::string_view::npos) return true;
  return false;
}

/// What stands behind `"key":`, for each time it is in the head, until `fits` says yes.
bool has_value(std::string_view head, std::string_view key, bool (*fits)(std::string_view value)) {
  constexpr std::size_t kLongest = 24;
  for (std::size_t at = head.find(key); at != std::string_view::npos; at = head.find(key, at + key.size())) {
    std::string_view rest = head.substr(at + key.size(), 64);
    const std::size_t colon = rest.find_first_not_of(" \t\r\n");
    if (colon == std::string_view::npos || rest[colon] != ':') continue;
    rest.remove_prefix(colon + 1);
    const std::size_t quote = rest.find_first_not_of(" \t\r\n");
    if (quote != std::string_view::npos && rest[quote] == '"' && fits(rest.substr(quote + 1, kLongest))) return true;
  }
  return false;
}

bool has_local_date(std::string_view head) {
  return has_value(head, "\"date\"", [](std::string_view value) { return has_shape(value, "0000-00-00T00:00:00"); }) &&
         mentions(head, {"\"from\"", "\"from_id\"", "\"actor\""});
}

/// A message as Telegram writes it, wherever it stands: programs and people cut lists out of an export, or leave
/// the numbers of chat and people out.
bool has_message(std::string_view head) {
  const auto is_type = [](std::string_view value) {
    return value.starts_with("message\"") || value.starts_with("service\"");
  };
  return has_value(head, "\"type\"", is_type) && has_local_date(head);
}

bool has_instant(std::string_view head) {
  return has_value(head, "\"date_unixtime\"", [](std::string_view value) { return has_shape(value, "0000000000\""); });
}

/// {"chats": {"list": [{"messages": [...]}]}} is Telegram's alone, whatever its messages lack.
bool has_chat_list(const JsonShape& shape, std::string_view head) {
  return (shape.has("chats") || shape.has("left_chats")) && mentions(head, {"\"list\""}) &&
         mentions(head, {"\"messages\""}) && (has_local_date(head) || has_instant(head));
}

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return Bid::no;
  if (shape.root_is_array) {
    const bool item = shape.item_has("type") && shape.item_has("date") &&
                      (shape.item_has("from") || shape.item_has("from_id") || shape.item_has("actor"));
    return item && has_message(entry.head()) ? Bid::likely : Bid::no;
  }
  if (shape.has("messages")) {
    for (const std::string_view key : {"date_unixtime", "text_entities", "actor_id"})
      if (shape.item_has(key)) return Bid::certain;
    if (shape.item_has("from_id") && shape.item_has("date")) return Bid::certain;
    if (shape.has("type") && has_chat_type(entry.head())) return Bid::certain;
    return shape.item_has("date") && has_message(entry.head()) ? Bid::likely : Bid::no;
  }
  const bool lists = shape.has("chats") || shape.has("left_chats") || shape.has("contacts");
  const bool person = shape.has("personal_information");
  const bool says_so = entry.head().substr(0, 4096).find("Telegram") != std::string_view::npos;
  if (shape.has("about") && (lists || person) && (says_so || (lists && person))) return Bid::certain;
  if (shape.has("type") && has_chat_type(entry.head())) return Bid::likely;
  return has_chat_list(shape, entry.head()) ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "telegram-json",
                                  .platform = "telegram",
                                  .versions = "2018-2026",
                                  .gaps = "format.telegram-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::telegram_json
