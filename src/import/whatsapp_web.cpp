// WhatsApp in the browser and on the computer (2026), "Export chat": one zip, called as the chat is, with the same messages
// twice and the files in media/:
//   chat.txt   [1/31/26, 9:03:07 AM] Noor: <image omitted> Kijk eens
//              [1/31/26, 9:04:00 AM] - Noor added You
//   chat.md    ## January 31, 2026
//              [9:03 AM] **Noor:** [Image] Kijk eens
//   -> messages, from chat.txt; in any language it writes the month first and a clock of twelve hours
// The owner is "You", in the language of the browser. chat.md has the seconds less and what was answered more; it is not
// read, for each message would count twice.
// Gap: what was left out or forwarded is known in the languages of whatsapp_catalogue alone; else it is text.
#include <algorithm>

#include "plain_text.h"
#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "whatsapp_lines.h"
#include "whatsapp_members.h"
#include "whatsapp_title.h"
#include "whatsapp_web_text.h"

namespace schouw::whatsapp_web {
namespace {

constexpr std::string_view kTranscript = "chat.txt";

std::string title_of(const EntryReader& entry) {
  const std::string_view path = entry.path(), file = base_name(path);
  const std::string_view folder = path.substr(0, path.size() - file.size());
  std::string_view name = folder.empty() ? folder : base_name(folder.substr(0, folder.size() - 1));
  if (!is_plain_file(entry) && (name.empty() || name == ".")) {
    name = entry.source_name();
    name = name.substr(0, name.rfind('.'));
  }
  return tidy_text(without_copy_mark(name));
}

/// What the whole file tells: who writes, and whether it is a group.
struct Look {
  std::vector<std::string> speakers = {};
  bool group = false;
  std::string subject = {};
};

Look look_at(EntryReader& entry) {
  constexpr std::size_t kMost = 20'000;
  Look seen;
  LineReader lines(entry);
  std::string_view line;
  while (lines.next(line)) {
    const auto header = web_header(line);
    if (!header) continue;
    const WebLine said = web_line(header->body);
    if (!said.sender.empty()) {
      if (seen.speakers.size() < kMost && (seen.speakers.empty() || seen.speakers.back() != said.sender))
        seen.speakers.emplace_back(said.sender);
      if (seen.speakers.size() == kMost) sort_unique(seen.speakers);
      continue;
    }
    const auto notice = match_system_line(clean_whatsapp_text(said.text));
    if (!notice || !is_group_event(notice->event)) continue;
    seen.group = true;
    if (!notice->subject.empty()) seen.subject = notice->subject;
  }
  sort_unique(seen.speakers);
  entry.rewind();
  return seen;
}

/// Two names of which neither is what the chat is called are two of a group; more are one as well.
bool is_group(const Look& seen, const std::string& title) {
  if (seen.group || seen.speakers.size() > 2) return true;
  const AccountRef named = account_of(title);
  return seen.speakers.size() == 2 && !title.empty() &&
         std::ranges::none_of(seen.speakers, [&](const std::string& speaker) {
           const AccountRef one = account_of(speaker);
           return one.phone.empty() ? fold(title).starts_with(fold(one.display_name)) : one.phone == named.phone;
         });
}

ConversationRef conversation_of(const Look& seen, const EntryReader& entry) {
  ConversationRef chat{.title = title_of(entry)};
  if (chat.title.empty()) chat.title = nfc(seen.subject);
  if (is_group(seen, chat.title)) {
    chat.kind = ConversationKind::group;
    chat.key = "group\x1f" + fold(chat.title);
  } else {
    // The owner has no name here, so one chat of two owners cannot be told from two.
    chat.kind = ConversationKind::direct;
    chat.key = one_sided_key(fold(chat.title), std::string(entry.source_name()) + "/" + std::string(entry.path()));
  }
  repair_utf8(chat.key);
  return chat;
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink, Look seen)
      : entry_(entry),
        sink_(sink),
        seen_(std::move(seen)),
        conversation_(conversation_of(seen_, entry)),
        members_(AccountRef{.is_owner = true}, seen_.speakers) {}

  void read() {
    sink_.set(set_root(entry_.path(), {}));
    LineReader lines(entry_);
    std::string_view line;
    while (lines.next(line)) {
      if (lines.cut_bytes() > 0) too_long(lines.number(), lines.cut_bytes());
      if (web_header(line))
        begin(line, lines.number());
      else
        add(line, lines.number());
      if (!lines.ended() && is_cut_whatsapp_header(line)) cut_line_ = lines.number();
    }
    flush();
    finish();
  }

 private:
  void tell(std::string code, Severity severity, Loss loss, std::uint64_t line, std::vector<std::string> args,
            std::uint64_t lost_bytes = 0) {
    sink_.problem({.code = std::move(code),
                   .severity = severity,
                   .loss = loss,
                   .locator = Locator::at_line(line),
                   .args = std::move(args),
                   .lost_bytes = lost_bytes});
  }

  void too_long(std::uint64_t line, std::uint64_t bytes) {
    tell("line-too-long", Severity::medium, Loss::partial, line, {std::to_string(kMaxLineBytes)}, bytes);
  }

  void begin(std::string_view line, std::uint64_t number) {
    flush();
    first_ = line;
    rest_.clear();
    line_ = number;
    record_cut_ = false;
  }

