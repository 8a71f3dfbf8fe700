// Signal has no export of a readable chat; this is the text that programs of others make of Signal Desktop.
//
//   [2019-12-24, 12:23] Jane Doe: Hallo                 (file of any name)
//   [2024-01-01 10:00:00] Me: Hoi                       (signal-export: <chat>/chat.md; quotes, files, reactions in it)
//   -> messages; "Me" is the owner
//
// Gaps: names only, no number and no time zone; what was said in a group and what to one person shows only by how many
// wrote; "Me" has no name. The text proves no more than that somebody has a file with these lines.
#include <algorithm>
#include <optional>

#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "signal_chat.h"
#include "tally.h"
#include "whatsapp_lines.h"

namespace schouw::signal_text {

extern const Importer importer;

namespace {

struct Header {
  std::string_view time, sender, text;
};

/// Seconds without a comma is the form of signal-export; WhatsApp in Swedish has it too, so only in a .md it is ours.
constexpr std::string_view kMinutes = "[0000-00-00, 00:00] ", kSeconds = "[0000-00-00 00:00:00] ",
                           kOldMinutes = "[0000-00-00 00:00] ";

/// The last line of a file that breaks off in the head of a message.
bool is_begun(std::string_view line) {
  for (const std::string_view shape : {kMinutes, kSeconds, kOldMinutes})
    if (line.size() >= 6 && line.size() < shape.size() && has_shape(line, shape.substr(0, line.size()))) return true;
  return false;
}

std::optional<Header> header_of(std::string_view line) {
  for (const std::string_view shape : {kMinutes, kSeconds, kOldMinutes}) {
    if (!has_shape(line, shape)) continue;
    std::string_view rest = line.substr(shape.size());
    const auto colon = rest.find(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    std::string_view text = rest.substr(colon + 1);
    if (text.starts_with(' ')) text.remove_prefix(1);
    return Header{line.substr(1, shape.size() - 3), rest.substr(0, colon), text};
  }
  return std::nullopt;
}

Timestamp time_of(std::string_view text) {
  std::string iso(text);
  if (const auto comma = iso.find(", "); comma != std::string::npos) iso.erase(comma, 1);
  Timestamp time = parse_iso8601(iso);
  time.raw = std::string(text);
  return time;
}

std::string without_mark(std::string_view line) {
  return std::string(line.starts_with("\xEF\xBB\xBF") ? line.substr(3) : line);
}

/// "![foto.jpg](./media/foto.jpg)", "[😀](../exported_stickers/…)": a file beside the chat. Taken out of the text.
void take_files(std::string& text, Message& message) {
  constexpr std::string_view kStickers = "../exported_stickers/";
  std::size_t from = 0;
  for (auto middle = text.find("](.", from); middle != std::string::npos && message.attachments.size() < 256;
       middle = text.find("](.", from)) {
    const auto open = text.rfind('[', middle);
    const auto close = text.find(')', middle);
    if (close == std::string::npos) return;
    const std::string_view path = std::string_view(text).substr(middle + 2, close - middle - 2);
    const bool sticker = path.starts_with(kStickers);
    from = middle + 2;
    if (open == std::string::npos || (!sticker && !path.starts_with("./"))) continue;
    const bool image = open > 0 && text[open - 1] == '!';
    Attachment file{.name = tidy_text(text.substr(open + 1, middle - open - 1))};
    if (sticker) {
      file.kind = AttachmentKind::sticker;
    } else {
      file.uri = signal_path(path);
      file.mime = std::string(mime_of(file.name));
      file.kind = image ? AttachmentKind::image : attachment_kind_of(file.name, file.mime);
    }
    message.attachments.push_back(std::move(file));
    from = image ? open - 1 : open;
    text.erase(from, close + 1 - from);
  }
}

/// Lines of signal-export that nobody typed: "> quoted", "(- Jane: ❤ -)", "(( sticker ))".
void read_body(std::string_view body, Message& message) {
  std::string text;
  while (!body.empty()) {
    const auto end = std::min(body.find('\n'), body.size());
    const std::string_view line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    const std::string_view bare = trim(line);
    if (bare.starts_with("> ")) {
      message.quoted += (message.quoted.empty() ? "" : "\n") + std::string(bare.substr(2));
    } else if (bare.starts_with("(( ") && bare.ends_with(" ))")) {
      message.attachments.push_back(
          {.name = tidy_text(bare.substr(3, bare.size() - 6)), .kind = AttachmentKind::sticker});
    } else if (!(bare.starts_with("(- ") && bare.ends_with(" -)"))) {
      text.append(line).append("\n");
    }
  }
  take_files(text, message);
  message.text = tidy_text(text);
  message.quoted = tidy_text(message.quoted);
}

void set_kind(Message& message) {
  if (message.text == "(This message was deleted)") {
    message.flags.deleted = true;
    message.text.clear();
    return;
  }
  set_signal_call(message);
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), chat_(entry) {}

  void look(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view line;
    while (lines.next(line)) {
      const std::string text = lines.number() == 1 ? without_mark(line) : std::string(line);  // the header points into it
      if (const auto header = header_of(text)) chat_.writes(tidy_text(header->sender));
    }
    entry.rewind();
  }

  void read(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      const std::string line = lines.number() == 1 ? without_mark(raw) : std::string(raw);
      if (lines.cut_bytes() > 0) too_long_ = true;
      if (!lines.ended() && is_begun(line)) {
        tally_.broken_off(Locator::at_line(lines.number()));
      } else if (const auto header = header_of(line)) {
        give();
        time_ = header->time;
        sender_ = tidy_text(header->sender);
        body_ = header->text;
        at_ = lines.number();
      } else if (at_ > 0) {
        body_.append("\n").append(line);
      } else if (!trim(line).empty()) {
        tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(lines.number()));
      }
    }
    give();
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMaxLineBytes)}});
    tally_.finish();
  }

 private:
  void give() {
    if (at_ == 0) return;
    Message message{.conversation = chat_.conversation(), .time = time_of(time_), .locator = Locator::at_line(at_)};
    read_body(body_, message);
    set_kind(message);
    sign_signal(sender_, message);
    const bool nothing = message.text.empty() && message.quoted.empty() && message.attachments.empty();
    if (nothing && !message.flags.deleted) tally_.absent();
    tally_.give(std::move(message));
    at_ = 0;
  }

  Tally tally_;
  SignalChat chat_;
  std::string time_, sender_, body_;
  std::uint64_t at_ = 0;
  bool too_long_ = false;
};

Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head();
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const bool markdown = entry.path().ends_with(".md");
  int looked = 0;
  bool first = true;
  while (!head.empty() && looked++ < 50) {
    const auto end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, end);
    // A chat of WhatsApp may hold a line that somebody copied out of one like these.
    if ((markdown || has_shape(line, kMinutes)) && header_of(line)) return first ? Bid::certain : Bid::weak;
    first = first && trim(line).empty();
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Chat chat(entry, sink);
  chat.look(entry);
  chat.read(entry);
}

}  // namespace

constinit const Importer importer{.id = "signal-text",
                                  .platform = "signal",
                                  .versions = "2018-2026",
                                  .gaps = "format.signal-text.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::signal_text
