// What was said in a meeting of Teams or Zoom, as its machine wrote it down: the transcript as WebVTT (.vtt), downloaded
// from the meeting, kept beside its recording, or given by Graph with the facts of each piece as JSON.
//
//   WEBVTT
//
//   5c1d…/12-0
//   00:00:05.180 --> 00:00:09.020
//   <v Karin Jansen>Goedemorgen, welkom.</v>
//   -> event "spoken" of Karin Jansen
//
//   {"startDateTime": "2026-01-05T08:00:05.18Z", "speakerName": "Karin Jansen", "spokenText": "Goedemorgen"}
//   -> the same, with its time
//
//   Noor Prins: Goedemorgen          in GMT20260105-090012_Recording.transcript.vtt, of Zoom: at the begin and this clock
//
// Events, for nobody wrote these words and the machine may have misheard them. Where a school lets the machine name nobody
// they are of nobody, and only the name of the file or Stream's remarks tell that it is no film's subtitles.
//   the same as a Word file (.docx), by the name that Teams gives it -> not read, said so
//
// Gaps: in Teams the day is known from the name of the file alone, the clock not at all (but for Graph's JSON); names
// only; a Word file under another name is not recognised.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "drift.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/json_stream.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "whole_entry.h"

namespace schouw::teams_transcript {
namespace {

constexpr std::size_t kMaxTranscriptBytes = std::size_t{64} << 20;
constexpr std::string_view kVttBom = "\xEF\xBB\xBF";

/// "00:00:05.180 --> 00:00:09.020"
bool is_timing(std::string_view line) {
  return line.find(" --> ") != std::string_view::npos && !line.empty() && is_digit(line.front());
}

bool is_vtt(std::string_view head) {
  if (head.starts_with(kVttBom)) head.remove_prefix(kVttBom.size());
  return head.starts_with("WEBVTT");
}

/// "Overleg 6B-20260105_090012-Meeting Transcript.vtt": the title in front, and the day.
struct NamedMeeting {
  std::string title = {};
  Timestamp day = {};
};

NamedMeeting named_meeting(std::string_view path) {
  std::string_view name = base_name(path);
  name = name.substr(0, std::min(name.rfind('.'), name.size()));
  NamedMeeting out{.title = tidy_text(name)};
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool mark = name[at] == '-' || name[at] == '_' || name[at] == ' ';
    if (!mark || !has_shape(name.substr(at + 1), "00000000_000000")) continue;
    const std::string_view digits = name.substr(at + 1, 8);
    out.title = tidy_text(name.substr(0, at));
    out.day = parse_iso8601(std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4, 2)) + "-" +
                            std::string(digits.substr(6)));
    out.day.raw = std::string(name.substr(at + 1, 15));
    break;
  }
  return out;
}

/// "GMT20260105-090012_Recording.transcript.vtt": Zoom, and when the recording began.
bool is_zoom_name(std::string_view path) { return has_shape(base_name(path), "GMT00000000-000000"); }

int digits(std::string_view text) {
  int out = 0;
  for (const char c : text) out = is_digit(c) ? out * 10 + (c - '0') : out;
  return out;
}

std::optional<std::int64_t> zoom_begin(std::string_view path) {
  if (!is_zoom_name(path)) return std::nullopt;
  const std::string_view name = base_name(path).substr(3);
  return civil_to_ms({digits(name.substr(0, 4)), digits(name.substr(4, 2)), digits(name.substr(6, 2)),
                      digits(name.substr(9, 2)), digits(name.substr(11, 2)), digits(name.substr(13, 2))});
}

