// sigtop, a program of others that reads Signal Desktop: a file a conversation, in three forms.
//
//   Conversation: Noor Bakker (+31610000201)                    text
//   (blank) From: Noor Bakker (+31610000201)
//   Type: incoming
//   Sent: Mon, 5 Jan 2026 10:00:00 +0100
//   (blank) Hoi juf
//
//   2026-01-05 10:00 Noor Bakker: Hoi juf                       text-short
//   [{"conversationId": "…", "type": "incoming", "source": "+31610000201", "sent_at": 1767603600000, "body": "Hoi juf"}]
//
//   -> a message of +31610000201, in a conversation of two
//
// Gaps: who is in a group and is silent; reactions; what a line about the group says, of which there is a name only.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "json_damage.h"
#include "mail_date.h"
#include "plain_text.h"
#include "schouw/base/json_stream.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "signal_place.h"
#include "tally.h"
#include "whatsapp_lines.h"

namespace schouw::signal_sigtop {

extern const Importer importer;

namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20, kMostFiles = 256;  ///< of one message

constexpr std::string_view kHead = "Conversation: ", kShort = "0000-00-00 00:00 ";

/// "Noor Bakker (+31610000201).txt"
std::string_view stem_of(std::string_view path) {
  const std::string_view name = base_name(path);
  return without_copy_mark(name.substr(0, name.rfind('.')));
}

Attachment file_of(std::string_view name, std::string_view mime) {
  Attachment file{.name = tidy_text(name == "no filename" ? std::string_view{} : name), .mime = tidy_text(mime)};
  file.kind = attachment_kind_of(file.name, file.mime);
  return file;
}

/// "foto.jpg (image/jpeg, 1234 bytes)"
Attachment file_in(std::string_view written) {
  const auto open = written.rfind(" (");
  if (open == std::string_view::npos) return file_of(written, {});
  const std::string_view about = written.substr(open + 2);
  return file_of(written.substr(0, open), about.substr(0, about.find_first_of(",)")));
}

/// A value behind "Name: "; nothing when the line is another.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
  if (!line.starts_with(name) || !line.substr(name.size()).starts_with(": ")) return std::nullopt;
  return line.substr(name.size() + 2);
}

/// One message of the long form: its lines, taken apart when it is whole.
struct Block {
  std::string from = {}, type = {}, sent = {}, received = {};
  bool edited = false;
  std::vector<Attachment> files = {};
  std::vector<std::string> body = {};
  std::uint64_t line = 0, bytes = 0;
  bool in_head = true;
};

/// What a message says, or one version of it: "> " in front is what it answers.
struct Words {
  std::string text = {}, quoted = {};
};

Words words_of(std::span<const std::string> lines) {
  Words out;
  std::size_t i = 0;
  while (i < lines.size() && trim(lines[i]).empty()) ++i;
  if (i < lines.size() && lines[i].starts_with("> From: ")) {
    bool body = false;
    for (; i < lines.size() && lines[i].starts_with('>'); ++i) {
      const std::string_view said = std::string_view(lines[i]).substr(lines[i].size() > 1 ? 2 : 1);
      if (body) out.quoted.append(said).append("\n");
      body = body || said.empty();
    }
  }
  for (; i < lines.size(); ++i) out.text.append(lines[i]).append("\n");
  out.text = tidy_text(out.text);
  out.quoted = tidy_text(out.quoted);
  return out;
}

class LongText {
 public:
  LongText(EntryReader& entry, std::string_view with, RecordSink& sink)
      : place_(entry, with), tally_(importer, place_.root(), sink) {}

