// KakaoTalk, "Export chat" (대화 내보내기): one text or table a chat.
//
//   Noor 님과 카카오톡 대화                     computer: a line for the day, and clock and name in brackets
//   저장한 날짜 : 2026-01-09 16:12:30
//   --------------- 2026년 1월 5일 월요일 ---------------
//   [Noor] [오후 2:03] Hoi
//
//   2026년 1월 5일 오후 2:03, Noor : Hoi        Android; January 5, 2026 at 2:03 PM, Noor : Hoi
//   2026. 1. 5. 오후 2:04: Noor님이 나갔습니다.  iPhone; behind a colon or without a name: the app itself
//
//   Date,User,Message                          Mac: KakaoTalk_Chat_….csv
//   -> messages; 회원님 and "you" are the owner
//
// Gaps: names only, no zone, mostly no seconds; files are a word (사진); who is in a group and writes nothing.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "csv_rows.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whatsapp_dates.h"
#include "whatsapp_header.h"
#include "whatsapp_lines.h"

namespace schouw::kakaotalk_text {

extern const Importer importer;

namespace {

constexpr std::size_t kMostPeople = 1'000, kMostBytes = std::size_t{1} << 20;

std::string_view without_mark(std::string_view line) {
  return line.starts_with("\xEF\xBB\xBF") ? line.substr(3) : line;
}

/// "8:34pm, July 9, 2015", as an old Android wrote it, with the clock behind.
std::string clock_last(std::string_view text) {
  const std::size_t comma = text.find(", ");
  const bool clock = comma != std::string_view::npos && is_digit(text[0]) &&
                     (text.substr(0, comma).ends_with("am") || text.substr(0, comma).ends_with("pm"));
  if (!clock) return std::string(text);
  return std::string(text.substr(comma + 2)) + ", " + std::string(text.substr(0, comma - 2)) + " " +
         std::string(text.substr(comma - 2, 2));
}

/// A day and a clock and nothing else; basis none when it is not.
Timestamp moment_of(std::string_view text) {
  constexpr std::size_t kShortest = 10, kLongest = 60;
  if (text.size() < kShortest || text.size() > kLongest) return {};
  const std::string bracket = "[" + std::string(text) + "] ";
  const auto header = parse_whatsapp_header(bracket);
  // A word that is no half of a day is a name.
  if (header && header->digits[0] == 4 && header->raw == text && header->half != HalfDay::unknown)
    return time_of(*header, DateOrder::year_month_day);
  const bool month = (text[0] >= 'A' && text[0] <= 'Z') || is_digit(text[0]);
  if (!month || text.find(':') == std::string_view::npos) return {};
  Timestamp time = parse_written_date(clock_last(text));
  if (time.basis == Timestamp::Basis::none || time.precision == Precision::day) return {};
  time.raw = std::string(text);
  return time;
}

struct Line {
  enum class Kind { said, notice, day } kind = Kind::said;
  Timestamp time = {};
  std::string_view sender = {}, text = {};
};

/// "2026년 1월 5일 오후 2:03, Noor : Hoi"
std::optional<Line> phone_line(std::string_view line) {
  constexpr std::size_t kFurthest = 60;
  if (line.empty() || (!is_digit(line[0]) && (line[0] < 'A' || line[0] > 'Z'))) return std::nullopt;
  Line out;
  std::size_t end = 0;
  for (std::size_t at = 0; at < std::min(line.size() + 1, kFurthest); ++at) {
    const bool stop = at == line.size() || ((line[at] == ',' || line[at] == ':') && line.substr(at + 1).starts_with(' '));
    if (!stop) continue;
    const Timestamp time = moment_of(line.substr(0, at));
    if (time.basis == Timestamp::Basis::none) continue;
    // The first: with a name behind it, it may read as a date as well.
    out.time = time;
    end = at;
    break;
  }
  if (end == 0) return std::nullopt;
  if (end == line.size()) {
    out.kind = Line::Kind::day;
    return out;
  }
  out.text = line.substr(end + 2);
  const std::size_t colon = line[end] == ',' ? out.text.find(" : ") : std::string_view::npos;
  if (colon == std::string_view::npos || colon == 0) {
    out.kind = Line::Kind::notice;
    return out;
  }
  out.sender = out.text.substr(0, colon);
  out.text.remove_prefix(colon + 3);
  return out;
}

/// "--------------- 2026년 1월 5일 월요일 ---------------", "… Monday, January 5, 2026 …"
std::optional<Civil> day_of(std::string_view line) {
  if (!line.starts_with("-----") || !line.ends_with("-----")) return std::nullopt;
  const std::size_t begin = line.find_first_not_of("- "), end = line.find_last_not_of("- ");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view text = line.substr(begin, end - begin + 1);
  if (const Timestamp time = parse_written_date(text); time.basis != Timestamp::Basis::none) return ms_to_civil(time.ms);
  std::array<int, 3> numbers = {};
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < numbers.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const char* const first = text.data() + at;
    const auto read = std::from_chars(first, text.data() + text.size(), numbers[count]);
    if (read.ec != std::errc{}) return std::nullopt;
    at += static_cast<std::size_t>(read.ptr - first);
    ++count;
  }
  const Civil day{numbers[0], numbers[1], numbers[2]};
  return count == numbers.size() && civil_to_ms(day) ? std::optional(day) : std::nullopt;
}

/// "[Noor] [오후 2:03] Hoi", "[Noor] [2:03 PM] Hoi"; the day stands above.
std::optional<Line> computer_line(std::string_view line, const std::optional<Civil>& day) {
  if (!line.starts_with('[')) return std::nullopt;
  const std::size_t middle = line.find("] [");
  if (middle == std::string_view::npos || middle < 2) return std::nullopt;
  const std::size_t close = line.find(']', middle + 3);
  if (close == std::string_view::npos || close - middle > 30) return std::nullopt;
  const std::string clock(line.substr(middle + 3, close - middle - 3));
  const Civil on = day.value_or(Civil{2000, 1, 1});
  const std::string written = std::to_string(on.year) + ". " + std::to_string(on.month) + ". " + std::to_string(on.day);
  // The clock alone has no form of its own: it is read with the day in front.
  const std::string bracket = "[" + written + ". " + clock + "] ";
  const auto header = parse_whatsapp_header(bracket);
  if (!header) return std::nullopt;
  Line out{.time = day ? time_of(*header, DateOrder::year_month_day) : no_time(clock)};
  out.sender = line.substr(1, middle - 1);
  out.text = line.substr(close + 1);
  if (out.text.starts_with(' ')) out.text.remove_prefix(1);
  return out;
}

std::string_view event_of(std::string_view text) {
  constexpr auto kEvents = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"초대했습니다", "member-added"},
       {"들어왔습니다", "member-joined"},
       {"나갔습니다", "member-left"},
       {"내보냈습니다", "member-removed"},
       {" invited ", "member-added"},
       {" joined this chatroom", "member-joined"},
       {" left this chatroom", "member-left"}});
  for (const auto& [words, event] : kEvents)
    if (text.find(words) != std::string_view::npos) return event;
  return {};
}

