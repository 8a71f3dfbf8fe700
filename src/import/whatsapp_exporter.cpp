// WhatsApp-Chat-Exporter, a program that reads the database of a phone or of its backup, as JSON: one file, or one a
// chat.
//
//   {"31610000201@s.whatsapp.net": {"name": "Noor Wit", "messages": {"1": {"from_me": false, "timestamp": 1704100000.0,
//     "media": false, "key_id": "3EB0…", "meta": false, "data": "Hoi<br>juf", "sender": null}}}}
//   -> messages with number, name and an exact moment
//
// Gaps: it does not say whose phone it was; reactions are not read; who was silent in a group is not in it. Its pages
// (HTML) are recognised, and not read. It is no export of WhatsApp: whoever made it could have changed it.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::whatsapp_exporter {

extern const Importer importer;

namespace {

/// "31610000201@s.whatsapp.net", "31610000201": a number with the country in front. An id of another kind (@lid) is
/// none.
std::string phone_in(std::string_view text) {
  const auto at = text.find('@');
  if (at != std::string_view::npos && text.substr(at) != "@s.whatsapp.net" && text.substr(at) != "@c.us") return {};
  text = text.substr(0, at);
  const bool number =
      text.size() >= 8 && text.size() <= 15 && text.find_first_not_of("0123456789") == std::string_view::npos;
  return number ? "+" + std::string(text) : std::string();
}

AccountRef account_of(std::string_view written) {
  const std::string name = tidy_text(written);
  if (std::string phone = phone_in(name); !phone.empty()) return {.phone = std::move(phone)};
  return {.display_name = name};
}

/// The program writes a line break as "<br>".
std::string text_of(std::string_view data) {
  std::string out;
  for (auto at = data.find("<br>"); at != std::string_view::npos; at = data.find("<br>")) {
    std::string_view line = data.substr(0, at);
    if (line.ends_with(' ')) line.remove_suffix(1);
    out.append(line).append("\n");
    data.remove_prefix(at + 4);
  }
  return tidy_text(out.append(data));
}

Timestamp time_of(const Json& value) {
  const auto seconds = value.number();
  constexpr double kLatest = 1e11;
  if (!seconds || *seconds <= 0 || *seconds > kLatest) return no_time(std::string(value.str()));
  const auto whole = static_cast<std::int64_t>(*seconds);
  return instant_ms(whole * 1000, Precision::second, std::to_string(whole));
}

bool is_deletion(std::string_view data) {
  return data == "Message deleted" || data == "This message was deleted" || data == "You deleted this message";
}

void add_file(const Json& source, Message& message) {
  const std::string_view path = source.str("data"), mime = source.str("mime");
  Attachment file{.caption = text_of(source.str("caption"))};
  const bool missing = source.at("meta").boolean().value_or(false) || mime == "media";  // "The media is missing"
  if (!missing) {
    file.uri = std::string(path);
    std::ranges::replace(file.uri, '\\', '/');
    file.name = tidy_text(base_name(file.uri));
    file.mime = tidy_text(mime);
  }
  file.kind = source.at("sticker").boolean().value_or(false) ? AttachmentKind::sticker
                                                             : attachment_kind_of(file.name, file.mime);
  message.text = file.caption;
  message.attachments.push_back(std::move(file));
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    where_ = archive_or(entry, set_root(entry.path(), {}));
    const JsonDamage damage =
        stream_json(bytes_of(entry), {[this](auto path, bool is_array) { return step(path, is_array); },
                                      [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
    end();
    tally_.finish(damage);
  }

 private:
  /// jid / "messages" / number: what lies beside the messages is small and taken.
  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.size() == 1) begin(path[0]);
    const bool messages = path.size() == 2 && path[1] == "messages";
    return path.size() < 2 && !is_array ? JsonStep::enter : messages ? JsonStep::enter : JsonStep::take;
  }

  void take(const JsonItem& item, Json&& value) {
    if (item.path.size() == 2 && item.path[1] == "name") name_ = tidy_text(value.str());
    if (item.path.size() != 3) return;
    if (!item.complete) return tally_.cut();
    message(value, Locator::with_id(jid_ + "/" + std::string(prefix(item.path[2], 64))));
  }

  void begin(std::string_view jid) {
    end();
    jid_ = std::string(prefix(jid, 128));
    name_.clear();
    given_ = false;
  }

  bool is_group() const { return jid_.ends_with("@g.us"); }
  bool is_status() const { return jid_ == "status@broadcast"; }

  AccountRef other() const {
    AccountRef out{.display_name = name_, .phone = phone_in(jid_)};
    if (out.phone.empty()) out.native_id = jid_.find('@') == std::string::npos ? std::string() : jid_;
    return out;
  }

  ConversationRef conversation() const {
    if (is_group()) return {.key = "group-id/" + jid_, .kind = ConversationKind::group, .title = name_};
    if (jid_.ends_with("@newsletter"))
      return {.key = "channel/" + jid_, .kind = ConversationKind::channel, .title = name_};
    if (is_status()) return {.key = one_sided_key(jid_, where_), .kind = ConversationKind::public_, .title = {}};
    const ConversationKind kind = jid_.ends_with("@broadcast") ? ConversationKind::group : ConversationKind::direct;
    return {.key = one_sided_key(jid_, where_), .kind = kind, .title = name_};
  }

  void message(const Json& source, const Locator& at) {
    if (source.find("from_me") == nullptr || source.find("timestamp") == nullptr) return tally_.unknown(source, at);
    const bool mine = source.at("from_me").boolean().value_or(source.at("from_me").integer() == 1);
    const bool meta = source.at("meta").boolean().value_or(false), media = source.at("media").boolean().value_or(false);
    const std::string_view data = source.str("data");
    Message message{.conversation = conversation(), .time = time_of(source.at("timestamp")), .locator = at};
    if (is_status()) message.kind = MessageKind::story;
    message.native_id = tidy_text(source.str("key_id"));
    if (!message.native_id.empty()) message.version = "1";
    message.in_reply_to = tidy_text(source.str("reply"));
    message.quoted = text_of(source.str("quoted_data"));
    if (media || source.str("mime") == "media") {
      add_file(source, message);
    } else if (meta && is_deletion(data)) {
      message.flags.deleted = true;
    } else if (meta) {
      message.kind = MessageKind::system;
      message.text = text_of(data);
    } else {
      message.text = text_of(data);
    }
    if (message.kind != MessageKind::system) sign(mine, source.str("sender"), message);
    const bool nothing = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (nothing && !message.flags.deleted && message.kind == MessageKind::message) tally_.absent();
    given_ = true;
    tally_.give(std::move(message));
  }

  void sign(bool mine, std::string_view sender, Message& message) {
    const bool two = message.conversation.kind == ConversationKind::direct;
    if (mine) {
      message.sender = AccountRef{.is_owner = true};
      if (two && !other().empty()) message.recipients.push_back(other());
      return;
    }
    AccountRef who = two ? other() : account_of(sender);
    if (who.empty()) return;
    if (two)
      message.recipients.push_back({.is_owner = true});
    else if (writers_.size() < 2000)
      writers_.emplace(who.display_name + who.phone, who);
    message.sender = std::move(who);
  }

  /// The chat is left: who is in it, as far as it shows.
  void end() {
    if (given_ && !is_status()) {
      ConversationInfo info{.conversation = conversation(), .locator = Locator::with_id(jid_)};
      if (info.conversation.kind == ConversationKind::direct && !other().empty())
        info.members.push_back({.account = other(), .locator = info.locator});
      for (auto& [key, who] : writers_) info.members.push_back({.account = who, .locator = info.locator});
      info.members.push_back({.account = {.is_owner = true}, .locator = info.locator});
      tally_.give(std::move(info));
    }
    writers_.clear();
    given_ = false;
  }

  Tally tally_;
  std::string where_, jid_, name_;
  std::map<std::string, AccountRef> writers_;
  bool given_ = false;
};

/// Its page for looking at a chat; dates stand once a day and times in hours and minutes.
bool is_page(std::string_view head) {
  return mentions(head, {"<title>Whatsapp - "}) &&
         mentions(head, {"w3-row w3-padding-small", "bg-whatsapp", "w3css", "w3.css"});
}

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (is_page(head)) return Bid::certain;
  if (!mentions(head, {"\"from_me\""}) || !mentions(head, {"\"key_id\""}) || !mentions(head, {"\"messages\""}))
    return Bid::no;
  const JsonShape shape = json_shape(head);
  if (!shape.is_json || shape.root_is_array || shape.keys.empty()) return Bid::no;
  return shape.keys.front().find('@') != std::string::npos ? Bid::certain : Bid::likely;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (!is_page(entry.head())) {
    const Walk whole(entry, sink);
    return;
  }
  sink.problem({.code = "other-form-of-export",
                .severity = Severity::high,
                .loss = Loss::whole,
                .locator = Locator::at_index(0),
                .args = {"WhatsApp-Chat-Exporter", "JSON"}});
}

}  // namespace

constinit const Importer importer{.id = "whatsapp-exporter",
                                  .platform = "whatsapp",
                                  .versions = "2021-2026",
                                  .gaps = "format.whatsapp-exporter.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::whatsapp_exporter