/// "00:10:05.180", "10:05.180"
std::int64_t clock_ms(std::string_view clock) {
  std::int64_t seconds = 0;
  for (std::string_view rest = clock.substr(0, clock.find_first_of(".,")); !rest.empty();) {
    const auto colon = std::min(rest.find(':'), rest.size());
    seconds = seconds * 60 + digits(rest.substr(0, std::min<std::size_t>(colon, 4)));
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return seconds * 1000;
}

/// "Noor Prins: Goedemorgen": who speaks, as Zoom writes it. "Let op: morgen vrij" is a sentence where nobody is named,
/// which Zoom does for voices that it does not know; such a name is no harm, for it is nobody's.
std::string_view zoom_speaker(std::string_view text) {
  constexpr std::size_t kMostBytes = 80, kMostWords = 6;
  const auto colon = text.find(": ");
  if (colon == 0 || colon == std::string_view::npos || colon > kMostBytes) return {};
  const std::string_view name = text.substr(0, colon);
  const auto blanks = static_cast<std::size_t>(std::ranges::count(name, ' '));
  return name.find_first_of("?!,;\n\"") == std::string_view::npos && blanks < kMostWords ? name : std::string_view{};
}

struct Cue {
  std::uint64_t line = 0;
  std::string timing = {}, text = {};
};

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink)
      : sink_(sink), meeting_(named_meeting(entry.path())), zoom_begin_(zoom_begin(entry.path())) {
    if (is_zoom_name(entry.path())) meeting_.title.clear();  // "Recording"
    text_ = whole_text(entry, kMaxTranscriptBytes, sink);
    key_ = sha256_hex(text_).substr(0, 32);
  }

  void read() {
    std::optional<Cue> cue;
    std::uint64_t number = 0;
    bool blank = true;
    for (std::string_view rest = text_; !rest.empty();) {
      const auto end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = trim(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      ++number;
      if (is_timing(line)) {
        if (cue) give(*cue);
        cue = Cue{.line = number, .timing = std::string(line.substr(0, line.find(' ')))};
      } else if (line.empty()) {
        // An empty line within what somebody said ends nothing: its end is "</v>" or the next timing.
        if (cue && !open(*cue)) give(*std::exchange(cue, std::nullopt));
      } else if (cue) {
        if (!(blank && open(*cue) && is_cue_name(line))) cue->text += (cue->text.empty() ? "" : "\n") + std::string(line);
      }
      blank = line.empty();
    }
    if (cue && trim(cue->text).empty()) report_cut(number);
    else if (cue) give(*cue);
    finish();
  }

 private:
  static bool open(const Cue& cue) {
    return cue.text.find("<v ") != std::string::npos && cue.text.find("</v>") == std::string::npos;
  }

  /// "5c1d2e3f-…/12-0"
  static bool is_cue_name(std::string_view line) {
    return line.find(' ') == std::string_view::npos && line.find('/') != std::string_view::npos && is_digit(line.back());
  }

  void give(const Cue& cue) {
    const std::string_view text = trim(cue.text);
    if (text.empty()) return;
    if (text.starts_with('{')) return give_facts(cue);
    // A piece of more than one voice: each says its own words.
    for (std::string_view rest = text; !rest.empty();) {
      const auto next = std::min(next_voice(rest), rest.size());
      give_words(cue, rest.substr(0, next));
      rest.remove_prefix(next);
    }
  }

  /// Where the next voice of a piece begins, behind its first letter; npos: nowhere.
  static std::size_t next_voice(std::string_view text) {
    std::size_t at = text.find("<v", 1);
    while (at != std::string_view::npos && !is_voice(text.substr(at))) at = text.find("<v", at + 2);
    return at;
  }

  /// "<v Karin Jansen>", "<v.loud Karin Jansen>"
  static bool is_voice(std::string_view text) { return text.starts_with("<v ") || text.starts_with("<v."); }

  void give_words(const Cue& cue, std::string_view rest) {
    Message message = event(cue);
    if (is_voice(rest)) {
      const auto end = std::min(rest.find('>'), rest.size());
      const auto blank = rest.find(' ');
      if (blank < end) message.sender = named(rest.substr(blank + 1, end - blank - 1));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    } else if (const auto name = zoom_begin_ ? zoom_speaker(rest) : std::string_view{}; !name.empty()) {
      message.sender = named(name);
      rest.remove_prefix(name.size() + 2);
    }
    message.text = tidy_text(unescaped_text(without_tags(rest)));
    if (message.text.empty()) return;
    if (!message.sender) ++unnamed_;
    send(std::move(message));
  }

  /// Graph's metadataContent: a piece as JSON, with its moment.
  void give_facts(const Cue& cue) {
    JsonDamage damage;
    const Json facts = parse_json_leniently(cue.text, damage);
    Message message = event(cue);
    message.text = tidy_text(facts.str("spokenText"));
    if (message.text.empty()) {
      ++unknown_;
      if (sample_.is_null()) sample_ = facts;
      return;
    }
    if (const Timestamp time = parse_iso8601(facts.str("startDateTime")); time.basis != Timestamp::Basis::none)
      message.time = time;
    message.sender = named(facts.str("speakerName"));
    if (!message.sender) ++unnamed_;
    send(std::move(message));
  }

  static std::optional<AccountRef> named(std::string_view name) {
    AccountRef out{.display_name = tidy_text(unescaped_text(name))};
    // "@1" is a voice in a room that the machine told apart from others, and did not know.
    if (out.display_name.empty() || out.display_name.starts_with('@')) return std::nullopt;
    return out;
  }

  /// Styles such as "<i>", and the end of what one voice says.
  static std::string without_tags(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const auto open = std::min(text.find('<'), text.size());
      out += text.substr(0, open);
      // "6 < 7": no style, for none ends before the next begins.
      const auto close = text.find_first_of("<>", open + 1);
      if (close == std::string_view::npos) return out += text.substr(open);
      if (text[close] == '<') out += text.substr(open, close - open);
      text.remove_prefix(close + (text[close] == '>' ? 1 : 0));
    }
    return out;
  }

  Message event(const Cue& cue) const {
    Message message{.platform = zoom_begin_ ? "zoom" : "teams", .kind = MessageKind::event};
    message.event = "spoken";
    message.conversation = {.key = "transcript:" + key_, .kind = ConversationKind::meeting, .title = meeting_.title};
    message.locator = Locator::at_line(cue.line);
    message.time = meeting_.day;
    if (zoom_begin_) message.time = instant_ms(*zoom_begin_ + clock_ms(cue.timing), Precision::second, cue.timing);
    if (message.time.basis == Timestamp::Basis::none) message.time = no_time(cue.timing);
    return message;
  }

  void send(Message message) {
    ++given_;
    if (message.time.basis == Timestamp::Basis::none && ++undated_ == 1) {
      undated_at_ = message.locator;
      undated_as_ = message.time.raw;
    }
    sink_.message(std::move(message));
  }

  void report_cut(std::uint64_t line) {
    sink_.problem({.code = "data-cut",
                   .severity = Severity::high,
                   .loss = Loss::partial,
                   .locator = Locator::at_line(line),
                   .args = {},
                   .lost_records = 1});
  }

  void finish() {
    if (undated_ > 0)
      sink_.problem({.code = "date-unreadable",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = undated_at_,
                     .args = {undated_as_}});
    if (unnamed_ > 0)
      sink_.problem({.code = "sender-absent",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = Locator::at_line(1),
                     .args = {std::to_string(unnamed_)}});
    if (unknown_ > 0) {
      report_unknown_version("teams-transcript", sample_, Locator::at_line(1), unknown_, sink_);
      sink_.rejected(unknown_);
    }
    if (given_ + unknown_ == 0) sink_.nothing_here();
  }

  RecordSink& sink_;
  NamedMeeting meeting_;
  std::optional<std::int64_t> zoom_begin_;
  std::string text_, key_, undated_as_;
  Json sample_;
  Locator undated_at_;
  std::uint64_t given_ = 0, undated_ = 0, unnamed_ = 0, unknown_ = 0;
};

