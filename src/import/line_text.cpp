// LINE, "Export chat history": one text a chat.
//
//   [LINE] Chat history with Noor                 or: Chat history in "Klas 6B", [LINE] Chat mit Noor, [LINE] Chat in Klas 6B
//   Saved on: 1/30/2026, 22:13
//
//   Fri, 8/16/2019                                a day; the day of the week says whether the month is in front
//   14:30	Noor	Hoi juf
//   en nog een regel
//   14:31	Noor left the group.                    the app itself: no third column, or nobody in the second
//
//   2024.03.12 Tuesday                            a computer: no title, blanks for tabs
//   14:30 Noor Wit Hoi juf
//   -> messages; in a chat of two in which both write, who is not in the first line is the owner
//
// Gaps: names only; no zone, no seconds; who is in a group and writes nothing. Files are a word ([Photo]). The words of the
// app are known in English, German, Japanese, Chinese and some Thai. Between blanks a name of two words that stands before fewer
// than three messages is cut behind the first.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "line_words.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whatsapp_lines.h"

namespace schouw::line_text {

extern const Importer importer;

namespace {

constexpr std::size_t kMostPeople = 1'000, kMostBytes = std::size_t{1} << 20;

struct Title {
  std::string name = {};
  bool group = false;
};

std::string_view without_mark(std::string_view line) {
  return line.starts_with("\xEF\xBB\xBF") ? line.substr(3) : line;
}

/// The first line; a form that is not known is a group of no name, so that nobody is taken for the owner.
std::optional<Title> title_of(std::string_view line) {
  line = trim(without_mark(line));
  const bool marked = line.starts_with("[LINE] ");
  if (marked) line.remove_prefix(7);
  struct Form {
    std::string_view before, behind;
    bool group;
  };
  constexpr auto kForms = std::to_array<Form>({{"Chat history with ", "", false},
                                               {"Chat history in ", "", true},
                                               {"Chat mit ", "", false},
                                               {"Chat in ", "", true},
                                               {"", "とのトーク履歴", false},
                                               {"", "のトーク履歴", true},
                                               {"與", "的聊天記錄", false},
                                               {"", "的聊天記錄", true},
                                               {"与", "的聊天记录", false},
                                               {"", "的聊天记录", true},
                                               {"ประวัติการสนทนากับ ", "", false}});
  for (const auto& [before, behind, group] : kForms) {
    if (!line.starts_with(before) || !line.ends_with(behind) || line.size() <= before.size() + behind.size()) continue;
    std::string_view name = line.substr(before.size(), line.size() - before.size() - behind.size());
    if (name.size() > 2 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
    return Title{tidy_text(name), group};
  }
  return marked ? std::optional(Title{.name = tidy_text(line), .group = true}) : std::nullopt;
}

int number(std::string_view digits) {
  int out = 0;
  std::from_chars(digits.data(), digits.data() + std::min<std::size_t>(digits.size(), 6), out);
  return out;
}

/// 0 is Sunday.
int weekday_of(const Civil& day) {
  const auto ms = civil_to_ms(day);
  if (!ms) return -1;
  const std::int64_t days = *ms / 86'400'000 - (*ms % 86'400'000 < 0 ? 1 : 0);
  return static_cast<int>(((days + 4) % 7 + 7) % 7);
}

int weekday_in(std::string_view line) {
  constexpr auto kNames = std::to_array<std::pair<std::string_view, int>>(
      {{"sun", 0}, {"mon", 1}, {"tue", 2}, {"wed", 3}, {"thu", 4}, {"fri", 5}, {"sat", 6},
       {"so", 0},  {"mo", 1},  {"di", 2},  {"mi", 3},  {"do", 4},  {"fr", 5},  {"sa", 6}});
  const std::string lower = ascii_lower(line.substr(0, 4));
  for (const auto& [name, day] : kNames)
    if (lower.starts_with(name)) return day;
  return -1;
}

struct Day {
  Civil civil = {};
  bool doubtful = false;
};

/// "Fri, 8/16/2019", "Mo., 19.8.2019", "2024/03/12(Tue)", "2024.03.12 Tuesday": nothing else in the line.
std::optional<Day> day_of(std::string_view line) {
  line = trim(line);
  if (line.size() > 40 || line.find('\t') != std::string_view::npos || line.find(':') != std::string_view::npos) return {};
  std::vector<std::string_view> numbers;
  char separator = 0;
  for (std::size_t i = 0; i < line.size();) {
    if (!is_digit(line[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < line.size() && is_digit(line[end])) ++end;
    if (numbers.size() == 1 && i > 0) separator = line[i - 1];
    numbers.push_back(line.substr(i, end - i));
    i = end;
  }
  if (numbers.size() != 3 || (separator != '/' && separator != '.' && separator != '-')) return {};
  const int a = number(numbers[0]), b = number(numbers[1]), c = number(numbers[2]);
  if (numbers[0].size() == 4) return civil_to_ms({a, b, c}) ? std::optional(Day{.civil = {a, b, c}}) : std::nullopt;
  if (numbers[2].size() != 4) return {};
  const Civil day_first{c, b, a}, month_first{c, a, b};
  const bool day_fits = civil_to_ms(day_first).has_value(), month_fits = civil_to_ms(month_first).has_value();
  if (!day_fits && !month_fits) return {};
  if (separator == '.' || !month_fits) return day_fits ? std::optional(Day{.civil = day_first}) : std::nullopt;
  if (!day_fits || a == b) return Day{.civil = month_first};
  const int weekday = weekday_in(line);
  if (weekday >= 0 && weekday_of(month_first) == weekday && weekday_of(day_first) != weekday)
    return Day{.civil = month_first};
  if (weekday >= 0 && weekday_of(day_first) == weekday && weekday_of(month_first) != weekday)
    return Day{.civil = day_first};
  return Day{.civil = day_first, .doubtful = true};
}

/// "14:30", "2:30 PM", "午後2:30": minutes of the day.
std::optional<int> minutes_of(std::string_view text) {
  text = trim(text);
  const auto colon = text.find(':');
  if (text.size() > 24 || colon == std::string_view::npos || colon == 0 || colon + 3 > text.size()) return {};
  if (!is_digit(text[colon - 1]) || !is_digit(text[colon + 1]) || !is_digit(text[colon + 2])) return {};
  std::size_t begin = colon - 1;
  if (begin > 0 && is_digit(text[begin - 1])) --begin;
  int hour = number(text.substr(begin, colon - begin));
  const int minute = number(text.substr(colon + 1, 2));
  const std::string rest = ascii_lower(std::string(text.substr(0, begin)) + std::string(text.substr(colon + 3)));
  const auto has = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return rest.find(word) != std::string::npos; });
  };
  const bool afternoon = has({"pm", "p.m", "午後", "下午", "오후"}), morning = has({"am", "a.m", "午前", "上午", "오전"});
  if (!afternoon && !morning && !trim(rest).empty()) return {};
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour == 12) hour = 0;
  return hour < 24 && minute < 60 ? std::optional(hour * 60 + minute) : std::nullopt;
}

struct Row {
  std::string_view time, sender, text;
  bool system = false;
  bool halved = false;  ///< nothing behind the second column
  int minutes = 0;
};

std::optional<Row> row_of(std::string_view line) {
  const auto tab = line.find('\t');
  if (tab == std::string_view::npos) return {};
  const auto minutes = minutes_of(line.substr(0, tab));
  if (!minutes) return {};
  Row row{.time = line.substr(0, tab), .sender = {}, .text = line.substr(tab + 1), .minutes = *minutes};
  const auto second = row.text.find('\t');
  row.halved = second == std::string_view::npos;
  row.system = row.halved || trim(row.text.substr(0, second)).empty();
  if (row.halved) return row;
  if (!row.system) row.sender = row.text.substr(0, second);
  row.text.remove_prefix(second + 1);
  return row;
}

/// "14:30 Noor Wit Hoi juf": a clock and words.
std::optional<Row> spaced_row(std::string_view line) {
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos || blank + 1 >= line.size()) return {};
  const auto minutes = minutes_of(line.substr(0, blank));
  if (!minutes) return {};
  Row row{.time = line.substr(0, blank), .sender = {}, .text = line.substr(blank + 1), .minutes = *minutes};
  constexpr auto kEnds = std::to_array<std::string_view>({" joined the group.", " left the group.", " unsent a message.",
                                                          "グループに参加しました", "グループを退会しました",
                                                          "送信を取り消しました", "グループに追加しました"});
  row.system = std::ranges::any_of(kEnds, [&](std::string_view end) { return trim(row.text).ends_with(end); });
  return row;
}

