// imessage-exporter, a program of others that reads the messages of an iPhone's backup or a Mac: one text a chat.
//
//   May 17, 2022  5:29:42 PM (Read by you after 4 seconds)      the phone's clock
//   +31610000201                                                who: "Me", a number, an address, or a name
//   Hoi juf
//       May 17, 2022  5:31:02 PM                                answers stand four blanks in, and again at their own time
//       Me
//       Dag Noor
//   (blank)
//   May 17, 2022  6:00:00 PM Noor added Bas to the conversation.
//   -> messages, lines of the app
//
// Gaps: no zone; no id; reactions are not read; what stands on a line of its own in the form of a head, behind a blank
// line, is taken for one.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "add_line.h"
#include "imessage_chat.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whatsapp_lines.h"

namespace schouw::imessage_text {

extern const Importer importer;

namespace {

constexpr std::string_view kIndent = "    ", kAnswer = "This message responded to an earlier message.";

struct Block {
  std::string head = {}, sender = {};
  std::vector<std::string> lines = {};
  std::uint64_t at = 0;
  bool signed_ = false;
};

/// "Loved by Noor", "Sticker from Noor: attachments/…".
bool is_reaction(std::string_view line) {
  return line.find(" by ") != std::string_view::npos || line.starts_with("Sticker from ");
}

/// Lines of the program among those that somebody typed.
class Body {
 public:
  explicit Body(Message& message) : message_(message) {}

  void add(const std::string& line) {
    if (reactions_ && is_reaction(line)) return;
    reactions_ = line == "Tapbacks:" || line == "Reactions:";
    if (reactions_ || line == kAnswer || is_imessage_effect(line)) return;
    if (line == "This message was deleted from the conversation!" || is_imessage_unsent(line)) {
      message_.flags.deleted = true;
    } else if (line == "Attachment missing!") {
      message_.attachments.push_back({});
    } else if (is_imessage_path(line)) {
      message_.attachments.push_back(imessage_file(line));
    } else if (line.starts_with("Transcription: ") && !message_.attachments.empty()) {
      message_.attachments.back().caption = tidy_text(line.substr(15));
    } else if (const auto sticker = line.find("ticker from "); sticker <= 16 && line.find(": ", sticker) != std::string::npos) {
      Attachment file = imessage_file(line.substr(line.find(": ", sticker) + 2));
      file.kind = AttachmentKind::sticker;
      message_.attachments.push_back(std::move(file));
    } else {
      add_typed(line);
    }
  }

 private:
  /// "May 17, 2022  5:29:42 PM Hoi" and "Edited 4 seconds later: Hallo": every form in which it was sent.
  void add_typed(const std::string& line) {
    std::string_view text = line;
    const auto later = text.starts_with("Edited ") ? text.substr(0, 80).find(" later: ") : std::string_view::npos;
    if (later != std::string_view::npos) {
      text.remove_prefix(later + 8);
      message_.flags.edited = true;
    } else if (const auto head = imessage_head(text)) {
      text = head->rest;
      message_.flags.edited = true;
    }
    message_.text.append(text).append("\n");
  }

