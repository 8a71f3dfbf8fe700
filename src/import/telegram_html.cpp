// Telegram Desktop, the export as pages: messages.html, messages2.html, …; of a whole account chats/chat_001/messages.html,
// lists/contacts.html and export_results.html.
//
//   <div class="message default clearfix" id="message12"> … <div class="date details" title="21.03.2019 16:30:39">
//     <div class="from_name">Noor</div> <div class="text">Hoi</div>          ->  message, id 12
//   <div class="message default clearfix joined" id="message13"> …           ->  of the same sender as the one above
//   <div class="message service" id="message-1"> <div class="body details">21 March 2019</div>   ->  the day of what follows
//
// Gaps: names only, no number of an account or a chat, so the same chat as JSON is another conversation. The page does not
// say whose it is, nor what was edited. A line of the app itself has a day only. Before 2022 times have no zone.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "html_damage.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "telegram_page.h"

namespace schouw::telegram_html {

extern const Importer importer;

namespace {

constexpr std::string_view kGone = "Deleted Account";

/// "21.03.2019 16:30:39", since 2022 with " UTC+01:00" behind it.
Timestamp time_of(std::string_view written) {
  const std::string text = tidy_text(written);
  if (!has_shape(text, "00.00.0000 00:00:00")) return no_time(text);
  const std::string_view all = text;
  std::string iso = std::string(all.substr(6, 4)) + "-" + std::string(all.substr(3, 2)) + "-" +
                    std::string(all.substr(0, 2)) + "T" + std::string(all.substr(11, 8));
  const std::string_view zone = trim(all.substr(19));
  if (zone == "UTC") iso += "Z";
  if (has_shape(zone, "UTC+00:00") || has_shape(zone, "UTC-00:00")) iso += zone.substr(3);
  Timestamp time = parse_iso8601(iso);
  time.raw = text;
  return time;
}

/// "chats/chat_001/messages2.html", "lists/contacts.html": the download begins above.
std::string root_of(std::string_view path) {
  for (const std::string_view folder : {"chats/chat_", "lists/"}) {
    const auto at = path.rfind(folder);
    if (at != std::string_view::npos && (at == 0 || path[at - 1] == '/')) return std::string(path.substr(0, at));
  }
  return std::string(path.substr(0, path.size() - base_name(path).size()));
}

struct Event {
  std::string_view words, event;
};
/// The app writes them in English whatever its language.
constexpr auto kEvents = std::to_array<Event>({{" created group ", "group-created"},
                                               {" created channel ", "group-created"},
                                               {"Channel \xC2\xAB", "group-created"},
                                               {" invited ", "member-added"},
                                               {" joined group by link", "joined-by-link"},
                                               {" joined group by request", "member-joined"},
                                               {" joined group", "member-joined"},
                                               {" left group", "member-left"},
                                               {" removed ", "member-removed"},
                                               {" changed group title ", "subject-changed"},
                                               {" changed group photo", "icon-changed"},
                                               {" converted this group ", "settings-changed"},
                                               {" converted a basic group ", "settings-changed"},
                                               {" pinned ", "message-pinned"}});

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : tally_(importer, root_of(entry.path()), sink),
        folder_(entry.path().substr(0, entry.path().size() - base_name(entry.path()).size())),
        goes_on_(base_name(entry.path()) != "messages.html") {
    folder_ = with_archive(entry, folder_);
  }

  /// Whether it is a chat of two shows only by who writes.
  void look(EntryReader& entry) {
    TelegramPage page;
    std::string last;
    page.on_block = [&](TelegramBlock&& block) {
      if (block.service) {
        group_ = group_ || block.details.find(" group") != std::string::npos ||
                 block.details.starts_with("Channel \xC2\xAB");
        return;
      }
      if (!block.joined) last = block.sender;
      if (senders_.size() < 3 && !last.empty()) senders_.insert(last);
    };
    read_telegram_page(bytes_of(entry), page);
    title_ = page.title;
    const bool both = senders_.size() <= 2 && (senders_.size() < 2 || senders_.contains(title_));
    group_ = group_ || !both;
    entry.rewind();
  }

  void read(EntryReader& entry) {
    TelegramPage page;
    page.on_block = [this](TelegramBlock&& block) { take(std::move(block)); };
    page.on_entry = [this](TelegramEntry&& one) { contact(std::move(one)); };
    page.on_value = [this](const std::string& label, const std::string& value) { own(label, value); };
    contacts_ = title_ == "Contacts";
    const HtmlDamage damage = read_telegram_page(bytes_of(entry), page);
    if (!owner_.empty()) tally_.owner(owner_);
    if (page.cut) tally_.cut();
    report_html_damage(damage, page.cut, tally_);
    tally_.finish();
  }

 private:
  /// A page of a group on which few people write looks like one of a chat of two: all pages of a folder are one
  /// conversation, and the greater kind stays.
  ConversationRef conversation() const {
    return {.key = "html/" + one_sided_key(title_, folder_),
            .kind = group_ ? ConversationKind::group : ConversationKind::direct,
            .title = title_};
  }