/// Where nothing but a blank parts them: a name goes on for as long as all lines that begin with it go on alike, if three do.
class SpacedNames {
 public:
  void add(std::string_view text) {
    std::size_t end = 0;
    for (int words = 0; words < kMostWords && end != std::string_view::npos; ++words) {
      end = text.find(' ', end == 0 ? 0 : end + 1);
      if (end == 0) return;
      const std::string_view begin = text.substr(0, end);
      if (const auto known = lines_.find(begin); known != lines_.end())
        ++known->second;
      else if (lines_.size() < kMostBegins)
        lines_.emplace(std::string(begin), 1);
    }
  }

  std::string_view name_in(std::string_view text) const {
    constexpr std::size_t kSure = 3;
    std::size_t end = text.find(' ');
    for (int words = 1; words < kMostWords && end != std::string_view::npos; ++words) {
      const std::size_t longer = text.find(' ', end + 1);
      const std::size_t lines = count(text.substr(0, end));
      if (longer == std::string_view::npos || lines < kSure || count(text.substr(0, longer)) != lines) break;
      end = longer;
    }
    return text.substr(0, end);
  }

 private:
  static constexpr int kMostWords = 4;
  static constexpr std::size_t kMostBegins = 50'000;
  std::size_t count(std::string_view begin) const {
    const auto found = lines_.find(begin);
    return found == lines_.end() ? 0 : found->second;
  }
  std::map<std::string, std::size_t, std::less<>> lines_;
};

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(entry.path()), sink) {
    where_ = with_archive(entry, entry.path());
    look(entry);
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      too_long_ = too_long_ || lines.cut_bytes() > 0;
      if (!lines.ended() && is_begun(raw))
        say_cut(lines.number());
      else
        line(raw, lines.number());
    }
    end();
    finish();
  }

 private:
  /// In a chat of two the owner is who is not the one it is with: only if both write, under these names.
  void look(EntryReader& entry) {
    std::optional<Title> title;
    {
      LineReader lines(entry);
      std::string_view raw;
      bool tabs = false;
      while (lines.next(raw) && !(tabs && !spaced_)) {
        if (lines.number() == 1) spaced_ = !(title = title_of(raw)).has_value();
        tabs = tabs || row_of(raw).has_value();
        if (const auto row = spaced_row(raw); row && spaced_ && !row->system) spaced_names_.add(row->text);
        spaced_ = spaced_ && !tabs;
      }
      entry.rewind();
    }
    LineReader lines(entry);
    std::string_view raw;
    std::set<std::string> names;
    while (lines.next(raw) && names.size() < 3) {
      const auto row = row_in(raw);
      if (row && !row->system && !is_nobody(tidy_text(row->sender))) names.insert(tidy_text(row->sender));
    }
    if (!title) {
      // Nothing in the text names the chat: the name of the file may, and how many write.
      const std::string file = tidy_text(base_name(entry.path()));
      title = Title{.name = file.starts_with("[LINE]") ? std::string(trim(file.substr(6, file.rfind('.') - 6))) : "",
                    .group = names.size() > 2};
      title_ = *title;
    }
    if (!title->group && names.size() == 2 && names.erase(title->name) == 1) owner_ = *names.begin();
    entry.rewind();
  }

  std::optional<Row> row_in(std::string_view line) const {
    if (!spaced_) return row_of(line);
    auto row = spaced_row(line);
    if (!row || row->system) return row;
    row->sender = spaced_names_.name_in(row->text);
    row->text.remove_prefix(std::min(row->sender.size() + 1, row->text.size()));
    return row;
  }

  /// Many files end without the end of a line; this one ends within what stands in front of the words.
  bool is_begun(std::string_view line) const {
    const auto row = row_in(line);
    if (row) return row->halved && line_event_of(row->text).empty();
    line = trim(line);
    return !line.empty() && line.size() <= 5 && is_digit(line.front()) &&
           line.find_first_not_of("0123456789:") == std::string_view::npos;
  }

  void say_cut(std::uint64_t number) {
    end();
    tally_.broken_off(Locator::at_line(number));
  }

  void line(std::string_view raw, std::uint64_t number) {
    if (number == 1) {
      raw = without_mark(raw);
      if (auto title = title_of(raw)) {
        title_ = std::move(*title);
        return;
      }
    }
    if (const auto day = day_of(raw)) {
      end();
      day_ = day->civil;
      if (day->doubtful && doubtful_at_ == 0) doubtful_at_ = number;
    } else if (const auto row = row_in(raw)) {
      end();
      at_ = number;
      time_ = tidy_text(row->time);
      sender_ = tidy_text(row->sender);
      system_ = row->system;
      minutes_ = row->minutes;
      body_ = row->text;
    } else if (at_ > 0) {
      if (body_.size() < kMostBytes)
        body_.append("\n").append(raw);
      else
        too_long_ = true;
    } else if (number > 2 && !trim(raw).empty()) {
      tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(number));
    }
  }

  ConversationRef place() const {
    return {.key = one_sided_key(fold(title_.name), where_),
            .kind = title_.group ? ConversationKind::group : ConversationKind::direct,
            .title = title_.name};
  }

  AccountRef account(const std::string& name) const {
    return {.display_name = name, .is_owner = !owner_.empty() && name == owner_};
  }

  static bool is_nobody(const std::string& name) { return name == "Unknown" || name == "Unbekannt"; }

  void end() {
    const std::uint64_t at = std::exchange(at_, 0);
    if (at == 0) return;
    Message message{.conversation = place(), .time = no_time(time_), .locator = Locator::at_line(at)};
    if (day_) {
      Civil civil = *day_;
      civil.hour = minutes_ / 60;
      civil.minute = minutes_ % 60;
      message.time = local_time(civil, Precision::minute, time_);
    }
    std::string_view body = trim(body_);
    // An iPhone puts several lines between quotes.
    if (body.size() > 2 && body.starts_with('"') && body.ends_with('"') && body.find('\n') != std::string_view::npos)
      body = body.substr(1, body.size() - 2);
    message.text = tidy_text(body);
    if (system_) {
      message.kind = MessageKind::system;
      message.event = std::string(line_event_of(message.text));
    } else {
      set_line_file(message);
      sign(message);
    }
    if (message.text.empty() && message.attachments.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

  void sign(Message& message) {
    if (sender_.empty() || is_nobody(sender_)) return;
    message.sender = account(sender_);
    if (people_.size() < kMostPeople) people_.insert(sender_);
    if (owner_.empty()) return;
    if (message.sender->is_owner)
      message.recipients.push_back({.display_name = title_.name});
    else
      message.recipients.push_back(account(owner_));
  }

  void finish() {
    if (!people_.empty()) {
      ConversationInfo info{.conversation = place(), .locator = Locator::at_line(1)};
      for (const std::string& name : people_) info.members.push_back({.account = account(name), .locator = info.locator});
      if (!title_.group && !people_.contains(title_.name))
        info.members.push_back({.account = {.display_name = title_.name}, .locator = info.locator});
      tally_.give(std::move(info));
    }
    if (doubtful_at_ > 0)
      tally_.problem({.code = "ambiguous-date-order",
                      .severity = Severity::medium,
                      .loss = Loss::none,
                      .locator = Locator::at_line(doubtful_at_),
                      .args = {"d-m-y"}});
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMaxLineBytes)}});
    tally_.finish();
  }

  Tally tally_;
  Title title_{.name = {}, .group = true};
  bool spaced_ = false;
  SpacedNames spaced_names_;
  std::string where_, owner_, time_, sender_, body_;
  std::set<std::string> people_;
  std::optional<Civil> day_;
  std::uint64_t at_ = 0, doubtful_at_ = 0;
  int minutes_ = 0;
  bool system_ = false, too_long_ = false;
};