/// On a computer who came and went stands on a line without a clock.
bool is_notice(std::string_view line) {
  return line.size() < 300 && line.find("님") != std::string_view::npos && line.ends_with("습니다.") &&
         !event_of(line).empty();
}

void set_file(Message& message) {
  constexpr auto kWords = std::to_array<std::pair<std::string_view, AttachmentKind>>(
      {{"사진", AttachmentKind::image},      {"Photo", AttachmentKind::image},       {"photo", AttachmentKind::image},
       {"동영상", AttachmentKind::video},    {"Video", AttachmentKind::video},       {"video", AttachmentKind::video},
       {"음성메시지", AttachmentKind::audio}, {"Voice Note", AttachmentKind::audio},  {"이모티콘", AttachmentKind::sticker},
       {"(이모티콘)", AttachmentKind::sticker}, {"(emoticon)", AttachmentKind::sticker}, {"Emoticon", AttachmentKind::sticker}});
  std::string_view word = message.text;
  if (word == "삭제된 메시지입니다." || word == "This message was deleted." || word == "The message has been deleted.") {
    message.flags.deleted = true;
    message.text.clear();
    return;
  }
  if (word.size() > 2 && word.starts_with('<') && word.ends_with('>')) word = word.substr(1, word.size() - 2);
  // "사진 3장": three at once.
  const bool several = word.starts_with("사진 ") && word.ends_with("장") && word.size() < 14 && is_digit(word[7]);
  const auto found = std::ranges::find(kWords, several ? std::string_view("사진") : word,
                                       &std::pair<std::string_view, AttachmentKind>::first);
  if (found != kWords.end()) {
    message.attachments.push_back({.kind = found->second});
    message.text.clear();
    return;
  }
  for (const std::string_view before : {"파일: ", "File: "}) {
    if (!word.starts_with(before) || mime_of(word).empty() || word.find('\n') != std::string_view::npos) continue;
    Attachment file{.name = std::string(word.substr(before.size()))};
    file.mime = mime_of(file.name);
    file.kind = attachment_kind_of(file.name, file.mime);
    message.attachments.push_back(std::move(file));
    message.text.clear();
    return;
  }
}