  void read(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      if (lines.cut_bytes() > 0) too_long_ = true;
      if (lines.number() == 1) continue;
      std::string line(raw);
      damage_.replaced_bytes += repair_utf8(line);
      take(std::move(line), lines.number());
    }
    const bool begun = !lines.ended() && (!held_.empty() || (block_ && block_->in_head));
    if (!held_.empty()) begun ? give() : put("From: " + held_);
    if (begun) {
      tally_.broken_off(Locator::at_line(held_.empty() ? block_->line : held_line_));
    } else {
      give();
    }
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMostBytes)}});
    tally_.finish(damage_);
  }

 private:
  /// A message begins with "From: …", "Type: …" behind a blank line; lines of Signal have no "From".
  bool begins(const std::string& line) const {
    const auto type = value_of(line, "Type");
    if (!type || type->empty() || type->find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string_view::npos)
      return false;
    if (!held_.empty()) return true;
    return !block_ || ends_blank();
  }

  /// Behind a blank line the next message may begin.
  bool ends_blank() const { return !block_->in_head && (block_->body.empty() || block_->body.back().empty()); }

  void take(std::string line, std::uint64_t number) {
    if (begins(line)) {
      give();
      block_ = Block{.from = std::exchange(held_, {}), .type = line.substr(6), .line = held_line_ != 0 ? held_line_ : number};
      held_line_ = 0;
      return;
    }
    // Whether "From: …" begins a message shows on the next line.
    if (!held_.empty()) put("From: " + std::exchange(held_, {}));
    held_line_ = 0;
    const bool may = !block_ || ends_blank();
    if (const auto from = value_of(line, "From"); from && may) {
      held_ = std::string(*from);
      held_line_ = number;
      return;
    }
    put(std::move(line));
  }

  void put(std::string line) {
    if (!block_) {
      if (!trim(line).empty())
        tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(2));
      return;
    }
    if (block_->in_head && field(line)) return;
    block_->in_head = false;
    block_->bytes += line.size() + 1;
    if (block_->bytes > kMostBytes) return void(too_long_ = true);
    block_->body.push_back(std::move(line));
  }

  bool field(const std::string& line) {
    if (const auto sent = value_of(line, "Sent")) return block_->sent = *sent, true;
    if (const auto received = value_of(line, "Received")) return block_->received = *received, true;
    if (const auto file = value_of(line, "Attachment")) {
      if (block_->files.size() < kMostFiles) block_->files.push_back(file_in(*file));
      return true;
    }
    if (value_of(line, "Reaction")) return true;
    if (value_of(line, "Edited")) return block_->edited = true, true;
    return false;
  }

  Message message(const Words& words, std::string_view sent) const {
    Message out{.conversation = place_.ref(), .time = mail_date(sent), .text = words.text};
    out.locator = Locator::at_line(block_->line);
    out.quoted = words.quoted;
    if (block_->type == "outgoing" || block_->from == "You")
      out.sender = AccountRef{.is_owner = true};
    else if (AccountRef who = signal_account(signal_name(block_->from)); !who.empty())
      out.sender = std::move(who);
    return out;
  }

  void give() {
    if (!block_) return;
    const std::string& sent = block_->sent.empty() || block_->sent == "unknown" ? block_->received : block_->sent;
    if (block_->edited) {
      versions(sent);
    } else {
      Message out = message(words_of(block_->body), sent);
      out.attachments = std::move(block_->files);
      end(std::move(out));
    }
    block_.reset();
  }

  void end(Message&& out) {
    set_signal_type(block_->type, out);
    place_.address(out);
    if (out.kind == MessageKind::message && out.text.empty() && out.attachments.empty()) tally_.absent();
    tally_.give(std::move(out));
  }

  /// "| Version: 2", "| Sent: …", "|", "| words", "|", "| Version: 1", …: the last one is on top.
  void versions(const std::string& sent) {
    std::vector<std::string> lines;
    std::vector<Attachment> files;
    std::string at = sent;
    int given = 0;
    bool head = true;
    const auto give_version = [&] {
      Message out = message(words_of(lines), at);
      out.attachments = std::exchange(files, {});
      if (given++ == 0) {
        out.flags.edited = true;
        return end(std::move(out));
      }
      out.kind = MessageKind::event;
      out.event = "earlier-version";
      tally_.give(std::move(out));
    };
    bool any = false;
    for (const std::string& raw : block_->body) {
      if (!raw.starts_with('|')) continue;
      const std::string_view line = std::string_view(raw).substr(raw.size() > 1 ? 2 : 1);
      if (value_of(line, "Version")) {
        if (any) give_version();
        lines.clear();
        head = any = true;
      } else if (const auto file = value_of(line, "Attachment"); head && file) {
        if (files.size() < kMostFiles) files.push_back(file_in(*file));
      } else if (const auto when = value_of(line, "Sent"); head && when) {
        at = std::string(*when);
      } else {
        head = false;
        lines.emplace_back(line);
      }
    }
    any ? give_version() : end(message({}, sent));
  }

  SignalPlace place_;
  Tally tally_;
  std::optional<Block> block_;
  std::string held_;
  std::uint64_t held_line_ = 0;
  CsvDamage damage_;
  bool too_long_ = false;
};