  Message& message_;
  bool reactions_ = false;
};

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), chat_(entry) {
    first_ = true;
    walk(entry);
    entry.rewind();
    first_ = false;
    walk(entry);
    if (given_) tally_.give(chat_.info());
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMaxLineBytes)}});
    tally_.finish();
  }

 private:
  void walk(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view raw;
    bool blank = true;
    block_.reset();
    answer_.reset();
    while (lines.next(raw)) {
      if (lines.number() == 1 && raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3);
      too_long_ = too_long_ || lines.cut_bytes() > 0;
      if (!lines.ended() && !first_) say_cut(raw, lines.number());
      if (lines.ended() || !is_begun_imessage_head(trim(raw))) line(raw, lines.number(), blank);
      blank = trim(raw).empty();
    }
    end();
  }

  void say_cut(std::string_view line, std::uint64_t number) {
    const bool begun = is_begun_imessage_head(trim(line)) || (imessage_head(line) && imessage_head(line)->rest.empty());
    if (begun) tally_.cut();
    tally_.problem({.code = "data-cut",
                    .severity = Severity::high,
                    .loss = Loss::partial,
                    .locator = Locator::at_line(number),
                    .args = {},
                    .lost_records = begun ? 1u : 0u});
  }

  void line(std::string_view raw, std::uint64_t number, bool after_blank) {
    if (after_blank && raw == "Unable to format announcement!") {
      end();
      if (!first_) tally_.absent();
      return;
    }
    const auto head = after_blank ? imessage_head(raw) : std::nullopt;
    const bool indented = raw.starts_with(kIndent);
    if (head) {
      end();
      if (head->rest.empty() || head->rest.starts_with("(Read by "))
        block_ = Block{.head = std::string(raw), .at = number};
      else
        announce(*head, number);
    } else if (block_ && indented && block_->signed_ && imessage_head(raw.substr(kIndent.size()))) {
      end_answer();
      answer_ = Block{.head = std::string(raw.substr(kIndent.size())), .at = number};
    } else if (answer_ && (indented || trim(raw).empty())) {
      add(*answer_, indented ? raw.substr(kIndent.size()) : raw);
    } else if (block_) {
      end_answer();
      add(*block_, raw);
    } else if (!trim(raw).empty()) {
      stray(number);
    }
  }

  void stray(std::uint64_t number) {
    if (!first_)
      tally_.unknown(Json(Json::Object{{"line outside a message", Json()}}), Locator::at_line(number));
  }

  static void add(Block& block, std::string_view line) {
    if (block.signed_)
      block.lines.emplace_back(line);
    else
      block.sender = tidy_text(line);
    block.signed_ = true;
  }

  void end_answer() {
    if (answer_) give(*std::exchange(answer_, std::nullopt));
  }

  void end() {
    end_answer();
    if (block_) give(*std::exchange(block_, std::nullopt));
  }

  void give(const Block& block) {
    const auto head = imessage_head(block.head);
    if (!head || !block.signed_) return;
    if (first_) return chat_.writes(block.sender, head->rest);
    Message message{.conversation = {}, .time = imessage_time(head->time), .locator = Locator::at_line(block.at)};
    Body body(message);
    for (const std::string& line : block.lines) body.add(line);
    message.text = tidy_text(message.text);
    if (chat_.is_twin(message, block.sender)) return;
    chat_.sign(block.sender, chat_.is_owner(block.sender), message);
    if (message.text.empty() && message.attachments.empty() && !message.flags.deleted) tally_.absent();
    tally_.give(std::move(message));
    given_ = true;
  }

  void announce(const ImessageHead& head, std::uint64_t number) {
    const std::string_view event = imessage_event(head.rest);
    if (first_) {
      if (event == "renamed" || event.starts_with("member-")) chat_.is_group();
      return;
    }
    Message message{.kind = MessageKind::system,
                    .conversation = chat_.conversation(),
                    .time = imessage_time(head.time),
                    .text = tidy_text(head.rest),
                    .event = std::string(event),
                    .locator = Locator::at_line(number)};
    tally_.give(std::move(message));
    given_ = true;
  }

  Tally tally_;
  ImessageChat chat_;
  std::optional<Block> block_, answer_;
  bool first_ = true, given_ = false, too_long_ = false;
};

/// The first line that is not blank is a head, and behind it stands who, or what the app tells.
Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head();
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const bool cr = ends_lines_with_cr(head);
  std::string_view line = take_line(head, cr);
  while (trim(line).empty() && !head.empty()) line = take_line(head, cr);
  const auto first = imessage_head(line);
  if (!first) return Bid::no;
  if (!first->rest.empty() && !first->rest.starts_with("(Read by "))
    return first->rest.find("conversation") != std::string_view::npos ? Bid::likely : Bid::weak;
  const std::string_view sender = trim(take_line(head, cr));
  return sender.empty() || sender.size() > 200 ? Bid::no : Bid::certain;
}

void read(EntryReader& entry, RecordSink& sink) { const Chat whole(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "imessage-text",
                                  .platform = "imessage",
                                  .versions = "2022-2026",
                                  .gaps = "format.imessage-text.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::imessage_text