struct Title {
  std::string name = {};
  bool group = false;
};

/// "Noor 님과 카카오톡 대화", "Klas 6B (4명)과 카카오톡 대화", "KakaoTalk Chats with Klas 6B (4)".
std::optional<Title> title_of(std::string_view line) {
  line = trim(without_mark(line));
  constexpr auto kBehind = std::to_array<std::string_view>(
      {" 님과 카카오톡 대화", "님과 카카오톡 대화", " 님과의 카카오톡 대화", "님과의 카카오톡 대화", "과 카카오톡 대화",
       " 카카오톡 대화", " with KakaoTalk Chats", " KakaoTalk Chats"});
  constexpr std::string_view kBefore = "KakaoTalk Chats with ";
  const auto* behind = std::ranges::find_if(kBehind, [&](std::string_view one) { return line.ends_with(one); });
  if (behind != kBehind.end())
    line.remove_suffix(behind->size());
  else if (line.starts_with(kBefore))
    line.remove_prefix(kBefore.size());
  else
    return std::nullopt;
  Title title;
  // How many are in it stands behind the name.
  const std::size_t blank = line.rfind(' ');
  if (blank != std::string_view::npos) {
    std::string_view count = line.substr(blank + 1);
    if (count.starts_with('(')) count.remove_prefix(1);
    int people = 0;
    const auto read = std::from_chars(count.data(), count.data() + count.size(), people);
    const std::string_view left(read.ptr, static_cast<std::size_t>(count.data() + count.size() - read.ptr));
    if (read.ec == std::errc{} && people > 2 && (left.empty() || left == ")" || left == "명)")) {
      title.group = true;
      line = line.substr(0, blank);
    }
  }
  title.name = tidy_text(line);
  return title;
}

bool is_saved(std::string_view line) {
  line = without_mark(line);
  return line.starts_with("저장한 날짜") || line.starts_with("Date Saved :") || line.starts_with("Saved Date :");
}

