// imessage-exporter, a program of others that reads the messages of an iPhone's backup or a Mac: one page a chat.
//
//   <div class="message"><div class="sent iMessage"><p><span class="timestamp"><a href="sms://open?message-guid=0A…">
//     May 17, 2022  5:29:42 PM</a></span> <span class="sender">Me</span></p>
//     <hr><div class="message_part"><span class="bubble">Hoi</span><div class="replies">…</div></div></div></div>
//   -> a message of the owner, its answers, and what the app tells (<div class="announcement">)
//
// Gaps: no zone; reactions and effects are not read. Early pages give no ids. A text and a page of one chat are two chats.
#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "html_damage.h"
#include "html_stream.h"
#include "html_words.h"
#include "imessage_chat.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::imessage_html {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxText = 1 << 20, kMostFiles = 256;

/// What the text that comes is part of.
enum class Part { none, time, sender, subject, body, bubble };

/// A message or an announcement that is open, with its answers inside.
struct Frame {
  std::size_t depth = 0, part_depth = 0, body_depth = 0, skip = 0;
  Part part = Part::none;
  bool announcement = false, owner = false, sided = false, deleted = false, edited = false, broken = false;
  std::string time = {}, sender = {}, subject = {}, text = {}, guid = {}, answers = {};
  HtmlWords words = {};
  std::vector<Attachment> files = {};
};

class Page : public HtmlVisitor {
 public:
  std::function<void(Frame&&)> on_frame;
  bool cut = false;

  void start(const HtmlTag& tag) override {
    if (is_void(tag.name())) return inside(tag);
    ++depth_;
    const bool announcement = tag.name() == "div" && tag.has_class("announcement");
    if (tag.name() == "div" && (tag.has_class("message") || announcement)) return begin(announcement);
    inside(tag);
  }

  void end(std::string_view name) override {
    if (is_void(name)) return;
    if (!frames_.empty()) leave(name);
    if (depth_ > 0) --depth_;
  }

  void text(std::string_view piece) override {
    if (frames_.empty()) return;
    Frame& frame = frames_.back();
    if (frame.skip != 0) return;
    if (frame.part == Part::bubble && frame.text.size() < kMaxText) frame.text += piece;
    if (frame.part == Part::body) frame.words.add(piece);
    if (std::string* field = field_of(frame); field != nullptr && field->size() < 4096) *field += piece;
  }

  void last_byte(bool truncated) override { broken_ = truncated; }

 private:
  static bool is_void(std::string_view name) {
    return name == "br" || name == "img" || name == "meta" || name == "link" || name == "hr" || name == "source";
  }

  static std::string* field_of(Frame& frame) {
    if (frame.part == Part::time) return &frame.time;
    if (frame.part == Part::sender) return &frame.sender;
    return frame.part == Part::subject ? &frame.subject : nullptr;
  }

  void begin(bool announcement) {
    std::string answers = frames_.empty() ? std::string() : frames_.back().guid;
    frames_.push_back({.depth = depth_, .announcement = announcement, .answers = std::move(answers)});
    if (!announcement) return;
    frames_.back().part = Part::body;
    frames_.back().body_depth = depth_;
  }

  void inside(const HtmlTag& tag) {
    if (frames_.empty()) return;
    Frame& frame = frames_.back();
    if (frame.skip != 0) return;
    const auto has = [&](std::string_view word) { return tag.has_class(word); };
    if (!frame.sided && (has("sent") || has("received"))) {
      frame.sided = true;
      frame.owner = has("sent");
    }
    if (tag.name() == "br") frame.part == Part::bubble ? void(frame.text += '\n') : frame.words.line();
    const std::string_view to = tag.attribute("href");
    constexpr std::string_view kGuid = "message-guid=";
    if (const auto at = to.find(kGuid); at != std::string_view::npos && frame.guid.empty())
      frame.guid = tidy_text(to.substr(at + kGuid.size(), 64));
    if (has("timestamp") && frame.time.empty()) return take(frame, Part::time);
    if (has("sender") && frame.part == Part::none) return take(frame, Part::sender);
    if (has("subject") && frame.part == Part::none) return take(frame, Part::subject);
    if (has("deleted") || has("unsent")) frame.deleted = true;
    if (has("edited")) frame.edited = true;
    if (has("attachment_error")) frame.files.push_back({});
    if (is_left_out(tag)) frame.skip = depth_;
    if (has("message_part")) {
      frame.part = Part::body;
      frame.body_depth = depth_;
    }
    if (frame.part == Part::body && has("bubble")) return take(frame, Part::bubble);
    if (frame.part == Part::body) content(tag, frame);
  }

  /// What nobody typed: reactions, effects, marks, the times of earlier forms.
  static bool is_left_out(const HtmlTag& tag) {
    for (const std::string_view word : {"tapbacks", "reactions", "expressive", "reply_context", "deleted", "unsent",
                                        "attachment_error", "timestamp", "edited_timestamp"})
      if (tag.has_class(word)) return true;
    return tag.name() == "style" || tag.name() == "script" || tag.name() == "title";
  }

  void take(Frame& frame, Part part) const {
    if (part == Part::bubble && !frame.text.empty()) frame.text += '\n';
    frame.part = part;
    frame.part_depth = depth_;
  }

