// Skype and Teams for home: messages.json of "Export your files and chat history", by itself or in the tar it came in.
//
//   {"userId": "8:live:bas", "exportDate": "2026-01-05T06:51", "conversations": [{"id": "8:live:k", "displayName": "K",
//    "threadProperties": null, "MessageList": [{"id": "…", "messagetype": "Text", "content": "Hoi", "from":
//    "8:live:bas"}]}]}
//   -> messages, calls, who came and went, members
//
// Also {"messages": [...]} and bare lists of them, as the web application of Teams gets them (teams_web_message.h).
//
// Gaps: who read a message and reactions are not read; what was encrypted end to end is counted, not read; exportDate
// has no zone and is not used.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "skype_message.h"
#include "teams_web_message.h"

namespace schouw::skype_json {
namespace {

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink) {
    damage_ =
        stream_json(bytes_of(entry), {[this](auto path, bool is_array) { return step(path, is_array); },
                                      [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
    end_conversation();
    give_logged();
  }

  void finish() {
    if (encrypted_ > 0)
      sink_.problem({.code = "content-absent",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = Locator::at_index(0),
                     .args = {std::to_string(encrypted_)}});
    if (unknown_ > 0) report_unknown_version("skype-json", sample_, sample_at_, unknown_, sink_);
    if (unknown_ + cut_ > 0) sink_.rejected(unknown_ + cut_);
    report_json_damage(damage_, cut_, sink_);
    if (given_ + unknown_ + cut_ == 0 && !damage_.not_json) sink_.nothing_here();
  }

 private:
  /// conversations / N / MessageList / M: both lists are walked, what lies beside them is small and taken.
  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) {
      web_list_ = is_array;
      return JsonStep::enter;
    }
    if (web_list_) return JsonStep::take;
    if (path[0] == "messages") return path.size() == 1 && is_array ? JsonStep::enter : JsonStep::take;
    if (path[0] != "conversations") return JsonStep::skip;
    if (path.size() == 1) return is_array ? JsonStep::enter : JsonStep::take;
    if (path.size() == 2) {
      begin_conversation(path[1]);
      return is_array ? JsonStep::take : JsonStep::enter;
    }
    if (path.size() == 3 && path[2] == "MessageList" && is_array) {
      list_ = true;
      return JsonStep::enter;
    }
    return JsonStep::take;
  }

  void take(const JsonItem& item, Json&& value) {
    const auto path = item.path;
    if (web_list_ || (path.size() == 2 && path[0] == "messages")) {
      if (!item.complete) ++cut_;
      else if (value.is_object()) web_message(value, Locator::at_index(index_++));
    } else if (path.size() == 1 && path[0] == "userId") {
      place_.owner = std::string(value.str());
    } else if (path.size() == 3 && path[0] == "conversations") {
      about(path[2], std::move(value));
    } else if (path.size() == 4 && path[2] == "MessageList") {
      if (!item.complete) {
        ++cut_;
      } else if (value.is_object()) {
        message(value, Locator::at_index(index_++));
      }
    }
  }

  void begin_conversation(std::string_view number) {
    if (open_ && number == number_) return;
    end_conversation();
    open_ = true;
    number_ = std::string(number);
    place_.id.clear();
    place_.title.clear();
  }

  void about(std::string_view key, Json&& value) {
    keys_[key] = Json(true);
    if (key == "id") {
      place_.id = std::string(value.str());
    } else if (key == "displayName") {
      place_.title = std::string(trim(nfc(strip_invisible(value.str()))));
    } else if (key == "threadProperties") {
      if (const std::string_view topic = value.str("topic"); !topic.empty())
        place_.title = tidy_text(unescaped_text(topic));
      members_ = std::string(value.str("members"));
      // Newer: a list, of texts or of {"MemberMri": "8:live:bas"}.
      if (const Json& list = value.at("members"); list.is_array()) members_ = to_json(list);
    } else if (key == "lastMessage") {  // the list of chats of the web application; of an empty chat there is none
      list_ = list_ || value.is_null() || (value.is_object() && value.size() == 0) || is_web_message(value);
      if (is_web_message(value)) web_message(value, Locator::at_index(index_++));
    }
  }

  /// The members are JSON in a text: "[\"8:live:bas\",\"8:live:k\"]".
  ConversationInfo info() const {
    ConversationInfo out{.platform = std::string(skype_platform(place_.id, {})), .locator = Locator::at_index(first_)};
    out.conversation = skype_conversation(place_);
    JsonDamage ignored;
    const auto add = [&](std::string_view identity) {
      if (AccountRef one = skype_account(identity, {}); !one.empty())
        out.members.push_back({.account = std::move(one), .locator = out.locator});
    };
    const Json members = parse_json_leniently(members_, ignored);
    for (const Json& one : members.items()) add(one.is_object() ? one.str("MemberMri") : one.str());
    if (members_.empty() && out.conversation.kind == ConversationKind::direct && !place_.id.starts_with("19:")) {
      AccountRef other = skype_account(place_.id, place_.title);
      if (!other.empty()) out.members.push_back({.account = std::move(other), .locator = out.locator});
      add(place_.owner);
    }
    return out;
  }

  void end_conversation() {
    if (!open_) return;
    open_ = false;
    if (!list_ && damage_.clean() && keys_.size() > 0 && keys_.find("MessageList") == nullptr) {
      unknown(keys_, Locator::at_index(index_));
    } else if (!place_.id.empty() && !place_.id.starts_with("48:")) {  // 48: notes and lists of the owner alone
      ConversationInfo found = info();
      if (!found.members.empty()) {
        ++given_;
        sink_.conversation(std::move(found));
      }
    }
    list_ = false;
    keys_ = Json::object();
    members_.clear();
    first_ = index_;
  }

  static bool is_web_message(const Json& value) {
    return is_teams_web_message([&](std::string_view key) { return value.find(std::string(key)) != nullptr; });
  }

  void web_message(const Json& value, Locator at) {
    if (!is_web_message(value)) return unknown(value, std::move(at));
    SkypeMessage read = teams_web_message(value, at);
    give(std::move(read), value, std::move(at));
  }

  void message(const Json& value, Locator at) {
    SkypeMessage read = skype_message(value, place_, at);
    give(std::move(read), value, std::move(at));
  }

  void give(SkypeMessage read, const Json& value, Locator at) {
    if (read.content == SkypeContent::unknown) return unknown(value, std::move(at));
    if (read.content == SkypeContent::encrypted) ++encrypted_;
    if (read.message.time.basis == Timestamp::Basis::none)
      sink_.problem({.code = "date-unreadable",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = at,
                     .args = {read.message.time.raw}});
    if (read.message.kind == MessageKind::call && hold(read)) return;
    ++given_;
    sink_.message(std::move(read.message));
    if (!read.membership.members.empty()) sink_.conversation(std::move(read.membership));
  }

  /// The list of calls may stand before the conversations, so its calls wait until all of those are known.
  bool hold(SkypeMessage& read) {
    if (read.message.time.basis == Timestamp::Basis::none) return false;
    const std::int64_t at = read.message.time.ms;
    if (!read.logged) {
      if (told_.size() < kMostCalls) told_.emplace(read.message.conversation.key, at);
      return false;
    }
    if (logged_.size() >= kMostCalls) return false;
    const bool ends = read.until.basis != Timestamp::Basis::none && read.until.ms >= at;
    logged_.push_back({std::move(read.message), ends ? read.until.ms : at});
    return true;
  }

  /// A call that its conversation tells as well, at its begin or its end, is one call.
  void give_logged() {
    constexpr std::int64_t kNear = 5'000;
    for (auto& [call, until] : logged_) {
      const auto found = told_.lower_bound({call.conversation.key, call.time.ms - kNear});
      ++given_;
      if (found != told_.end() && found->first == call.conversation.key && found->second <= until + kNear) continue;
      sink_.message(std::move(call));
    }
    logged_.clear();
  }

  void unknown(const Json& value, Locator at) {
    if (++unknown_ > 1) return;
    sample_ = value;
    sample_at_ = std::move(at);
  }

  static constexpr std::size_t kMostCalls = 100'000;
  struct Logged {
    Message call;
    std::int64_t until = 0;
  };
  RecordSink& sink_;
  SkypePlace place_;
  std::set<std::pair<std::string, std::int64_t>> told_;  ///< conversation and moment of calls told in conversations
  std::vector<Logged> logged_;
  std::string number_, members_;
  Json keys_ = Json::object(), sample_;
  Locator sample_at_;
  bool open_ = false, list_ = false, web_list_ = false;
  std::uint64_t index_ = 0, first_ = 0, given_ = 0, unknown_ = 0, cut_ = 0, encrypted_ = 0;
  JsonDamage damage_;
};

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return Bid::no;
  const bool web = (shape.root_is_array || shape.has("messages")) &&
                   is_teams_web_message([&](std::string_view key) { return shape.item_has(key); });
  if (web) return Bid::certain;
  if (shape.root_is_array) return Bid::no;
  if (shape.has("conversations") && shape.item_has("lastMessage") && shape.item_has("threadProperties")) return Bid::certain;
  if (shape.has("conversations") && (shape.has("exportDate") || shape.item_has("MessageList"))) return Bid::certain;
  // endpoints.json: the devices; media/<id>.json: the name of one file.
  if (shape.has("userId") && shape.has("exportDate")) return Bid::likely;
  const bool name_only = shape.keys.size() == 1 && shape.has("filename");
  return name_only && entry.path().find("media/") != std::string_view::npos ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "skype-json",
                                  .platform = "skype",
                                  .versions = "2018-2025, Teams for home",
                                  .gaps = "format.skype-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::skype_json
