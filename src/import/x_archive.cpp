// The archive of X (Twitter), 2012 to 2026: one JavaScript file a kind of data, in parts when it is large.
//
//   window.YTD.tweets.part0 = [{"tweet": {"id_str": "7", "full_text": "Hoi", …}}, …]      since 2020 (";" may follow)
//   window.YTD.tweet.part0 = [{"id_str": "7", "full_text": "Hoi", …}]                     2018-2019
//   Grailbird.data.tweets_2013_05 = [{"id_str": "7", "text": "Hoi", "user": {…}}]         until 2018, a file a month
//   -> posts, direct messages, connections and the owner
//
// What an item is, its wrapper says ("tweet", "follower", "dmConversation"); the name behind YTD only helps.
//
// Gaps: followers and writers of direct messages are numbers; likes, lists, searches, advertising and former user names
// are not read; community notes are read by X's own list of their keys, and no real file was at hand; whether all is
// there that manifest.js counts, the pipeline tells for an archive and nobody for an unpacked one.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "account_setting.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "x_list.h"

namespace schouw::x_archive {
namespace {

constexpr std::size_t kMostHeld = 20'000;

enum class What {
  post,
  note,
  article,
  grok,
  community_note,
  call,
  connection,
  contact,
  account,
  profile,
  phone,
  protection
};
struct Wrapper {
  std::string_view key;
  What what;
  ConnectionKind kind = ConnectionKind::contact;
};
constexpr auto kWrappers = std::to_array<Wrapper>({
    {"tweet", What::post},
    {"deletedTweet", What::post},
    {"communityTweet", What::post},
    {"twitterCircleTweet", What::post},
    {"noteTweet", What::note},
    {"article", What::article},
    {"grokChatItem", What::grok},
    {"communityNote", What::community_note},
    {"birdwatchNote", What::community_note},
    {"broadcast", What::call},  // audio-video-calls-in-dm.js
    {"follower", What::connection, ConnectionKind::followed_by},
    {"following", What::connection, ConnectionKind::follows},
    {"blocking", What::connection, ConnectionKind::blocked},
    {"muting", What::connection, ConnectionKind::blocked},
    {"contact", What::contact},
    {"account", What::account},
    {"profile", What::profile},
    {"device", What::phone},
    {"protectedHistory", What::protection},
});

/// "https://twitter.com/intent/user?user_id=7" names nobody; some old lists have "https://twitter.com/noor".
std::string handle_of_link(std::string_view link) {
  if (link.empty() || link.find('?') != std::string_view::npos) return {};
  const std::string_view last = base_name(link);
  return last == "user" || last.find('.') != std::string_view::npos ? std::string{} : std::string(last);
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink)
      : sink_(sink),
        path_(entry.path()),
        root_(x_root(entry.path())),
        list_(x_list(entry.head())),
        facts_(x_file(list_)) {
    const JsonShape shape = json_shape(entry.head());
    conversations_ = shape.item_has("dmConversation") || list_ == "direct_messages" || list_ == "direct_messages_group";
    damage_ = stream_json(bytes_of(entry), {[this](auto path, bool is_array) { return step(path, is_array); },
                                            [this](const JsonItem& item, Json&& value) { take(item, value); }});
    end_conversation();
  }

  void finish() {
    count("x-headers-only", Severity::low, headers_);
    count("content-absent", Severity::medium, absent_);
    if (skipped_ > 0) {
      sink_.problem({.code = "list-not-read",
                     .severity = Severity::low,
                     .loss = Loss::none,
                     .locator = Locator::at_index(0),
                     .args = {x_text(list_.substr(0, 128)), std::to_string(skipped_)}});
    }
    if (list_ != "manifest") sink_.counted(items_);
    if (unknown_ > 0) report_unknown_version("x-archive", sample_, sample_at_, unknown_, sink_);
    if (unknown_ + cut_ > 0) sink_.rejected(unknown_ + cut_);
    report_json_damage(damage_, cut_, sink_);
    if (given_ + unknown_ + cut_ + skipped_ == 0 && !damage_.not_json) sink_.nothing_here();
  }