bool is_me(std::string_view name) { return name == "회원님" || name == "you" || name == "You"; }

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(entry.path()), sink) {
    where_ = with_archive(entry, entry.path());
  }

  void read_text(EntryReader& entry) {
    each_line(entry, true);
    entry.rewind();
    each_line(entry, false);
    end();
    finish();
  }

  void read_table(EntryReader& entry, const CsvHead& head) {
    title_.group = false;
    read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) {
      if (part == CsvPart::whole && people_.size() < kMostPeople) people_.insert(tidy_text(row.at("user")));
    });
    entry.rewind();
    const CsvDamage damage = read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) {
      if (part == CsvPart::cut) return tally_.cut();
      time_ = parse_iso8601(row.at("date"));
      sender_ = tidy_text(row.at("user"));
      body_ = row.at("message");
      at_ = row.line();
      end();
    });
    say_members();
    tally_.finish(damage);
  }

 private:
  void each_line(EntryReader& entry, bool looking) {
    LineReader lines(entry);
    std::string_view raw;
    day_.reset();
    while (lines.next(raw)) {
      too_long_ = too_long_ || lines.cut_bytes() > 0;
      const std::string_view line = lines.number() == 1 ? without_mark(raw) : raw;
      if (lines.number() <= 3 && above(line)) continue;
      if (const auto day = day_of(line)) {
        if (!looking) end();
        day_ = day;
        continue;
      }
      auto found = computer_line(line, day_);
      if (!found) found = phone_line(line);
      if (!found && day_ && is_notice(line)) found = notice_of(line);
      if (looking)
        look(found);
      else if (!found && !lines.ended() && is_begun(line))
        say_cut(lines.number());
      else
        take(found, line, lines.number());
    }
  }

  /// The last line breaks off in what stands before the words.
  static bool is_begun(std::string_view line) {
    if (line.size() > 60) return false;
    if (line.starts_with('[')) return std::ranges::count(line, ']') < 2;
    return line.size() > 4 && has_shape(line, "0000") && (line.substr(4).starts_with("년") || line[4] == '.');
  }

  void say_cut(std::uint64_t number) {
    end();
    tally_.broken_off(Locator::at_line(number));
  }

  bool above(std::string_view line) {
    if (is_saved(line)) return true;
    // An iPhone writes the name of the file: "Klas 6B (4명)과 카카오톡 대화-1.txt".
    const bool file = line.ends_with(".txt");
    const auto title = title_of(file ? line.substr(0, std::min(line.rfind('-'), line.size() - 4)) : line);
    if (title) title_ = *title;
    return file || title.has_value();
  }

  Line notice_of(std::string_view line) const {
    return {.kind = Line::Kind::notice, .time = local_time(*day_, Precision::day, {}), .sender = {}, .text = line};
  }

  void look(const std::optional<Line>& line) {
    if (line && line->kind == Line::Kind::said && people_.size() < kMostPeople) people_.insert(tidy_text(line->sender));
  }

  void take(const std::optional<Line>& line, std::string_view raw, std::uint64_t number) {
    if (!line) {
      if (at_ > 0) {
        if (body_.size() < kMostBytes)
          body_.append("\n").append(raw);
        else
          too_long_ = true;
      } else if (!trim(raw).empty() && !is_weekday(raw)) {
        tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(number));
      }
      return;
    }
    end();
    if (line->kind == Line::Kind::day) return;
    at_ = number;
    notice_ = line->kind == Line::Kind::notice;
    time_ = line->time;
    sender_ = tidy_text(line->sender);
    body_ = line->text;
  }

  /// "2026년 1월 5일 월요일", "Monday, January 5, 2026": a phone puts the day above its messages, which have it themselves.
  static bool is_weekday(std::string_view line) {
    line = trim(line);
    if (line.empty() || line.size() >= 60) return false;
    if (is_digit(line[0])) return line.ends_with("요일");
    constexpr auto kDays = std::to_array<std::string_view>(
        {"Monday, ", "Tuesday, ", "Wednesday, ", "Thursday, ", "Friday, ", "Saturday, ", "Sunday, "});
    if (std::ranges::none_of(kDays, [&](std::string_view day) { return line.starts_with(day); })) return false;
    return parse_written_date(line).basis != Timestamp::Basis::none;
  }

  ConversationRef place() const {
    const bool group = title_.group || people_.size() > 2;
    return {.key = one_sided_key(fold(title_.name), where_),
            .kind = group ? ConversationKind::group : ConversationKind::direct,
            .title = title_.name};
  }

  static AccountRef account(const std::string& name) {
    return is_me(name) ? AccountRef{.is_owner = true} : AccountRef{.display_name = name};
  }

  void end() {
    const std::uint64_t at = std::exchange(at_, 0);
    if (at == 0) return;
    while (true) {
      const std::size_t last = body_.rfind('\n');
      const std::string_view below = last == std::string::npos ? std::string_view{} : std::string_view(body_).substr(last + 1);
      if (last == std::string::npos || (!trim(below).empty() && !is_weekday(below))) break;
      body_.resize(last);
    }
    Message message{.conversation = place(), .time = time_, .locator = Locator::at_line(at)};
    repair_utf8(message.time.raw);
    message.text = tidy_text(body_);
    if (std::exchange(notice_, false)) {
      message.kind = MessageKind::system;
      message.event = std::string(event_of(message.text));
    } else {
      if (!sender_.empty()) message.sender = account(sender_);
      set_file(message);
      if (message.text.empty() && message.attachments.empty() && !message.flags.deleted) tally_.absent();
    }
    given_ = true;
    tally_.give(std::move(message));
  }

  void say_members() {
    if (!given_) return;
    ConversationInfo info{.conversation = place(), .locator = Locator::at_line(1)};
    for (const std::string& name : people_)
      if (!name.empty()) info.members.push_back({.account = account(name), .locator = info.locator});
    const bool other = place().kind == ConversationKind::direct && !title_.name.empty() && !people_.contains(title_.name);
    if (other) info.members.push_back({.account = {.display_name = title_.name}, .locator = info.locator});
    tally_.give(std::move(info));
  }

  void finish() {
    say_members();
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMaxLineBytes)}});
    tally_.finish();
  }

  Tally tally_;
  Title title_;
  std::string where_, sender_, body_;
  std::set<std::string> people_;
  std::optional<Civil> day_;
  Timestamp time_;
  std::uint64_t at_ = 0;
  bool notice_ = false, too_long_ = false, given_ = false;
};

