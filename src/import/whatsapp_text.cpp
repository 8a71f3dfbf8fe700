// WhatsApp "Chat exporteren": a text file, from Android or iPhone, in the language and region of the phone.
//   23-03-2022 13:31 - Jan: Is er morgen gym?          [23-03-2022 13:31:05] Jan: Is er morgen gym?
//   23-03-2022 13:32 - Jan heeft Els toegevoegd        a line without a name: written by the app
// Read twice: the order of day and month, and which colon ends a name, show only in the whole file.
// Gaps: no time zone, no list of members, no ids; deleted words and left-out media are not there.
#include <algorithm>
#include <array>
#include <utility>

#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "whatsapp_body.h"
#include "whatsapp_encoding.h"
#include "whatsapp_lines.h"
#include "whatsapp_members.h"
#include "whatsapp_survey.h"
#include "whatsapp_title.h"

namespace schouw::whatsapp_text {
namespace {

constexpr std::size_t kMaxRecordBytes = kMaxLineBytes;
constexpr std::size_t kMaxDateProblems = 50;

/// "<bob> Hoi", "*** <bob> sent a file": logs as of IRC, in which the name stands in angle brackets.
bool is_log_line(std::string_view body) { return body.starts_with('<') || body.starts_with("*** <"); }

bool is_log_word(std::string_view sender) {
  constexpr std::array<std::string_view, 9> kWords = {"INFO",  "WARN",  "WARNING", "ERROR",   "DEBUG",
                                                      "TRACE", "FATAL", "NOTICE",  "CRITICAL"};
  return std::ranges::any_of(kWords,
                             [&](std::string_view word) { return sender.find(word) != std::string_view::npos; });
}

struct Sniffed {
  std::size_t lines = 0, headers = 0, said = 0;
  std::size_t doubtful = 0;  ///< with a word behind the time that may be a half day
  bool first_line = false;
};

Sniffed sniff(std::string_view head) {
  Sniffed seen;
  const bool cr = ends_lines_with_cr(head);
  while (!head.empty() && seen.lines < 50) {
    const std::string_view line = take_line(head, cr);
    if (trim(line).empty()) continue;
    const auto header = parse_phone_header(line);
    const bool chat = header && !is_log_line(header->body) &&
                      !is_log_word(header->body.substr(0, std::min(header->body.find(':'), std::size_t{40})));
    if (chat && seen.lines == 0) seen.first_line = true;
    ++seen.lines;
    if (chat) ++(header->unknown_word ? seen.doubtful : seen.headers);
    if (chat && header->body.find(": ") != std::string_view::npos) ++seen.said;
  }
  return seen;
}

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  const Encoding encoding = sniff_encoding(head);
  const bool wide = encoding == Encoding::utf16le || encoding == Encoding::utf16be;
  std::size_t replaced = 0;
  const Sniffed seen =
      wide ? sniff(to_utf8(head.substr(0, head.size() & ~std::size_t{1}), encoding, replaced)) : sniff(head);
  // Dates that nobody's words stand behind, below other lines, are another program's.
  if (seen.headers + seen.doubtful == 0 || (!seen.first_line && seen.said == 0)) return Bid::no;
  const bool named = is_export_name(entry.path()) || is_export_name(entry.source_name());
  // "12-3-2024 9:30 gym - juf Els: zaal 2" is a plan of lessons, unless the file says that it is a chat.
  if (seen.headers == 0) return named && seen.first_line ? Bid::likely : Bid::no;
  if (seen.first_line && (named || seen.headers >= 3)) return Bid::certain;
  if (seen.first_line || (named && seen.headers >= 1) || seen.headers >= 3) return Bid::likely;
  return Bid::weak;
}

std::string direct_key(const ChatSurvey& survey, const std::string& title) {
  std::vector<std::string> names;
  for (const std::string& speaker : survey.speakers()) {
    const AccountRef account = account_of(speaker);
    names.push_back(account.phone.empty() ? fold(account.display_name) : account.phone);
  }
  // Until both have written, the other is known by the name of the file only.
  if (names.size() < 2 && !title.empty()) {
    const AccountRef other = account_of(title);
    names.push_back(other.phone.empty() ? fold(other.display_name) : other.phone);
  }
  sort_unique(names);
  std::string key = "direct";
  for (const std::string& name : names) key += "\x1f" + name;
  return key;
}

// A direct chat bears the name of the other; when both have written and neither is called so, it is a group.
// A longer title that begins with a name is a file that somebody renamed.
bool is_named_otherwise(const ChatSurvey& survey, const std::string& title) {
  if (title.empty() || survey.speakers().size() != 2) return false;
  const AccountRef named = account_of(title);
  return std::ranges::none_of(survey.speakers(), [&](const std::string& speaker) {
    const AccountRef account = account_of(speaker);
    if (!account.phone.empty()) return account.phone == named.phone;
    return fold(title).starts_with(fold(account.display_name));
  });
}

ConversationRef conversation_of(const ChatSurvey& survey, const EntryReader& entry) {
  ConversationRef ref;
  ref.title = title_from_names(entry.path(), entry.source_name());
  if (ref.title.empty()) {
    const AccountRef named = account_of(survey.notice_sender());
    ref.title = named.phone.empty() ? named.display_name : named.phone;
  }
  if (ref.title.empty()) ref.title = nfc(survey.last_subject());
  const bool group = survey.is_group() || is_named_otherwise(survey, ref.title);
  ref.kind = group ? ConversationKind::group : ConversationKind::direct;
  if (ref.kind == ConversationKind::direct)
    ref.key = direct_key(survey, ref.title);
  else if (!ref.title.empty())
    ref.key = "group\x1f" + fold(ref.title);
  else
    ref.key = "group\x1f\x1f" + std::string(survey.first_header());
  repair_utf8(ref.key);
  return ref;
}

// The second reading: lines to records, records to the sink.
class ChatReader {
 public:
  ChatReader(EntryReader& entry, RecordSink& sink, const ChatSurvey& survey)
      : entry_(entry),
        sink_(sink),
        survey_(survey),
        conversation_(conversation_of(survey, entry)),
        exporter_(exporter_of(survey)),
        members_(exporter_, survey.speakers()) {}

