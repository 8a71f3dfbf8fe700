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

#include "add_line.h"
#include "html_damage.h"
#include "html_stream.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::telegram_html {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxText = 1 << 20;
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

/// What an attachment is, by the class of its box.
struct Box {
  std::string_view name;
  AttachmentKind kind;
};
constexpr auto kBoxes = std::to_array<Box>({{"photo_wrap", AttachmentKind::image},
                                            {"media_photo", AttachmentKind::image},
                                            {"video_file_wrap", AttachmentKind::video},
                                            {"animated_wrap", AttachmentKind::video},
                                            {"media_video", AttachmentKind::video},
                                            {"sticker_wrap", AttachmentKind::sticker},
                                            {"media_voice_message", AttachmentKind::audio},
                                            {"media_audio_file", AttachmentKind::audio},
                                            {"media_contact", AttachmentKind::contact},
                                            {"media_location", AttachmentKind::location},
                                            {"media_live_location", AttachmentKind::location},
                                            {"media_venue", AttachmentKind::location},
                                            {"media_poll", AttachmentKind::poll},
                                            {"media_file", AttachmentKind::document},
                                            {"media_game", AttachmentKind::link},
                                            {"media_invoice", AttachmentKind::document}});

struct Block {
  std::size_t depth = 0;
  bool service = false, joined = false, forwarded = false, call = false;
  std::string id = {}, time = {}, sender = {}, text = {}, quoted = {}, details = {}, title = {}, status = {}, reply = {};
  std::vector<Attachment> files = {};
};

/// What the text that comes is part of.
enum class Part { none, title, sender, text, details, file_title, file_status, label, value, name, number, added, poll };

struct Entry {
  std::size_t depth = 0;
  std::string name = {}, number = {}, added = {};
};

class Page : public HtmlVisitor {
 public:
  std::function<void(Block&&)> on_block;
  std::function<void(Entry&&)> on_entry;
  std::function<void(const std::string& label, const std::string& value)> on_value;
  std::string title;
  bool cut = false;  ///< the file ends within a message

  void start(const HtmlTag& tag) override {
    if (is_void(tag.name())) return inside(tag);
    ++depth_;
    if (tag.name() == "div" && tag.has_class("message") && !block_ &&
        (tag.has_class("default") || tag.has_class("service")))
      return begin(tag);
    if (tag.name() == "div" && tag.has_class("entry") && !block_) entry_ = Entry{.depth = depth_};
    inside(tag);
  }

  void end(std::string_view name) override {
    if (is_void(name)) return;
    if (is_own_line(name) && part_ == Part::text) text_ += '\n';
    if (part_ != Part::none && depth_ == part_depth_) stop();
    if (skip_ == depth_) skip_ = 0;
    if (forward_ == depth_) forward_ = 0;
    if (block_ && block_->depth == depth_) {
      if (broken_) cut = true;
      else on_block(std::move(*block_));
      block_.reset();
    }
    if (entry_ && entry_->depth == depth_) {
      on_entry(std::move(*entry_));
      entry_.reset();
    }
    if (depth_ > 0) --depth_;
  }

  void text(std::string_view piece) override {
    if (skip_ == 0 && part_ != Part::none && text_.size() < kMaxText) text_ += piece;
  }

  void last_byte(bool truncated) override { broken_ = truncated; }

 private:
  static bool is_void(std::string_view name) {
    return name == "br" || name == "img" || name == "meta" || name == "link" || name == "input" || name == "hr";
  }

  static bool is_own_line(std::string_view name) { return name == "blockquote" || name == "pre"; }

  /// "Noor via @gif": the program that found the picture is no part of the name.
  static std::string without_program(std::string name) {
    constexpr std::string_view kVia = " via @";
    const auto at = name.rfind(kVia);
    if (at != std::string::npos && at > 0 && name.find(' ', at + kVia.size()) == std::string::npos) name.resize(at);
    return name;
  }

  void begin(const HtmlTag& tag) {
    block_ = Block{.depth = depth_, .service = tag.has_class("service"), .joined = tag.has_class("joined")};
    std::string_view id = tag.attribute("id");
    if (id.starts_with("message")) id.remove_prefix(7);
    block_->id = tidy_text(id.substr(0, 32));
    forward_ = 0;
  }

  void take(Part part) {
    if (part_ != Part::none) return;
    part_ = part;
    part_depth_ = depth_;
    text_.clear();
  }

  void inside(const HtmlTag& tag) {
    if ((tag.name() == "br" || is_own_line(tag.name())) && part_ == Part::text) text_ += '\n';
    if (tag.name() == "a") link(tag);
    const auto has = [&](std::string_view word) { return tag.has_class(word); };
    if (entry_) {
      if (has("name")) take(Part::name);
      if (has("details_entry")) take(Part::number);
      if (has("info") && has("details")) take(Part::added);
      return;
    }
    if (!block_) {
      if (has("text") && has("bold") && title.empty()) take(Part::title);
      if (has("label")) take(Part::label);
      if (has("value")) take(Part::value);
      return;
    }
    if (has("body") && has("details") && block_->service) return take(Part::details);
    if (has("date") && has("details")) return date(tag);
    if (has("forwarded") && has("body")) {
      block_->forwarded = true;
      forward_ = depth_;
    }
    if (has("from_name")) take(Part::sender);
    if (has("text") && !has("bold")) take(Part::text);
    if ((has("title") && has("bold")) || has("question")) take(Part::file_title);
    if (has("status") && has("details")) take(Part::file_status);
    if (has("answer")) take(Part::poll);
    if (part_ == Part::poll && has("details") && skip_ == 0) skip_ = depth_;  // how many chose it
    file(tag);
  }