/// "2026-01-05 10:00 Noor Bakker: Hoi juf"
struct ShortHead {
  std::string_view time, name, text;
};
std::optional<ShortHead> short_head(std::string_view line) {
  if (!has_shape(line, kShort)) return std::nullopt;
  const std::string_view rest = line.substr(kShort.size());
  auto colon = rest.find(": ");
  if (colon == std::string_view::npos && rest.ends_with(':')) colon = rest.size() - 1;
  if (colon == std::string_view::npos || colon == 0 || rest.starts_with("- ")) return std::nullopt;
  return ShortHead{line.substr(0, kShort.size() - 1), rest.substr(0, colon), rest.substr(std::min(colon + 2, rest.size()))};
}

class ShortText {
 public:
  ShortText(EntryReader& entry, RecordSink& sink)
      : place_(entry, stem_of(entry.path())), tally_(importer, place_.root(), sink) {}

  void read(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      std::string line(raw);
      damage_.replaced_bytes += repair_utf8(line);
      if (const auto head = short_head(line)) {
        give();
        time_ = head->time;
        name_ = tidy_text(head->name);
        text_ = head->text;
        at_ = lines.number();
      } else if (at_ > 0) {
        if (text_.size() > kMostBytes)
          too_long_ = true;
        else
          text_.append("\n").append(line);
      } else if (!trim(line).empty()) {
        tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(lines.number()));
      }
    }
    give();
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMostBytes)}});
    tally_.finish(damage_);
  }

 private:
  void give() {
    if (at_ == 0) return;
    Message out{.conversation = place_.ref(), .time = parse_iso8601(time_), .locator = Locator::at_line(at_)};
    if (name_ == "You")
      out.sender = AccountRef{.is_owner = true};
    else if (name_ != "Unknown")
      out.sender = sender();
    std::string type = "incoming";
    details(type, out);
    out.text = tidy_text(text_);
    set_signal_type(type, out);
    place_.address(out);
    if (out.kind == MessageKind::message && out.text.empty() && out.attachments.empty()) tally_.absent();
    tally_.give(std::move(out));
    at_ = 0;
  }

  /// The name of the file has the number of the other, the line only the name.
  AccountRef sender() const {
    const AccountRef other = place_.other();
    return other.display_name == name_ || other.phone == name_ ? other : AccountRef{.display_name = name_};
  }

  /// "[reply to Noor on 2026-01-05 10:00, edited, 2 attachments]", "[group-v2-change message]"
  void details(std::string& type, Message& out) {
    constexpr std::string_view kMessage = " message";
    const auto close = text_.find(']');
    if (!text_.starts_with('[') || close == std::string::npos || text_.find('\n') < close) return;
    const std::string inner = text_.substr(1, close - 1);
    if (inner.ends_with(kMessage) && inner.find(' ') == inner.size() - kMessage.size()) {
      type = inner.substr(0, inner.size() - kMessage.size());
      text_.erase(0, close + 1);
      return;
    }
    const auto files = inner.rfind(" attachment");
    const auto number = inner.rfind(' ', files == std::string::npos ? 0 : files - 1);
    const bool reply = inner.starts_with("reply to "), edited = inner == "edited" || inner.find(", edited") != std::string::npos || inner.starts_with("edited,");
    if (!reply && !edited && files == std::string::npos) return;
    out.flags.edited = edited;
    if (files != std::string::npos) {
      const std::size_t from = number == std::string::npos ? 0 : number + 1;
      const auto count = Json(std::string_view(inner).substr(from, files - from)).integer().value_or(0);
      for (std::int64_t i = 0; i < std::min<std::int64_t>(count, 64); ++i) out.attachments.emplace_back();
    }
    text_.erase(0, close + 1);
  }

  SignalPlace place_;
  Tally tally_;
  std::string time_, name_, text_;
  std::uint64_t at_ = 0;
  CsvDamage damage_;
  bool too_long_ = false;
};