/// No title: a day and messages below it. Words between blanks are a chat where the file says so, or two write twice.
Bid bid_untitled(std::string_view head, bool cr, bool named) {
  std::map<std::string, int, std::less<>> first_words;
  int twice = 0;
  for (int looked = 0; !head.empty() && looked < 50; ++looked) {
    const std::string_view line = take_line(head, cr);
    if (trim(line).empty() || day_of(line)) continue;
    if (const auto row = row_of(line)) return row->sender.empty() ? Bid::no : Bid::certain;
    const auto row = spaced_row(line);
    if (!row && looked == 0) return Bid::no;
    if (!row) continue;
    if (++first_words[std::string(row->text.substr(0, row->text.find(' ')))] == 2) ++twice;
    if (named || twice == 2) return Bid::likely;
  }
  return Bid::no;
}

/// The first line names the chat, the second when it was saved.
Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head();
  const bool cr = ends_lines_with_cr(head);
  const std::string_view first = without_mark(take_line(head, cr)), rest = head, second = take_line(head, cr);
  if (first.starts_with("[LINE] ")) return Bid::certain;
  const bool saved = second.starts_with("Saved on: ") || second.starts_with("Gespeichert um: ");
  if (saved && title_of(first)) return Bid::certain;
  if (!names_line_weekday(first) || !day_of(first)) return Bid::no;
  return bid_untitled(rest, cr, base_name(entry.path()).starts_with("[LINE]"));
}

void read(EntryReader& entry, RecordSink& sink) { const Chat whole(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "line-text",
                                  .platform = "line",
                                  .versions = "2019-2026",
                                  .gaps = "format.line-text.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::line_text
