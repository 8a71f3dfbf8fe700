// What was said in a meeting of Teams, as its machine wrote it down: the transcript as WebVTT (.vtt), downloaded from the
// meeting, kept beside its recording, or given by Graph with the facts of each piece as JSON.
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
// Events, for nobody wrote these words and the machine may have misheard them. A film's subtitles, which name nobody, are
// no transcript.
//
// Gaps: the day is known from the name of the file alone, the clock not at all (but for Graph's JSON); names only; the
// same transcript as a Word file is not read.
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

struct Cue {
  std::uint64_t line = 0;
  std::string timing = {}, text = {};
};

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink), meeting_(named_meeting(entry.path())) {
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
    Message message = event(cue);
    std::string_view rest = text;
    if (rest.starts_with("<v") && rest.size() > 2 && (rest[2] == ' ' || rest[2] == '.')) {
      const auto end = std::min(rest.find('>'), rest.size());
      const auto blank = rest.find(' ');
      if (blank < end) message.sender = named(rest.substr(blank + 1, end - blank - 1));
      rest.remove_prefix(std::min(end + 1, rest.size()));
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
      const auto close = text.find('>', open);
      if (close == std::string_view::npos) return out += text.substr(open);
      text.remove_prefix(close + 1);
    }
    return out;
  }

  Message event(const Cue& cue) const {
    Message message{.platform = "teams", .kind = MessageKind::event};
    message.event = "spoken";
    message.conversation = {.key = "transcript:" + key_, .kind = ConversationKind::meeting, .title = meeting_.title};
    message.locator = Locator::at_line(cue.line);
    message.time = meeting_.day;
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
  std::string text_, key_, undated_as_;
  Json sample_;
  Locator undated_at_;
  std::uint64_t given_ = 0, undated_ = 0, unnamed_ = 0, unknown_ = 0;
};

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (!is_vtt(head)) return Bid::no;
  return mentions(head, {"<v ", "\"spokenText\""}) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).read(); }

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "teams-transcript",
                                  .platform = "teams",
                                  .versions = "WebVTT 2020-2026",
                                  .gaps = "format.teams-transcript.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::teams_transcript