/// The same as a Word file, by the name that Teams gives it: a zip, and none of a person's documents.
bool is_word_file(const EntryReader& entry) {
  return entry.head().starts_with("PK\x03\x04") && ascii_lower(entry.path()).ends_with(".docx") &&
         named_meeting(entry.path()).day.basis != Timestamp::Basis::none;
}

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (is_word_file(entry)) return Bid::likely;
  if (!is_vtt(head)) return Bid::no;
  if (mentions(head, {"<v ", "\"spokenText\""})) return Bid::certain;
  // Without names: what only Stream writes, or a name that Teams or Zoom gives.
  const bool of_a_meeting = mentions(head, {"NOTE Confidence:", "NOTE duration:"}) || is_zoom_name(entry.path()) ||
                            named_meeting(entry.path()).day.basis != Timestamp::Basis::none;
  return of_a_meeting ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (!is_word_file(entry)) return Walk(entry, sink).read();
  sink.problem({.code = "other-form-of-export",
                .severity = Severity::high,
                .loss = Loss::whole,
                .locator = Locator::at_byte(0),
                .args = {"Teams", "WebVTT (.vtt)"}});
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "teams-transcript",
                                  .platform = "teams",
                                  .versions = "WebVTT 2020-2026 (Teams, Stream, Zoom)",
                                  .gaps = "format.teams-transcript.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::teams_transcript