  void content(const HtmlTag& tag, Frame& frame) const {
    const std::string_view name = tag.name(), to = tag.attribute("href"), source = tag.attribute("src");
    if (name == "div" || name == "p" || name == "td" || name == "tr" || name == "hr") frame.words.block();
    if (!source.empty()) add_file(source, frame);
    if (name != "a" || to.empty() || frame.files.size() >= kMostFiles) return;
    if (to.find("://") == std::string_view::npos) {
      add_file(to, frame);
      frame.skip = depth_;  // "Click to download rooster.pdf"
    } else {
      frame.files.push_back({.kind = AttachmentKind::link, .caption = tidy_text(prefix(to, 2048))});
    }
  }

  static void add_file(std::string_view path, Frame& frame) {
    if (path.starts_with("data:") || frame.files.size() >= kMostFiles) return;
    Attachment file = imessage_file(prefix(path, 1024));
    const auto same = [&](const Attachment& one) { return one.uri == file.uri; };
    if (std::ranges::none_of(frame.files, same)) frame.files.push_back(std::move(file));
  }

  void leave(std::string_view name) {
    Frame& frame = frames_.back();
    if (frame.skip == depth_) frame.skip = 0;
    if (frame.part != Part::none && frame.part != Part::body && frame.part_depth == depth_)
      frame.part = frame.body_depth != 0 ? Part::body : Part::none;
    if (name == "div" || name == "p" || name == "tr") frame.words.block();
    if (frame.body_depth == depth_) {
      frame.body_depth = 0;
      if (frame.part == Part::body) frame.part = Part::none;
    }
    if (frame.depth != depth_) return;
    Frame done = std::move(frame);
    frames_.pop_back();
    if (broken_)
      cut = true;
    else
      on_frame(std::move(done));
  }

  std::size_t depth_ = 0;
  std::vector<Frame> frames_;
  bool broken_ = false;
};

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), chat_(entry) {
    Page look;
    look.on_frame = [this](Frame&& frame) { note(frame); };
    stream_html(bytes_of(entry), look);
    entry.rewind();
    Page page;
    page.on_frame = [this](Frame&& frame) { give(std::move(frame)); };
    const HtmlDamage damage = stream_html(bytes_of(entry), page);
    if (given_) tally_.give(chat_.info());
    if (page.cut) tally_.cut();
    report_html_damage(damage, page.cut, tally_);
    tally_.finish();
  }

 private:
  struct Head {
    std::string time, receipt;
  };
  static Head head_of(const Frame& frame) {
    const std::string words = tidy_text(frame.time);
    const auto open = std::min(words.find('('), words.size());
    return {tidy_text(std::string_view(words).substr(0, open)), words.substr(open)};
  }

  void note(Frame& frame) {
    if (frame.announcement) {
      const std::string_view event = imessage_event(frame.words.take());
      if (event == "renamed" || event.starts_with("member-")) chat_.is_group();
    } else if (frame.sided && !frame.owner) {
      chat_.writes(frame.sender, {});
    }
  }

  void give(Frame&& frame) {
    const Locator at = frame.guid.empty() ? Locator::at_index(index_) : Locator::with_id(frame.guid);
    ++index_;
    const Head head = head_of(frame);
    if (head.time.empty() || (!frame.announcement && !frame.sided))
      return tally_.unknown(Json(Json::Object{{frame.announcement ? "announcement" : "message", Json()}}), at);
    Message message{.conversation = chat_.conversation(), .time = imessage_time(head.time), .locator = at};
    message.native_id = frame.guid;
    const std::string words = frame.words.take();
    message.text = tidy_text(frame.text);
    if (!words.empty()) message.text += (message.text.empty() ? "" : "\n") + words;
    if (frame.announcement) {
      message.kind = MessageKind::system;
      message.event = std::string(imessage_event(words));
    } else {
      message.title = tidy_text(frame.subject);
      message.attachments = std::move(frame.files);
      message.flags.deleted = frame.deleted;
      message.flags.edited = frame.edited;
      message.in_reply_to = frame.answers;
      const std::string sender = tidy_text(frame.sender);
      if (chat_.is_twin(message, sender)) return;
      chat_.sign(sender, frame.owner, message);
      const bool silent = message.text.empty() && message.title.empty() && message.attachments.empty();
      if (silent && !frame.deleted) tally_.absent();
    }
    given_ = true;
    tally_.give(std::move(message));
  }

  Tally tally_;
  ImessageChat chat_;
  std::uint64_t index_ = 0;
  bool given_ = false;
};

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (mentions(head, {"sms://open?message-guid="})) return Bid::certain;
  if (!mentions(head, {"class=\"message\"", "class =\"announcement\"", "class=\"announcement\""})) return Bid::no;
  const bool part = mentions(head, {"class=\"message_part\""}), sender = mentions(head, {"class=\"sender\""});
  return part && sender && mentions(head, {"class=\"timestamp\""}) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { const Chat whole(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "imessage-html",
                                  .platform = "imessage",
                                  .versions = "2022-2026",
                                  .gaps = "format.imessage-html.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::imessage_html
