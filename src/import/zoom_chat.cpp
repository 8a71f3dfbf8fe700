// Zoom, the chat of a meeting as it is saved: meeting_saved_chat.txt, chat.txt, and beside a recording in the cloud.
//
//   10:01:02 From Karin Jansen to Everyone:                          since 2021; the words stand below, behind a tab
//   	Replying to "Wie is er?"
//   	Ik
//   10:01:02	 From  Noor Wit  to  Bas Groen(Direct Message) : Hoi     until 2021, "(Privately)" before
//   00:01:02	Noor Wit:	Hoi                                         cloud: since the begin, which is in the name GMT20240105-…
//   -> messages in a meeting, and between two people
//
// Gaps: names only, as people called themselves in that meeting; the day is not in it, only in the name of the folder;
// who was there and wrote nothing; reactions are not read.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whatsapp_lines.h"

namespace schouw::zoom_chat {

extern const Importer importer;

namespace {

constexpr std::size_t kMostPeople = 1'000, kMostBytes = std::size_t{1} << 20;
constexpr std::int64_t kSecondMs = 1000, kDayMs = 86'400'000;

struct Head {
  std::string_view time, from, to, text;
  bool direct = false, cloud = false;
};

/// Takes "(Direct Message)" or "(Privately)" off.
bool take_private(std::string_view& to) {
  for (const std::string_view mark : {"(Direct Message)", "(Privately)", "(privately)"})
    if (to.ends_with(mark)) {
      to = trim(to.substr(0, to.size() - mark.size()));
      return true;
    }
  return false;
}

/// "Karin  to  Everyone": two blanks where names may hold the word.
void split_parties(std::string_view parties, Head& head) {
  parties = trim(parties);
  auto at = std::string_view::npos;
  std::size_t size = 0;
  for (const std::string_view word : {"  to  ", "  To  ", " to ", " To "})
    if (at == std::string_view::npos) {
      at = parties.rfind(word);
      size = word.size();
    }
  head.from = trim(parties.substr(0, at));
  if (at != std::string_view::npos) head.to = trim(parties.substr(at + size));
  head.direct = take_private(head.to);
}

std::optional<Head> head_of(std::string_view line) {
  if (!has_shape(line, "00:00:00")) return {};
  Head head{.time = line.substr(0, 8), .from = {}, .to = {}, .text = {}};
  const std::string_view rest = line.substr(8), bare = trim(rest);
  if (bare.starts_with("From ") && rest.size() > bare.size()) {
    const std::string_view said = bare.substr(5);
    const auto colon = said.find(" : ");
    if (said.ends_with(':') && colon == std::string_view::npos) {
      split_parties(said.substr(0, said.size() - 1), head);
    } else if (colon != std::string_view::npos || said.ends_with(" :")) {
      split_parties(said.substr(0, std::min(colon, said.size() - 2)), head);
      if (colon != std::string_view::npos) head.text = said.substr(colon + 3);
    } else {
      return {};
    }
    return head.from.empty() ? std::nullopt : std::optional(head);
  }
  const auto colon = rest.starts_with('\t') ? rest.find(":\t") : std::string_view::npos;
  if (colon == std::string_view::npos || colon < 2) return {};
  head.from = trim(rest.substr(1, colon - 1));
  head.text = rest.substr(colon + 2);
  head.cloud = true;
  return head.from.empty() ? std::nullopt : std::optional(head);
}

/// The last line of a file that breaks off in a head.
bool is_begun(std::string_view line) {
  constexpr std::string_view kShape = "00:00:00";
  if (line.size() < kShape.size()) return line.size() >= 3 && has_shape(line, kShape.substr(0, line.size()));
  return has_shape(line, kShape) && !head_of(line);
}

std::int64_t ms_of_day(std::string_view time) {
  const auto two = [&](std::size_t at) { return (time[at] - '0') * 10 + (time[at + 1] - '0'); };
  return ((two(0) * 60 + two(3)) * 60 + two(6)) * kSecondMs;
}

int number(std::string_view digits) {
  int out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

/// Where the folder or the file says when it was, and what it was called.
struct Meeting {
  std::optional<std::int64_t> begin = {};  ///< of the day on the clock, or in the cloud the moment it began
  bool instant = false;
  std::string title = {};

  explicit Meeting(std::string_view path) {
    const std::string_view file = base_name(path);
    const std::string_view folder =
        path.size() > file.size() ? base_name(path.substr(0, path.size() - file.size() - 1)) : std::string_view{};
    if (has_shape(file, "GMT00000000-000000"))
      from_cloud(file);
    else if (has_shape(folder, "0000-00-00 00.00.00"))
      from_folder(folder);
  }

 private:
  void from_cloud(std::string_view file) {
    begin = civil_to_ms({number(file.substr(3, 4)), number(file.substr(7, 2)), number(file.substr(9, 2)),
                         number(file.substr(12, 2)), number(file.substr(14, 2)), number(file.substr(16, 2))});
    instant = true;
    std::string_view rest = file.substr(18);
    rest = rest.substr(0, rest.rfind('.'));
    if (rest.starts_with('_')) rest.remove_prefix(1);
    title = tidy_text(rest);
  }

  /// "2024-01-05 10.00.00 Mentoruur 6B 123456789"
  void from_folder(std::string_view folder) {
    begin = civil_to_ms(
        {number(folder.substr(0, 4)), number(folder.substr(5, 2)), number(folder.substr(8, 2))});
    std::string_view rest = trim(folder.substr(19));
    const auto blank = rest.rfind(' ');
    if (blank != std::string_view::npos && rest.size() - blank > 9 &&
        rest.find_first_not_of("0123456789", blank + 1) == std::string_view::npos)
      rest = rest.substr(0, blank);
    title = tidy_text(rest);
  }
};

bool is_everybody(std::string_view to) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"All panelists", "Everyone", "Everyone (in Meeting)", "Everyone in Meeting", "Hosts and panelists",
       "Meeting Group Chat", "Waiting Room Participants"});
  return to.empty() || std::ranges::find(kWords, to) != kWords.end();
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(entry.path()), sink), meeting_(entry.path()) {
    where_ = with_archive(entry, entry.path());
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      if (lines.number() == 1 && raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3);
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
  void line(std::string_view raw, std::uint64_t number) {
    if (const auto head = head_of(raw)) {
      end();
      at_ = number;
      time_ = head->time;
      from_ = tidy_text(head->from);
      to_ = tidy_text(head->to);
      direct_ = head->direct;
      cloud_ = head->cloud;
      body_ = head->text;
    } else if (at_ == 0 || has_shape(raw, "00:00:00")) {
      // A time at the begin of a line in another form is another's words: not those of who spoke before.
      end();
      if (!trim(raw).empty())
        tally_.unknown(Json(Json::Object{{"line outside a message", Json()}}), Locator::at_line(number));
    } else if (body_.size() < kMostBytes) {
      if (raw.starts_with('\t'))
        raw.remove_prefix(1);
      else if (raw.starts_with("    "))
        raw.remove_prefix(4);
      body_.append("\n").append(raw);
    } else {
      too_long_ = true;
    }
  }

  void say_cut(std::uint64_t number) {
    end();
    tally_.broken_off(Locator::at_line(number));
  }

  Timestamp moment() {
    const std::int64_t at = ms_of_day(time_);
    if (!meeting_.begin) return no_time(time_);
    if (cloud_ && meeting_.instant) return instant_ms(*meeting_.begin + at, Precision::second, time_);
    if (cloud_ || meeting_.instant) return no_time(time_);
    // Past midnight the clock begins again.
    if (last_ && at + kDayMs / 2 < *last_) ++days_;
    last_ = at;
    const Civil civil = ms_to_civil(*meeting_.begin + days_ * kDayMs + at);
    return local_time(civil, Precision::second, time_);
  }

  static AccountRef account(const std::string& name) {
    return name == "Me" ? AccountRef{.is_owner = true} : AccountRef{.display_name = name};
  }

  ConversationRef place() const {
    const std::string key = one_sided_key(fold(meeting_.title), where_);
    if (!direct_) return {.key = key, .kind = ConversationKind::meeting, .title = meeting_.title};
    return {.key = two_people_key(fold(from_), fold(to_)) + "/in/" + key,
            .kind = ConversationKind::direct,
            .title = meeting_.title};
  }

  /// `Reacted to "Hoi" with 😂` is no message.
  static bool is_reaction(std::string_view body) {
    body = trim(body);
    const bool reacted = body.starts_with("Reacted to \"") && body.find("\" with ") != std::string_view::npos;
    return reacted || (body.starts_with("Removed a ") && body.find(" reaction from \"") != std::string_view::npos);
  }

  static void read_body(std::string_view body, Message& message) {
    body = trim(body);
    constexpr std::string_view kReply = "Replying to \"";
    const auto end = body.find('\n');
    if (body.starts_with(kReply) && end != std::string_view::npos && trim(body.substr(0, end)).ends_with('"')) {
      const std::string_view quote = trim(body.substr(0, end));
      message.quoted = tidy_text(quote.substr(kReply.size(), quote.size() - kReply.size() - 1));
      body = body.substr(end + 1);
    }
    message.text = tidy_text(body);
  }

  void end() {
    const std::uint64_t at = std::exchange(at_, 0);
    if (at == 0) return;
    const Timestamp time = moment();
    if (is_reaction(body_)) return;
    Message message{.conversation = place(), .time = time, .locator = Locator::at_line(at)};
    read_body(body_, message);
    message.sender = account(from_);
    if (direct_ || !is_everybody(to_)) message.recipients.push_back(account(to_));
    if (!direct_ && people_.size() < kMostPeople) people_.insert(from_);
    if (message.text.empty() && message.quoted.empty()) tally_.absent();
    if (message.time.basis == Timestamp::Basis::none && undated_at_ == 0) {
      undated_at_ = at;
      undated_ = time_;
    }
    tally_.give_undated(std::move(message));
  }

  void finish() {
    direct_ = false;
    if (!people_.empty()) {
      ConversationInfo info{.conversation = place(), .locator = Locator::at_line(1)};
      for (const std::string& name : people_) info.members.push_back({.account = account(name), .locator = info.locator});
      tally_.give(std::move(info));
    }
    if (undated_at_ > 0)
      tally_.problem({.code = "date-unreadable",
                      .severity = Severity::medium,
                      .loss = Loss::none,
                      .locator = Locator::at_line(undated_at_),
                      .args = {undated_}});
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMaxLineBytes)}});
    tally_.finish();
  }

  Tally tally_;
  Meeting meeting_;
  std::string where_, time_, from_, to_, body_, undated_;
  std::set<std::string> people_;
  std::optional<std::int64_t> last_;
  std::int64_t days_ = 0;
  std::uint64_t at_ = 0, undated_at_ = 0;
  bool direct_ = false, cloud_ = false, too_long_ = false;
};

Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head();
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const bool cr = ends_lines_with_cr(head);
  std::string_view line = take_line(head, cr);
  while (trim(line).empty() && !head.empty()) line = take_line(head, cr);
  const auto first = head_of(line);
  if (!first) return Bid::no;
  if (!first->cloud) return Bid::certain;
  // Other programs too write a time, a name and a text.
  const std::string_view name = base_name(entry.path());
  const bool named = has_shape(name, "GMT00000000-000000") || name == "chat.txt" || name.starts_with("meeting_saved_");
  return named ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { const Chat whole(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "zoom-chat",
                                  .platform = "zoom",
                                  .versions = "2020-2026",
                                  .gaps = "format.zoom-chat.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::zoom_chat