  void read() {
    // Each chat may come from another phone, also when they lie in one folder: "you" is somebody of this file.
    sink_.set(entry_.path());
    if (!exporter_.display_name.empty() || !exporter_.phone.empty()) sink_.owner(entry_.path(), exporter_);
    if (!survey_.order().certain)
      tell("ambiguous-date-order", survey_.order().slashes ? Severity::medium : Severity::low, Loss::none, 1,
           {std::string(name_of(survey_.order().order))});
    read_lines();
    finish();
  }

 private:
  static AccountRef exporter_of(const ChatSurvey& survey) {
    AccountRef account = survey.exporter().empty() ? AccountRef{} : account_of(survey.exporter());
    account.is_owner = true;
    return account;
  }

  void tell(std::string code, Severity severity, Loss loss, std::uint64_t line, std::vector<std::string> args,
            std::uint64_t lost_bytes = 0) {
    sink_.problem({.code = std::move(code),
                   .severity = severity,
                   .loss = loss,
                   .locator = Locator::at_line(line),
                   .args = std::move(args),
                   .lost_bytes = lost_bytes});
  }

  void read_lines() {
    LineReader lines(entry_);
    std::string_view line;
    while (lines.next(line)) {
      if (lines.cut_bytes() > 0) too_long(lines.number(), lines.cut_bytes());
      const auto header = parse_phone_header(line);
      if (header && survey_.accepts(*header))
        begin_record(line, *header, lines.number());
      else
        add_line(line, lines.number());
      if (!lines.ended() && open_ && !header && is_cut_whatsapp_header(line)) cut_line_ = lines.number();
    }
    flush();
  }

  void begin_record(std::string_view line, const WhatsAppHeader& header, std::uint64_t number) {
    flush();
    record_.first_of_file = records_ == 0;
    record_.first = line;
    record_.header = header;
    const std::string_view first = record_.first;
    record_.header.raw = first.substr(static_cast<std::size_t>(header.raw.data() - line.data()), header.raw.size());
    record_.header.body = first.substr(static_cast<std::size_t>(header.body.data() - line.data()));
    record_.rest.clear();
    record_.line = number;
    rest_lines_ = 0;
    open_ = true;
  }

  void add_line(std::string_view line, std::uint64_t number) {
    if (!open_) {
      if (trim(line).empty()) return;
      if (lost_bytes_ == 0) lost_line_ = number;
      lost_bytes_ += line.size() + 1;
      return;
    }
    const std::size_t room =
        kMaxRecordBytes - std::min(kMaxRecordBytes, record_.first.size() + record_.rest.size() + 1);
    if (line.size() > room) {
      if (!record_cut_) too_long(number, line.size() - room);
      record_cut_ = true;
      line = line.substr(0, room);
    }
    if (rest_lines_++ > 0) record_.rest += '\n';
    record_.rest += line;
  }

