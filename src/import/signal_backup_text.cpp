// signalbackup-tools, a program of others that reads a backup of Signal on Android, and its text of a conversation.
//
//   [Jan 05, 2026 10:00:00] <Noor Bakker> Hoi juf (Karin: ❤)
//   [Jan 05, 2026 10:01:00] *** <Karin> sent file "foto.jpg"
//   [Jan 05, 2026 10:01:00] <Karin> het bord
//   [Jan 05, 2026 10:02:00] *** You changed the group name
//   -> two messages, the second with a file, and a line of Signal
//
// Gaps: numbers of people, the zone, deleted and view-once messages (left out by the program), what a message answers.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whatsapp_lines.h"

namespace schouw::signal_backup_text {

extern const Importer importer;

namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20, kMostFiles = 256, kMostPeople = 1'000;

struct Line {
  std::string_view time, rest;
};

/// "[Jan 05, 2026 10:00:00] "
std::optional<Line> line_of(std::string_view line) {
  constexpr std::string_view kShape = " 00, 0000 00:00:00";
  if (!line.starts_with('[')) return std::nullopt;
  const auto close = line.substr(0, 48).find("] ");
  if (close == std::string_view::npos || close < kShape.size() + 3) return std::nullopt;
  const std::string_view time = line.substr(1, close - 1);
  if (!has_shape(time.substr(time.size() - kShape.size()), kShape)) return std::nullopt;
  return Line{time, line.substr(close + 2)};
}

struct Said {
  std::string_view name, text;
};

/// "<Noor Bakker> Hoi"
std::optional<Said> said(std::string_view rest) {
  if (!rest.starts_with('<')) return std::nullopt;
  const auto close = rest.find("> ");
  if (close == std::string_view::npos || close == 1) return std::nullopt;
  return Said{rest.substr(1, close - 1), rest.substr(close + 2)};
}

constexpr std::string_view kNote = "*** ", kSent = "sent file";

/// "<Karin> sent file "foto.jpg"", "<Karin> sent file of type image/jpeg"
std::optional<Attachment> file_in(std::string_view text) {
  if (!text.starts_with(kSent)) return std::nullopt;
  text = trim(text.substr(kSent.size()));
  Attachment file;
  constexpr std::string_view kType = "of type ";
  if (text.starts_with('"')) {
    file.name = tidy_text(text.substr(1, text.rfind('"') - 1));
    file.mime = std::string(mime_of(file.name));
  } else if (text.starts_with(kType)) {
    text.remove_prefix(kType.size());
    file.mime = tidy_text(text.substr(0, text.find(' ')));
  }
  file.kind = attachment_kind_of(file.name, file.mime);
  return file;
}

/// " (Noor: ❤; Bas: 👍)" at the end: signs that nobody typed there.
std::string_view without_reactions(std::string_view text) {
  const auto open = text.rfind(" (");
  if (!text.ends_with(')') || open == std::string_view::npos) return text;
  std::string_view inner = text.substr(open + 2, text.size() - open - 3);
  while (!inner.empty()) {
    const auto end = std::min(inner.find("; "), inner.size());
    const std::string_view one = inner.substr(0, end);
    const auto colon = one.rfind(": ");
    if (colon == std::string_view::npos || colon + 2 >= one.size() || static_cast<unsigned char>(one[colon + 2]) < 0x80)
      return text;
    inner.remove_prefix(std::min(end + 2, inner.size()));
  }
  return text.substr(0, open);
}

/// "Noor Bakker (_id3).txt" -> "Noor Bakker"
std::string title_of(std::string_view path) {
  std::string_view name = base_name(path);
  name = without_copy_mark(name.substr(0, name.rfind('.')));
  if (const auto id = name.rfind(" (_id"); id != std::string_view::npos && name.ends_with(')')) name = name.substr(0, id);
  return tidy_text(name);
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : title_(title_of(entry.path())), path_(with_archive(entry, entry.path())),
        tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    look(entry);
    read(entry);
  }