/// Any program could write these three columns: the name of the file says whose they are.
std::optional<CsvHead> table_of(const EntryReader& entry) {
  const std::string name = ascii_lower(base_name(entry.path()));
  if (!name.ends_with(".csv") || name.find("kakao") == std::string::npos) return std::nullopt;
  return find_csv_head(entry.head(), [](const CsvHead& head) { return head.has({"date", "user", "message"}); });
}

/// A part of a chat without its first lines: the day in Korean, and " : " behind a name, as nothing else writes it.
bool begins_within(std::string_view head) {
  bool other = !mentions(head.substr(0, 4096), {"오전 ", "오후 "});
  const bool cr = ends_lines_with_cr(head);
  std::optional<Civil> day;
  for (int looked = 0; !head.empty() && looked < 10; ++looked) {
    std::string_view line = take_line(head, cr);
    if (looked == 0) line = without_mark(line);
    if (const auto found = day_of(line)) day = found;
    // Of a computer: a day between dashes, and below it a line with a name and a clock in brackets.
    if (day && computer_line(line, day)) return true;
    if (other && !day && looked >= 3) return false;
    const auto found = phone_line(line);
    if (!other && found && found->kind == Line::Kind::said) return true;
    other = other || (!found && !trim(line).empty() && !trim(line).ends_with("요일"));
  }
  return false;
}

Bid bid(const EntryReader& entry) {
  if (table_of(entry)) return Bid::certain;
  std::string_view head = entry.head();
  if (!mentions(head, {"저장한 날짜", "Date Saved :", "Saved Date :", "카카오톡 대화", "KakaoTalk Chats"}))
    return begins_within(head) ? Bid::certain : Bid::no;
  const bool cr = ends_lines_with_cr(head);
  bool titled = false;
  std::optional<Civil> day;
  for (int looked = 0; !head.empty() && looked < 50; ++looked) {
    const std::string_view line = take_line(head, cr);
    if (looked < 3 && (is_saved(line) || title_of(line))) titled = true;
    if (!titled && looked >= 3) return Bid::no;
    if (titled && (day_of(line) || computer_line(line, day) || phone_line(line))) return Bid::certain;
  }
  return Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Chat chat(entry, sink);
  if (const auto head = table_of(entry))
    chat.read_table(entry, *head);
  else
    chat.read_text(entry);
}

}  // namespace

constinit const Importer importer{.id = "kakaotalk-text",
                                  .platform = "kakaotalk",
                                  .versions = "2015-2026",
                                  .gaps = "format.kakaotalk-text.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::kakaotalk_text