  void too_long(std::uint64_t line, std::uint64_t bytes) {
    tell("line-too-long", Severity::medium, Loss::partial, line, {std::to_string(kMaxLineBytes)}, bytes);
  }

  void flush() {
    if (!open_) return;
    open_ = false;
    record_cut_ = false;
    ++records_;
    while (record_.rest.ends_with('\n')) record_.rest.pop_back();
    ReadRecord read = read_record(record_, survey_, accounts_);
    Message& message = read.message;
    message.conversation = conversation_;
    message.shared_precision = Precision::minute;
    repaired_ += read.repaired;
    if (read.calendar != Calendar::gregorian && calendar_line_ == 0) {
      calendar_line_ = record_.line;
      calendar_ = read.calendar;
    }
    if (message.flags.encrypted && absent_++ == 0) absent_line_ = record_.line;
    if (message.time.basis == Timestamp::Basis::none && date_problems_++ < kMaxDateProblems)
      tell("date-unreadable", Severity::medium, Loss::none, record_.line, {message.time.raw});
    if (message.sender && is_exporter(*message.sender)) message.sender = exporter_;
    if (message.sender) members_.seen(*message.sender, message.locator);
    if (read.system) members_.apply(*read.system, message.time, message.locator);
    sink_.message(std::move(message));
  }

  bool is_exporter(const AccountRef& account) const {
    return account.display_name == exporter_.display_name && account.phone == exporter_.phone;
  }

  void finish() {
    if (lost_bytes_ > 0) tell("bad-record", Severity::medium, Loss::partial, lost_line_, {}, lost_bytes_);
    if (cut_line_ > 0) tell("data-cut", Severity::medium, Loss::partial, cut_line_, {});
    if (absent_ > 0)
      tell("content-absent", Severity::medium, Loss::none, absent_line_, {std::to_string(absent_)});
    if (calendar_line_ > 0)
      tell("calendar-era", Severity::low, Loss::none, calendar_line_, {std::string(name_of_calendar())});
    if (repaired_ > 0) tell("not-utf8", Severity::low, Loss::none, 1, {std::to_string(repaired_)});
    if (records_ == 0) return;
    const bool other_is_silent = conversation_.kind == ConversationKind::direct && survey_.speakers().size() < 2;
    if (other_is_silent && !conversation_.title.empty())
      members_.seen(account_of(conversation_.title), Locator::at_line(1));
    sink_.conversation({.platform = "whatsapp",
                        .conversation = conversation_,
                        .members = members_.take(),
                        .locator = Locator::at_line(1)});
  }

  std::string_view name_of_calendar() const {
    switch (calendar_) {
      case Calendar::gregorian:
        return "Gregorian";
      case Calendar::buddhist:
        return "BE";
      case Calendar::japanese:
        return "R";
      case Calendar::minguo:
        return "民國";
      case Calendar::persian:
        return "AP";
    }
    return {};
  }

  EntryReader& entry_;
  RecordSink& sink_;
  const ChatSurvey& survey_;
  ConversationRef conversation_;
  AccountRef exporter_;
  MemberList members_;
  AccountBook accounts_;
  ChatRecord record_;
  bool open_ = false, record_cut_ = false;
  std::uint64_t records_ = 0, rest_lines_ = 0, lost_bytes_ = 0, lost_line_ = 0, cut_line_ = 0;
  std::uint64_t calendar_line_ = 0, date_problems_ = 0;
  std::uint64_t absent_ = 0, absent_line_ = 0;
  std::size_t repaired_ = 0;
  Calendar calendar_ = Calendar::gregorian;
};

void read_chat(EntryReader& entry, RecordSink& sink) {
  const ChatSurvey survey(entry, entry.head());
  entry.rewind();
  ChatReader(entry, sink, survey).read();
}

void read(EntryReader& entry, RecordSink& sink) {
  const Encoding encoding = chat_encoding(entry.head());
  if (encoding == Encoding::utf8 || encoding == Encoding::utf8_bom) {
    read_chat(entry, sink);
    return;
  }
  Utf8Entry converted(entry, encoding);
  read_chat(converted, sink);
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{
    .id = "whatsapp-text",
    .platform = "whatsapp",
    .versions = "2014-2026",
    .gaps = "format.whatsapp-text.gaps",
    .bid = bid,
    .read = read,
};

}  // namespace schouw::whatsapp_text