  static std::optional<AccountRef> account(const std::string& name) {
    if (name.empty() || name == kGone) return std::nullopt;
    return AccountRef{.display_name = name};
  }

  void take(TelegramBlock&& block) {
    const Locator at = Locator::at_index(index_++);
    if (block.service) return service(std::move(block), at);
    if (!block.joined) last_ = block.sender;
    Message message{.conversation = conversation(), .time = time_of(block.time), .locator = at};
    message.sender = account(last_);
    add_recipients(message);
    message.text = std::move(block.text);
    message.quoted = std::move(block.quoted);
    message.flags.forwarded = block.forwarded;
    message.native_id = block.id;
    message.in_reply_to = std::move(block.reply);
    if (block.call) {
      message.kind = MessageKind::call;
      message.text = block.title;
      message.event = block.status.starts_with("Missed") || block.status.starts_with("Cancelled") ||
                              block.status.starts_with("Declined")
                          ? "missed-call"
                          : "call";
    } else if (block.files.size() == 1 && block.files[0].name.empty()) {
      // What was not exported has a kind for a name ("Photo"); a file, a place or a poll has its own.
      const AttachmentKind kind = block.files[0].kind;
      if (kind == AttachmentKind::document || kind == AttachmentKind::poll || kind == AttachmentKind::contact ||
          kind == AttachmentKind::location || kind == AttachmentKind::link)
        block.files[0].name = block.title;
      if (kind == AttachmentKind::contact) block.files[0].caption = block.status;
    }
    message.attachments = std::move(block.files);
    const bool nothing = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (nothing && block.time.empty() && block.sender.empty())
      return tally_.unknown(Json(Json::Object{{"div.message", Json()}}), at);
    if (nothing && !block.call) tally_.absent();
    tally_.give(std::move(message));
  }

  /// Of a page that goes on, the title is a person only if that person writes on it.
  void add_recipients(Message& message) const {
    if (group_ || title_ == kGone || last_.empty()) return;
    const bool both = senders_.contains(title_);
    if (!both && goes_on_) return;
    for (const std::string& name : both ? senders_ : std::set<std::string>{title_})
      if (name != last_) message.recipients.push_back({.display_name = name});
  }

  /// A day of its own stands between the messages of two days; it is no message.
  void service(TelegramBlock&& block, const Locator& at) {
    const Timestamp day = parse_written_date(block.details);
    const bool separator = block.id.empty() || block.id.starts_with('-');
    if (separator && day.basis != Timestamp::Basis::none) {
      day_ = day;
      return;
    }
    if (block.details.empty()) return tally_.unknown(Json(Json::Object{{"div.service", Json()}}), at);
    Message message{.kind = MessageKind::system, .conversation = conversation(), .time = day_, .locator = at};
    message.text = std::move(block.details);
    message.native_id = block.id;
    const auto known = std::ranges::find_if(
        kEvents, [&](const Event& one) { return message.text.find(one.words) != std::string::npos; });
    if (known != kEvents.end()) message.event = known->event;
    tally_.give_undated(std::move(message));
  }

  void contact(TelegramEntry&& one) {
    const Locator at = Locator::at_index(index_++);
    if (!contacts_) return;
    if (one.name.empty() && one.number.empty()) return tally_.gone();
    AccountRef who{.display_name = one.name == kGone ? std::string() : one.name, .phone = one.number};
    if (who.empty()) return tally_.gone();
    Connection found{.kind = ConnectionKind::contact, .owner = {.is_owner = true}, .other = std::move(who), .locator = at};
    if (Timestamp since = time_of(one.added); since.basis != Timestamp::Basis::none) found.since = std::move(since);
    tally_.give(std::move(found));
  }

  void own(const std::string& label, const std::string& value) {
    if (label == "First name" || label == "Last name")
      owner_.display_name += (owner_.display_name.empty() ? "" : " ") + value;
    if (label == "Phone number") owner_.phone = value;
    if (label == "Username") owner_.handle = value.starts_with('@') ? value.substr(1) : value;
  }

  Tally tally_;
  std::string folder_, title_, last_;
  std::set<std::string> senders_;
  Timestamp day_;
  AccountRef owner_;
  std::uint64_t index_ = 0;
  bool group_ = false, contacts_ = false, goes_on_ = false;  ///< goes_on_: messages2.html and so on
};

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  const bool messages = mentions(head, {"class=\"message default", "class=\"message service"});
  if (!mentions(head, {"page_wrap"})) {
    // Cut out of a page, or saved by a program that keeps the messages only.
    const bool parts = mentions(head, {"class=\"from_name\""}) && mentions(head, {"date details\""});
    return messages && parts ? Bid::likely : Bid::no;
  }
  if (messages) return Bid::certain;
  return mentions(head, {"<title>Exported Data</title>"}) && mentions(head, {"css/style.css"}) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Chat chat(entry, sink);
  chat.look(entry);
  chat.read(entry);
}

}  // namespace

constinit const Importer importer{.id = "telegram-html",
                                  .platform = "telegram",
                                  .versions = "2018-2026",
                                  .gaps = "format.telegram-html.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::telegram_html