 private:
  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) {
      root_is_array_ = is_array;
      return is_array ? JsonStep::enter : JsonStep::take;
    }
    if (!conversations_) return JsonStep::take;
    const bool in_conversation = path.size() >= 2 && path[1] == "dmConversation";
    if (path.size() == 1 || (path.size() == 2 && in_conversation)) return JsonStep::enter;
    return path.size() == 3 && in_conversation && path[2] == "messages" ? JsonStep::enter : JsonStep::take;
  }

  void take(const JsonItem& item, const Json& value) {
    if (!root_is_array_) return root_object(value, item.complete);
    if (!conversations_ && item.path.size() == 1) ++items_;
    if (!item.complete) {
      ++cut_;
    } else if (!conversations_ && item.path.size() == 1) {
      one(value, Locator::at_index(item.index));
    } else if (item.path.size() > 1) {
      in_conversation(item, value);
    } else {
      unknown(value, Locator::at_byte(item.byte));  // no conversation: a text, a number
    }
  }

  void root_object(const Json& value, bool complete) {
    if (list_ == "manifest") return manifest(value);
    if (list_ == "user_details") return user_details(value);
    if (!complete) {
      ++cut_;
    } else if (value.size() > 0 && !is_nothing_of_x(list_)) {
      one(value, Locator::at_index(0));
    }
  }

  void one(const Json& value, const Locator& at) {
    if (!value.is_object()) return holds_records() ? unknown(value, at) : void();
    for (const Wrapper& wrapper : kWrappers)
      if (const Json* inner = value.find(wrapper.key); inner != nullptr && inner->is_object())
        return wrapped(wrapper, *inner, at);
    if (is_nothing_of_x(list_)) return;
    if (value.find("id_str") != nullptr && value.find("created_at") != nullptr) return post(value, at);
    if (holds_records() || list_.empty()) return unknown(value, at);
    ++skipped_;
  }

  /// Lists of which each item is a record: one in another form is one that is lost.
  bool holds_records() const {
    constexpr auto kLists = std::to_array<std::string_view>(
        {"account", "block", "contact", "follower", "following", "grailbird", "mute", "phone_number", "profile"});
    return std::ranges::find(kLists, list_) != kLists.end() || list_.find("tweet") != std::string::npos;
  }

  void wrapped(const Wrapper& wrapper, const Json& value, const Locator& at) {
    switch (wrapper.what) {
      case What::post:
        return post(value, at);
      case What::note:
        return note(value, at);
      case What::article:
        set();
        return give(x_article(value), at);
      case What::grok:
        return said(x_grok(value), at);
      case What::community_note:
        return said(x_community_note(value), at);
      case What::call:
        set();
        return give(x_call(value), at);
      case What::connection:
        return connection(wrapper.kind, value, at);
      case What::contact:
        return contact(value, at);
      case What::account:
        return account(value);
      case What::profile:
        return profile(value, at);
      case What::protection:
        return protection(value, at);
      case What::phone:
        if (std::string number = x_text(value.str("phoneNumber")); !number.empty()) owner({.phone = std::move(number)});
        return;
    }
  }

  void post(const Json& value, const Locator& at) {
    Message message = x_post(value, facts_);
    const bool nothing_said = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (message.native_id.empty() && message.time.basis == Timestamp::Basis::none) return unknown(value, at);
    if (facts_.headers) {
      ++headers_;
    } else if (nothing_said && value.find("full_text") == nullptr && value.find("text") == nullptr) {
      ++absent_;
    }
    set();
    give(std::move(message), at);
  }

  /// When the posts were closed to who does not follow, and opened again. The list does not say whose it is.
  void protection(const Json& value, const Locator& at) {
    const std::string action = ascii_lower(value.str("action"));
    if (action != "protect" && action != "unprotect") return unknown(value, at);
    const Timestamp time = x_time(value.at("protectedAt"));
    set();
    Message message = account_setting("protected", action == "protect", time.raw, time, at);
    message.platform = "x";
    give(std::move(message), at);
  }

  void said(Message message, const Locator& at) {
    set();
    if (message.text.empty() && message.attachments.empty()) ++absent_;
    give(std::move(message), at);
  }

  void note(const Json& value, const Locator& at) {
    set();
    Message message = x_note(value);
    message.flags.deleted = facts_.deleted;
    if (facts_.deleted) message.version = "2";
    give(std::move(message), at);
  }

  void connection(ConnectionKind kind, const Json& value, const Locator& at) {
    AccountRef other{.handle = handle_of_link(value.str("userLink")), .native_id = x_id(value.at("accountId"))};
    if (other.empty()) return unknown(value, at);
    connect(kind, std::move(other), at);
  }

  /// From the telephone of the owner: one person, with several numbers and addresses.
  void contact(const Json& value, const Locator& at) {
    const auto& emails = value.at("emails").items();
    const auto& phones = value.at("phoneNumbers").items();
    if (value.find("emails") == nullptr && value.find("phoneNumbers") == nullptr) return unknown(value, at);
    for (std::size_t i = 0; i < std::max(emails.size(), phones.size()); ++i) {
      AccountRef other;
      if (i < phones.size()) other.phone = x_text(phones[i].str());
      if (i < emails.size()) other.email = x_text(emails[i].str());
      if (!other.empty()) connect(ConnectionKind::contact, std::move(other), at);
    }
  }

  void connect(ConnectionKind kind, AccountRef other, const Locator& at) {
    set();
    ++given_;
    sink_.connection(
        {.platform = "x", .kind = kind, .owner = {.is_owner = true}, .other = std::move(other), .locator = at});
  }

  void account(const Json& value) {
    owner({.display_name = x_text(value.str("accountDisplayName")),
           .handle = x_text(value.str("username")),
           .phone = x_text(value.str("phoneNumber")),
           .email = x_text(value.str("email")),
           .native_id = x_id(value.at("accountId"))});
  }

  /// data/profile_media/<account>-<file>, and the picture's address holds both.
  void profile(const Json& value, const Locator& at) {
    if (std::string words = x_text(value.at("description").str("bio")); !words.empty()) {
      set();
      Message message = profile_words(std::move(words), at);
      message.platform = "x";
      give(std::move(message), at);
    }
    for (const std::string_view key : {"avatarMediaUrl", "headerMediaUrl"}) {
      const std::string_view url = value.str(key);
      const std::string_view name = base_name(url);
      const std::string_view folder = url.substr(0, url.size() - std::min(url.size(), name.size() + 1));
      if (name.empty() || folder.empty()) continue;
      MediaItem item{.platform = "x", .publisher = AccountRef{.is_owner = true}, .locator = at};
      item.file = {.name = std::string(name), .kind = AttachmentKind::image, .mime = std::string(mime_of(name))};
      item.file.uri = "profile_media/" + std::string(base_name(folder)) + "-" + item.file.name;
      set();
      ++given_;
      sink_.media(std::move(item));
    }
  }

  void manifest(const Json& value) {
    const Json& user = value.at("userInfo");
    owner({.display_name = x_text(user.str("displayName")),
           .handle = x_text(user.str("userName")),
           .native_id = x_id(user.at("accountId"))});
    const bool partial = value.at("archiveInfo").at("isPartialArchive").boolean().value_or(false);
    for (const auto& [type, about] : value.at("dataTypes").members())
      for (const Json& file : about.at("files").items())
        if (const auto items = file.at("count").integer(); items && *items > 0) {
          // Of a part, the other parts have the rest.
          if (!partial) sink_.stated_file(file.str("fileName"));
          sink_.stated({std::string(file.str("fileName")), static_cast<std::uint64_t>(*items)});
        }
    if (partial)
      sink_.problem({.code = "x-archive-partial",
                     .severity = Severity::high,
                     .loss = Loss::none,
                     .locator = Locator::at_index(0),
                     .args = {}});
  }

  void user_details(const Json& value) {
    owner({.display_name = x_text(value.str("full_name")),
           .handle = x_text(value.str("screen_name")),
           .native_id = x_id(value.at("id"))});
  }

  void owner(AccountRef account) {
    if (account.empty()) return;
    account.is_owner = true;
    ++given_;
    sink_.owner(root_, std::move(account));
  }

  void in_conversation(const JsonItem& item, const Json& value) {
    if (item.path[0] != conversation_index_) {
      end_conversation();
      conversation_index_ = std::string(item.path[0]);
      ++items_;
    }
    const std::string_view key = item.path[item.path.size() - 1];
    const bool other_form = item.path.size() == 2 || (item.path.size() == 3 && value.is_array() && key != "messages");
    if (other_form && value.size() > 0) {
      Json record = Json::object();
      record[key] = value;
      unknown(record, Locator::at_byte(item.byte));
    } else if (item.path.size() == 3 && key == "conversationId") {
      conversation_id_ = x_id(value);
      release();
    } else if (item.path.size() == 4) {
      event(value, item.byte);
    }
  }

  void event(const Json& value, std::uint64_t byte) {
    XEvent one = x_event(value, facts_);
    if (!one.known) return unknown(value, Locator::at_byte(byte));
    Message& message = one.message;
    message.locator = message.native_id.empty() ? Locator::at_byte(byte) : Locator::with_id(message.native_id);
    for (Member& member : one.members) {
      member.locator = message.locator;
      members_.push_back(std::move(member));
    }
    // Newest first: the first name is the one of today.
    if (title_.empty()) title_ = one.new_title;
    if (!conversation_at_) conversation_at_ = message.locator;
    held_.push_back(std::move(message));
    if (!conversation_id_.empty() || held_.size() >= kMostHeld) release();
  }

  /// Two people have an id of both, the smaller first; X writes it so itself.
  std::string two_ids(const Message& message) const {
    if (!message.sender || message.recipients.size() != 1) return {};
    std::string_view a = message.sender->native_id, b = message.recipients.front().native_id;
    if (a.size() > b.size() || (a.size() == b.size() && a > b)) std::swap(a, b);
    return std::string(a).append("-").append(b);
  }

  void release() {
    const bool is_group = list_.find("group") != std::string::npos;
    for (Message& message : held_) {
      std::string id = conversation_id_.empty() ? two_ids(message) : conversation_id_;
      if (id.empty()) id = "unknown/" + path_ + "/" + conversation_index_;
      message.conversation = x_conversation(id, is_group);
      headers_ += facts_.headers ? 1 : 0;
      Locator at = std::move(message.locator);
      give(std::move(message), at);
    }
    held_.clear();
  }

  void end_conversation() {
    release();
    if (!conversation_id_.empty() && conversation_at_) {
      ConversationInfo info{.platform = "x", .members = std::move(members_), .locator = *conversation_at_};
      info.conversation = x_conversation(conversation_id_, list_.find("group") != std::string::npos);
      info.conversation.title = std::move(title_);
      add_both(info);
      sink_.conversation(std::move(info));
    }
    conversation_id_.clear();
    conversation_at_.reset();
    members_.clear();
    title_.clear();
  }

  /// "123-456": the numbers of the two. Another id with a bar in it names nobody.
  static void add_both(ConversationInfo& info) {
    const std::string_view id = info.conversation.key;
    const auto bar = id.find('-');
    if (info.conversation.kind != ConversationKind::direct) return;
    if (id.find_first_not_of("-0123456789") != std::string_view::npos) return;
    for (const std::string_view one : {id.substr(0, bar), id.substr(bar + 1)})
      info.members.push_back({.account = {.native_id = std::string(one)}, .locator = info.locator});
  }

  void give(Message&& message, const Locator& at) {
    message.locator = at;
    if (message.time.basis == Timestamp::Basis::none && message.event != "article" && message.event != "profile")
      sink_.problem({.code = "date-unreadable",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = at,
                     .args = {message.time.raw}});
    ++given_;
    sink_.message(std::move(message));
  }

  void set() {
    if (!std::exchange(set_said_, true)) sink_.set(root_);
  }

  void unknown(const Json& value, Locator at) {
    if (++unknown_ > 1) return;
    sample_ = value;
    sample_at_ = std::move(at);
  }

  void count(std::string code, Severity severity, std::uint64_t n) {
    if (n == 0) return;
    sink_.problem({.code = std::move(code),
                   .severity = severity,
                   .loss = Loss::none,
                   .locator = Locator::at_index(0),
                   .args = {std::to_string(n)}});
  }

  RecordSink& sink_;
  std::string path_, root_, list_;
  XFile facts_;
  bool conversations_ = false, root_is_array_ = false, set_said_ = false;
  std::string conversation_index_, conversation_id_, title_;
  std::optional<Locator> conversation_at_;
  std::vector<Message> held_;
  std::vector<Member> members_;
  std::uint64_t items_ = 0;  ///< as X counts them: posts, conversations
  std::uint64_t given_ = 0, headers_ = 0, absent_ = 0, skipped_ = 0, unknown_ = 0, cut_ = 0;
  Json sample_;
  Locator sample_at_;
  JsonDamage damage_;
};

Bid bid(const EntryReader& entry) {
  if (entry.head().empty()) return is_empty_file_of_x(entry.path()) ? Bid::likely : Bid::no;
  if (!x_list(entry.head()).empty()) return Bid::certain;
  // Without the first line, as some programs save it.
  const JsonShape shape = json_shape(entry.head());
  if (shape.root_is_array && (shape.item_has("dmConversation") || shape.item_has("noteTweet"))) return Bid::certain;
  const bool people = shape.item_has("account") || shape.item_has("follower") || shape.item_has("following") ||
                      shape.item_has("blocking") || shape.item_has("muting");
  if (shape.root_is_array && people && mentions(entry.head(), {"\"accountId\""})) return Bid::likely;
  const bool posts = shape.item_has("tweet") || (shape.item_has("id_str") && shape.item_has("full_text"));
  return shape.root_is_array && posts ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (entry.head().empty()) {
    sink.counted(0);
    return sink.problem({.code = "file-empty", .severity = Severity::medium, .loss = Loss::whole, .args = {}});
  }
  Walk(entry, sink).finish();
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "x-archive",
                                  .platform = "x",
                                  .versions = "2012-2026",
                                  .gaps = "format.x-archive.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::x_archive