/// A row of Signal Desktop's own database.
void give_row(const Json& row, const SignalPlace& place, Locator at, Tally& tally) {
  const std::string type = tidy_text(row.str("type"));
  const auto sent = row.at("sent_at").integer(), other = row.at("timestamp").integer();
  const std::int64_t ms = sent.value_or(other.value_or(row.at("received_at").integer().value_or(0)));
  if (type.empty() || ms <= 0) return tally.unknown(row, std::move(at));
  Message out{.conversation = place.ref(), .time = instant_ms(ms, Precision::millisecond, std::to_string(ms))};
  out.locator = std::move(at);
  out.text = tidy_text(row.str("body"));
  out.quoted = tidy_text(row.at("quote").str("text"));
  if (type == "outgoing") {
    out.sender = AccountRef{.is_owner = true};
  } else {
    AccountRef who = place.other();
    const std::string phone = tidy_text(row.str("source"));
    std::string id = tidy_text(row.str("sourceServiceId"));
    if (id.empty()) id = tidy_text(row.str("sourceUuid"));
    if (place.is_group() || (!phone.empty() && !who.phone.empty() && phone != who.phone)) who = {};
    if (phone.starts_with('+')) who.phone = phone;
    // Who is written to has a number only; with an id beside it the sender would be another account.
    if (!id.empty() && who.phone.empty()) who.native_id = ascii_lower(id);
    if (!who.empty() && (type == "incoming" || type == "story")) out.sender = std::move(who);
  }
  for (const Json& one : row.at("attachments").items()) out.attachments.push_back(file_of(one.str("fileName"), one.str("contentType")));
  if (row.at("sticker").is_object()) out.attachments.push_back({.kind = AttachmentKind::sticker});
  for (const Json& one : row.at("contact").items())
    out.attachments.push_back({.name = tidy_text(one.at("name").str("displayName")), .kind = AttachmentKind::contact});
  if (row.at("isViewOnce").boolean().value_or(false))
    for (Attachment& file : out.attachments) file.view_once = true;
  out.flags.deleted = row.at("deletedForEveryone").boolean().value_or(false);
  out.flags.edited = row.at("editHistory").size() > 0;
  set_signal_type(type, out);
  place.address(out);
  const bool silent = out.text.empty() && out.attachments.empty() && !out.flags.deleted;
  if (out.kind == MessageKind::message && silent) tally.absent();
  tally.give(std::move(out));
}

void read_rows(EntryReader& entry, RecordSink& sink) {
  const SignalPlace place(entry, stem_of(entry.path()));
  Tally tally(importer, place.root(), sink);
  const auto step = [](std::span<const std::string_view> path, bool) { return path.empty() ? JsonStep::enter : JsonStep::take; };
  tally.finish(stream_json(bytes_of(entry), {step, [&](const JsonItem& item, Json&& value) {
                                               if (item.path.empty()) return;
                                               if (!item.complete) return tally.cut();
                                               give_row(value, place, Locator::at_index(item.index), tally);
                                             }}));
}

enum class Form { none, text, brief, rows };

/// Others write a date, a clock and a name too; "You" and the name of the file are of this program.
bool is_brief(const EntryReader& entry, std::string_view head) {
  if (!short_head(head.substr(0, head.find('\n')))) return false;
  const SignalName name = signal_name(stem_of(entry.path()));
  const bool ours = name.detail == "group" || name.detail.starts_with('+') || is_signal_id(name.detail);
  return ours || (head.find(" You: ") != std::string_view::npos && mentions(head, {" message]\n", ": [reply to "}));
}

Form form_of(const EntryReader& entry) {
  std::string_view head = entry.head();
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (head.starts_with(kHead))
    return mentions(head.substr(0, 4096), {"\nType: incoming", "\nType: outgoing", "\nType: "}) ? Form::text : Form::none;
  if (has_shape(head, kShort)) return is_brief(entry, head) ? Form::brief : Form::none;
  if (!mentions(head, {"\"conversationId\""}) || !mentions(head, {"\"sent_at\""})) return Form::none;
  const JsonShape shape = json_shape(head);
  const bool rows = shape.is_json && shape.root_is_array && shape.item_has("conversationId") && shape.item_has("type") && shape.item_has("sent_at");
  return rows ? Form::rows : Form::none;
}

Bid bid(const EntryReader& entry) { return form_of(entry) == Form::none ? Bid::no : Bid::certain; }

void read(EntryReader& entry, RecordSink& sink) {
  std::string_view head = entry.head();
  switch (form_of(entry)) {
    case Form::rows:
      return read_rows(entry, sink);
    case Form::brief:
      return ShortText(entry, sink).read(entry);
    case Form::text:
    case Form::none:
      break;
  }
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::string_view line = head.substr(0, head.find('\n'));
  LongText(entry, line.starts_with(kHead) ? line.substr(kHead.size()) : std::string_view{}, sink).read(entry);
}

}  // namespace

constinit const Importer importer{.id = "signal-sigtop",
                                  .platform = "signal",
                                  .versions = "2021-2026",
                                  .gaps = "format.signal-sigtop.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::signal_sigtop