 private:
  void look(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      std::string line(raw);
      repair_utf8(line);
      const auto one = line_of(line);
      const auto who = one ? said(one->rest.starts_with(kNote) ? one->rest.substr(kNote.size()) : one->rest) : std::nullopt;
      if (who && people_.size() < kMostPeople) people_.insert(tidy_text(who->name));
    }
    entry.rewind();
    others_ = people_;
    others_.erase(title_);
    // A chat of two bears the name of the other; at most one more writes in it, and that is the owner.
    direct_ = others_.size() <= 1 && (people_.contains(title_) || others_.empty());
  }

  ConversationRef place() const {
    return {.key = one_sided_key(fold(title_), path_),
            .kind = direct_ ? ConversationKind::direct : ConversationKind::group,
            .title = title_};
  }

  AccountRef account(const std::string& name) const {
    return {.display_name = name, .is_owner = direct_ && name != title_};
  }

  void read(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      too_long_ = too_long_ || lines.cut_bytes() > 0;
      std::string line(raw);
      damage_.replaced_bytes += repair_utf8(line);
      if (const auto one = line_of(line))
        begin(*one, lines.number());
      else if (!lines.ended() && line.starts_with('[') && line.size() < 26 && line.find(']') == std::string::npos)
        broken_off(lines.number());
      else if (at_ > 0)
        go_on(line);
      else if (!trim(line).empty())
        tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(lines.number()));
    }
    give();
    give_files();
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMostBytes)}});
    tally_.finish(damage_);
  }

  void begin(const Line& line, std::uint64_t number) {
    give();
    const bool note = line.rest.starts_with(kNote);
    const std::string_view rest = note ? line.rest.substr(kNote.size()) : line.rest;
    const auto who = said(rest);
    const std::string name = who ? tidy_text(who->name) : std::string{};
    if (!files_.empty() && (name != name_ || line.time != time_)) give_files();
    time_ = line.time;
    name_ = name;
    if (auto file = note && who ? file_in(who->text) : std::nullopt) {
      if (files_.empty()) files_at_ = number;
      if (files_.size() < kMostFiles) files_.push_back(std::move(*file));
      return;
    }
    at_ = number;
    text_ = who ? who->text : rest;
  }

  void broken_off(std::uint64_t number) {
    give();
    give_files();
    tally_.broken_off(Locator::at_line(number));
  }

  void go_on(std::string_view line) {
    if (text_.size() > kMostBytes)
      too_long_ = true;
    else
      text_.append("\n").append(line);
  }

  Message message(std::uint64_t line) const {
    Message out{.conversation = place(), .time = parse_written_date(time_), .locator = Locator::at_line(line)};
    if (name_.empty()) {
      out.kind = MessageKind::system;
      return out;
    }
    out.sender = account(name_);
    if (direct_ && name_ != title_) out.recipients.push_back({.display_name = title_});
    if (direct_ && name_ == title_) out.recipients.push_back({.is_owner = true});
    return out;
  }

  /// Files without words.
  void give_files() {
    if (files_.empty()) return;
    Message out = message(files_at_);
    out.attachments = std::exchange(files_, {});
    tally_.give(std::move(out));
  }

  void give() {
    if (at_ == 0) return;
    Message out = message(files_.empty() ? at_ : files_at_);
    at_ = 0;
    constexpr std::string_view kPoll = "Poll: ";
    out.attachments = std::exchange(files_, {});
    if (text_.starts_with(kPoll) && text_.find("\n    ") != std::string::npos) {
      const auto end = text_.find('\n');
      out.attachments.push_back({.name = tidy_text(std::string_view(text_).substr(kPoll.size(), end - kPoll.size())),
                                 .kind = AttachmentKind::poll,
                                 .caption = tidy_text(std::string_view(text_).substr(end))});
    } else {
      out.text = tidy_text(without_reactions(text_));
    }
    if (out.kind == MessageKind::system) set_event(out);
    if (out.kind == MessageKind::message && out.text.empty() && out.attachments.empty()) tally_.absent();
    tally_.give(std::move(out));
  }

  static void set_event(Message& out) {
    const bool call = out.text.find(" call") != std::string::npos && out.text.size() < 64;
    if (!call) return;
    out.kind = MessageKind::call;
    out.event = ascii_lower(out.text).find("missed") != std::string::npos ? "missed-call" : "call";
  }

  std::string title_, path_;
  Tally tally_;
  std::set<std::string> people_, others_;
  bool direct_ = false, too_long_ = false;
  std::string time_, name_, text_;
  std::uint64_t at_ = 0, files_at_ = 0;
  std::vector<Attachment> files_;
  CsvDamage damage_;
};

Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head();
  const auto first = line_of(head.substr(0, head.find('\n')));
  if (!first) return Bid::no;
  return said(first->rest) || first->rest.starts_with(kNote) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Chat(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "signal-backup-text",
                                  .platform = "signal",
                                  .versions = "2023-2026",
                                  .gaps = "format.signal-backup-text.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::signal_backup_text