  /// The date of the message, and within the name of who is passed on, the date of that.
  void date(const HtmlTag& tag) {
    if (part_ == Part::sender) {
      if (skip_ == 0) skip_ = depth_;
    } else if (forward_ == 0 && block_->time.empty()) {
      block_->time = std::string(tag.attribute("title").substr(0, 64));
    }
  }

  void link(const HtmlTag& tag) {
    const std::string_view to = tag.attribute("href");
    constexpr std::string_view kReply = "#go_to_message";
    const auto at = to.find(kReply);
    if (block_ && at != std::string_view::npos && part_ == Part::none) block_->reply = to.substr(at + kReply.size(), 20);
    if (part_ == Part::text && (to.starts_with("http://") || to.starts_with("https://")))
      address_ = std::string(to.substr(0, 2048));
  }

  void file(const HtmlTag& tag) {
    if (tag.has_class("media_call")) block_->call = true;
    const auto box = std::ranges::find_if(kBoxes, [&](const Box& one) { return tag.has_class(one.name); });
    if (box == kBoxes.end() || block_->files.size() >= 64) return;
    Attachment one{.kind = box->kind};
    const std::string_view to = tag.attribute("href");
    if (box->kind == AttachmentKind::location) {
      one.gps = point_in(to);
    } else if (to.find("://") == std::string_view::npos && !to.empty()) {
      one.uri = std::string(to.substr(0, 1024));
      one.name = tidy_text(base_name(one.uri));
      one.mime = std::string(mime_of(one.name));
    }
    block_->files.push_back(std::move(one));
  }

  /// "https://maps.google.com/maps?q=52.1,4.3&ll=…"
  static std::optional<GeoPoint> point_in(std::string_view address) {
    const auto at = address.find("q=");
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = address.substr(at + 2);
    const auto comma = rest.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto latitude = Json(rest.substr(0, comma)).number();
    const auto longitude = Json(rest.substr(comma + 1, rest.find_first_of("&#", comma) - comma - 1)).number();
    if (!latitude || !longitude) return std::nullopt;
    return GeoPoint{*latitude, *longitude};
  }

  void stop() {
    const Part part = std::exchange(part_, Part::none);
    std::string words = tidy_text(text_);
    skip_ = 0;
    const auto put = [&](std::string* to) {
      if (to != nullptr) *to = std::move(words);
    };
    switch (part) {
      case Part::none:
        return;
      case Part::title:
        return put(&title);
      case Part::sender:
        if (forward_ == 0 && block_) block_->sender = without_program(std::move(words));
        return;
      case Part::text:
        return said(std::move(words));
      case Part::details:
        return put(block_ ? &block_->details : nullptr);
      case Part::file_title:
        return put(block_ ? &block_->title : nullptr);
      case Part::file_status:
        return put(block_ ? &block_->status : nullptr);
      case Part::poll:
        if (words.starts_with("- ")) words.erase(0, 2);
        if (block_ && !block_->files.empty()) add_line(block_->files.back().caption, words);
        return;
      case Part::label:
        return put(&label_);
      case Part::value:
        return on_value(label_, words);
      case Part::name:
        return put(entry_ ? &entry_->name : nullptr);
      case Part::number:
        return put(entry_ ? &entry_->number : nullptr);
      case Part::added:
        return put(entry_ ? &entry_->added : nullptr);
    }
  }

  void said(std::string words) {
    if (!block_) return;
    const std::string address = std::exchange(address_, {});
    if (!address.empty() && words.find(address) == std::string::npos && address.find(words) == std::string::npos)
      words += " (" + address + ")";
    std::string& to = forward_ != 0 ? block_->quoted : block_->text;
    to += (to.empty() ? "" : "\n") + words;
  }

  std::size_t depth_ = 0, part_depth_ = 0, skip_ = 0, forward_ = 0;
  Part part_ = Part::none;
  std::string text_, label_, address_;
  std::optional<Block> block_;
  std::optional<Entry> entry_;
  bool broken_ = false;
};

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
    const bool plain = entry.source_name() == base_name(entry.path());
    if (!plain) folder_.insert(0, std::string(entry.source_name()) + "/");  // two archives may have the same folder
  }

  /// Whether it is a chat of two shows only by who writes.
  void look(EntryReader& entry) {
    Page page = quiet();
    std::string last;
    page.on_block = [&](Block&& block) {
      if (block.service) {
        group_ = group_ || block.details.find(" group") != std::string::npos ||
                 block.details.starts_with("Channel \xC2\xAB");
        return;
      }
      if (!block.joined) last = block.sender;
      if (senders_.size() < 3 && !last.empty()) senders_.insert(last);
    };
    stream_html(bytes_of(entry), page);
    title_ = page.title;
    const bool both = senders_.size() <= 2 && (senders_.size() < 2 || senders_.contains(title_));
    group_ = group_ || !both;
    entry.rewind();
  }

  void read(EntryReader& entry) {
    Page page = quiet();
    page.on_block = [this](Block&& block) { take(std::move(block)); };
    page.on_entry = [this](Entry&& one) { contact(std::move(one)); };
    page.on_value = [this](const std::string& label, const std::string& value) { own(label, value); };
    contacts_ = title_ == "Contacts";
    const HtmlDamage damage = stream_html(bytes_of(entry), page);
    if (!owner_.empty()) tally_.owner(owner_);
    if (page.cut) tally_.cut();
    report_html_damage(damage, page.cut, tally_);
    tally_.finish();
  }

 private:
  static Page quiet() {
    Page page;
    page.on_block = [](Block&&) {};
    page.on_entry = [](Entry&&) {};
    page.on_value = [](const std::string&, const std::string&) {};
    return page;
  }

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

  void take(Block&& block) {
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
  void service(Block&& block, const Locator& at) {
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

  void contact(Entry&& one) {
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