  void add(std::string_view line, std::uint64_t number) {
    if (line_ == 0) {
      add_above(line, number);
      return;
    }
    const std::size_t room = kMaxLineBytes - std::min(kMaxLineBytes, first_.size() + rest_.size() + 1);
    if (line.size() > room) {
      if (!record_cut_) too_long(number, line.size() - room);
      record_cut_ = true;
      line = line.substr(0, room);
    }
    rest_.append("\n").append(line);
  }

  /// The notice of encryption stands above the messages, without a time, and below it that older ones may be missing.
  void add_above(std::string_view line, std::uint64_t number) {
    constexpr std::uint64_t kNotices = 2;
    if (trim(line).empty()) return;
    if (number == kNotices) older_missing_ = number;
    if (number <= kNotices) return;
    if (lost_bytes_ == 0) lost_line_ = number;
    lost_bytes_ += line.size() + 1;
  }

  void flush() {
    if (line_ == 0) return;
    const auto header = web_header(first_);
    if (!header) return;
    WebRecord read = web_record(*header, rest_);
    Message& message = read.message;
    message.conversation = conversation_;
    message.shared_precision = Precision::minute;
    message.locator = Locator::at_line(line_);
    repaired_ += read.repaired;
    if (message.flags.encrypted && absent_++ == 0) absent_line_ = line_;
    if (message.time.basis == Timestamp::Basis::none)
      tell("date-unreadable", Severity::medium, Loss::none, line_, {message.time.raw});
    if (message.sender) members_.seen(*message.sender, message.locator);
    if (read.system) members_.apply(*read.system, message.time, message.locator);
    ++records_;
    sink_.message(std::move(message));
  }

  void finish() {
    if (lost_bytes_ > 0) tell("bad-record", Severity::medium, Loss::partial, lost_line_, {}, lost_bytes_);
    if (cut_line_ > 0) tell("data-cut", Severity::medium, Loss::partial, cut_line_, {});
    if (older_missing_ > 0) tell("older-messages-missing", Severity::medium, Loss::none, older_missing_, {});
    if (absent_ > 0)
      tell("content-absent", Severity::medium, Loss::none, absent_line_, {std::to_string(absent_)});
    if (repaired_ > 0) tell("not-utf8", Severity::low, Loss::none, 1, {std::to_string(repaired_)});
    if (records_ == 0) return;
    if (conversation_.kind == ConversationKind::direct && !conversation_.title.empty())
      members_.seen(account_of(conversation_.title), Locator::at_line(1));
    sink_.conversation({.platform = "whatsapp",
                        .conversation = conversation_,
                        .members = members_.take(),
                        .locator = Locator::at_line(1)});
  }

  EntryReader& entry_;
  RecordSink& sink_;
  Look seen_;
  ConversationRef conversation_;
  MemberList members_;
  std::string first_, rest_;
  std::uint64_t line_ = 0, records_ = 0, lost_bytes_ = 0, lost_line_ = 0, cut_line_ = 0, older_missing_ = 0;
  std::uint64_t absent_ = 0, absent_line_ = 0;
  std::size_t repaired_ = 0;
  bool record_cut_ = false;
};

/// "# WhatsApp Chat Export: Klas 6B", a line with the day of the export, and below it a heading for the first day.
bool is_markdown(const EntryReader& entry) {
  const std::string_view file = base_name(entry.path());
  std::string_view head = entry.head();
  if (!file.ends_with(".md") || !head.starts_with("# ")) return false;
  const std::string_view title = take_line(head, false);
  if (title.find("WhatsApp") == std::string_view::npos || title.find(": ") == std::string_view::npos) return false;
  const std::size_t day = head.find("\n## ");
  const std::size_t message = head.find("] **");
  return day != std::string_view::npos && (message == std::string_view::npos || day < message);
}

Bid bid(const EntryReader& entry) {
  if (is_markdown(entry)) return Bid::certain;
  std::string_view head = entry.head();
  constexpr std::size_t kMostAbove = 5;
  std::string_view first;
  std::size_t lines_above = 0;
  int looked = 0;
  bool notice = false, other = false;
  std::size_t headers = 0, dashed_names = 0;
  while (!head.empty() && looked++ < 50) {
    const std::string_view line = take_line(head, false);
    if (trim(line).empty()) continue;
    if (const auto header = web_header(line)) {
      ++headers;
      const bool dashed = header->body.starts_with("- ");
      notice = notice || dashed;
      if (dashed && header->body.find(": ") != std::string_view::npos) ++dashed_names;
    } else if (headers == 0) {
      if (lines_above++ == kMostAbove) return Bid::no;
      if (first.empty()) first = line;
    } else {
      other = other || parse_whatsapp_header(line).has_value();
    }
  }
  if (headers == 0 || (other && !notice)) return Bid::no;
  if (headers > 1 && dashed_names == headers) return Bid::no;  // a dash before every name: programs that write the lines of a phone so
  const bool opened = lines_above > 0 && opens_chat(clean_whatsapp_text(first));
  const bool named = lines_above > 0 && base_name(entry.path()) == kTranscript;
  return opened || named || notice ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_markdown(entry)) {
    sink.stated_file(kTranscript);
    sink.nothing_here();
    return;
  }
  Look seen = look_at(entry);
  Chat(entry, sink, std::move(seen)).read();
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{
    .id = "whatsapp-web",
    .platform = "whatsapp",
    .versions = "2026",
    .gaps = "format.whatsapp-web.gaps",
    .bid = bid,
    .read = read,
};

}  // namespace schouw::whatsapp_web
