// A calendar (iCalendar, RFC 5545): an appointment that somebody saved out of Outlook, a calendar of Google or Apple.
//
//   BEGIN:VEVENT / DTSTART;TZID=Europe/Amsterdam:20260106T090000 / SUMMARY:Oudergesprek / ORGANIZER;CN=Karin:mailto:… / END:VEVENT
//   -> event "appointment" of Karin, at its start; who is asked are the recipients
//
// A timetable is a register where the plan names it as one; among the exports it is this.
//
// Gaps: how often it comes back, when it ends and who said to come; of a series, the first. Tasks and notes are counted.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "mail_calendar.h"
#include "mail_header.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whole_entry.h"

namespace schouw::calendar_ics {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxCalendarBytes = std::size_t{256} << 20;
constexpr std::size_t kMostGuests = 10'000, kMostAttached = 1000, kMostZones = 64;

/// "CN=\"Jansen, Karin\"" -> "Jansen, Karin"
std::string parameter_of(std::string_view parameters, std::string_view key) {
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= parameters.size(); ++i) {
    if (i < parameters.size() && parameters[i] == '"') quoted = !quoted;
    if (i < parameters.size() && (parameters[i] != ';' || quoted)) continue;
    std::string_view one = parameters.substr(begin, i - begin);
    begin = i + 1;
    const auto equals = one.find('=');
    if (equals == std::string_view::npos || ascii_lower(trim(one.substr(0, equals))) != key) continue;
    one = trim(one.substr(equals + 1));
    if (one.size() > 1 && one.front() == '"' && one.back() == '"') one = one.substr(1, one.size() - 2);
    return tidy_text(one);
  }
  return {};
}

AccountRef guest_of(const CalendarProperty& property) {
  AccountRef out{.display_name = parameter_of(property.parameters, "cn")};
  std::string_view address = trim(property.value);
  if (ascii_lower(address.substr(0, 7)) == "mailto:") address = trim(address.substr(7));
  if (!is_mail_address(address)) address = {};
  // Outlook writes "invalid:nomail" for somebody without an address; there the real one may be a parameter.
  const std::string stated = parameter_of(property.parameters, "email");
  out.email = !address.empty() ? tidy_text(address) : is_mail_address(stated) ? stated : std::string();
  if (out.display_name == out.email) out.display_name.clear();
  return out;
}

/// "20260106T090000", "20260106T090000Z", "20260106". Basis none when it is none of them.
Timestamp basic_time(std::string_view written) {
  const std::string_view digits = trim(written);
  std::string iso;
  if (has_shape(digits.substr(0, 8), "00000000"))
    iso = std::string(digits.substr(0, 4)) + '-' + std::string(digits.substr(4, 2)) + '-' + std::string(digits.substr(6, 2));
  if (!iso.empty() && digits.size() >= 15 && has_shape(digits.substr(8, 7), "T000000"))
    iso += 'T' + std::string(digits.substr(9, 2)) + ':' + std::string(digits.substr(11, 2)) + ':' +
           std::string(digits.substr(13));
  Timestamp time = parse_iso8601(iso);
  time.raw = tidy_text(prefix(written, 64));
  return time;
}

class Reader {
 public:
  Reader(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), text_(whole_text(entry, kMaxCalendarBytes, sink)) {}

  void read() {
    std::string_view rest = text_;
    bool ends = false;
    while (!trim(rest).empty()) {
      const std::uint64_t at = line_;
      const std::string_view before = rest;
      const CalendarProperty property = take_calendar_property(rest);
      line_ += static_cast<std::uint64_t>(std::ranges::count(before.substr(0, before.size() - rest.size()), '\n'));
      ends = property.name == "end" && ascii_lower(trim(property.value)) == "vcalendar";
      take(property, at);
    }
    if (event_) give();
    if (!ends) tally_.problem({.code = "data-cut", .severity = Severity::high, .loss = Loss::partial, .locator = Locator::at_line(line_), .args = {}});
    for (const auto& [kind, items] : others_) tally_.not_read(kind, items);
    tally_.finish();
  }

 private:
  void take(const CalendarProperty& property, std::uint64_t at) {
    const std::string component = ascii_lower(trim(property.value));
    if (property.name == "begin") return begin(component, at);
    if (property.name == "end") return end(component);
    if (inside_ > 0) return;
    if (!event_) {
      if (property.name == "method") answer_ = component == "reply" || component == "counter" || component == "refresh";
      if (property.name == "x-wr-calname") title_ = calendar_words(property.value);
      return;
    }
    put(property);
  }

  /// An alarm within an appointment repeats its title.
  void begin(const std::string& component, std::uint64_t at) {
    if (event_) {
      ++inside_;
    } else if (component == "vevent") {
      event_.emplace();
      event_->locator = Locator::at_line(at);
    } else if (component == "vtodo" || component == "vjournal") {
      ++others_[component == "vtodo" ? "VTODO" : "VJOURNAL"];
    }
  }

  void end(const std::string& component) {
    if (inside_ > 0) --inside_;
    else if (event_ && component == "vevent") give();
  }

  void put(const CalendarProperty& property) {
    Message& event = *event_;
    const std::string& name = property.name;
    if (name == "summary") event.title = calendar_words(property.value);
    if (name == "description" || name == "location") add_words(event.text, property.value);
    if (name == "comment") add_words(comment_, property.value);
    if (name == "uid") event.native_id = tidy_text(prefix(property.value, 998));
    if (name == "recurrence-id") repeated_ = tidy_text(prefix(property.value, 64));
    if (name == "dtstart") event.time = start(property);
    if (name == "organizer" && !event.sender) event.sender = guest_of(property);
    if (name == "attendee" && event.recipients.size() < kMostGuests)
      if (AccountRef guest = guest_of(property); !guest.empty()) event.recipients.push_back(std::move(guest));
    if (name == "attach" && event.attachments.size() < kMostAttached) attach(property);
  }

  static void add_words(std::string& to, std::string_view value) {
    const std::string words = calendar_words(value);
    if (!words.empty()) to += (to.empty() ? "" : "\n") + words;
  }

  /// A zone by another name than that of the world's table ("W. Europe Standard Time") is not looked up: the clock counts.
  Timestamp start(const CalendarProperty& property) {
    Timestamp time = basic_time(property.value);
    if (time.basis != Timestamp::Basis::local || time.precision == Precision::day) return time;
    const std::string name = parameter_of(property.parameters, "tzid");
    if (name.find('/') == std::string::npos) return time;
    auto zone = zones_.find(name);
    if (zone == zones_.end() && zones_.size() < kMostZones) {
      Result<Zone> opened = Zone::open(name);
      zone = zones_.emplace(name, opened ? std::optional(std::move(*opened)) : std::nullopt).first;
    }
    if (zone == zones_.end() || !zone->second) return time;
    return instant_ms(zone->second->to_utc(time.ms).ms, time.precision, time.raw);
  }

  void attach(const CalendarProperty& property) {
    Attachment file{.mime = ascii_lower(parameter_of(property.parameters, "fmttype"))};
    for (const std::string_view key : {"filename", "x-filename", "x-apple-filename"})
      if (file.name.empty()) file.name = parameter_of(property.parameters, key);
    if (file.mime.empty()) file.mime = std::string(mime_of(file.name));
    file.kind = attachment_kind_of(file.name, file.mime);
    if (ascii_lower(parameter_of(property.parameters, "encoding")) == "base64") {
      const std::string bytes = base64_decode(property.value);
      file.bytes = bytes.size();
      file.sha256 = sha256_hex(bytes);
      file.present = true;
    } else {
      file.caption = tidy_text(prefix(property.value, 2048));
    }
    event_->attachments.push_back(std::move(file));
  }

  void give() {
    Message event = std::move(*event_);
    event_.reset();
    inside_ = 0;
    event.kind = MessageKind::event;
    event.event = "appointment";
    // A guest who answers repeats the words of whoever asked; the comment is the guest's.
    if (answer_) {
      event.quoted = std::exchange(event.text, {});
      if (event.recipients.size() == 1) {
        AccountRef guest = std::move(event.recipients.front());
        event.recipients.clear();
        if (event.sender) event.recipients.push_back(std::move(*event.sender));
        event.sender = std::move(guest);
      }
    }
    if (event.sender && event.sender->empty()) event.sender.reset();
    const std::string comment = std::exchange(comment_, {}), repeated = std::exchange(repeated_, {});
    if (!comment.empty()) event.text += (event.text.empty() ? "" : "\n") + comment;
    std::string key = event.native_id;
    if (key.empty()) key = sha256_hex(event.title + '\x1f' + event.time.raw + '\x1f' + event.text).substr(0, 32);
    if (!repeated.empty() && !event.native_id.empty()) event.native_id += '/' + repeated;
    event.conversation = {.key = std::move(key), .kind = ConversationKind::mail, .title = event.title.empty() ? title_ : event.title};
    tally_.give(std::move(event));
  }

  Tally tally_;
  std::string text_, title_, comment_, repeated_;
  std::map<std::string, std::optional<Zone>, std::less<>> zones_ = {};
  std::map<std::string, std::uint64_t, std::less<>> others_ = {};
  std::optional<Message> event_ = {};
  std::uint64_t line_ = 1;
  int inside_ = 0;  ///< components within the appointment
  bool answer_ = false;
};

Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head().substr(0, 256);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return ascii_lower(trim(head).substr(0, 15)) == "begin:vcalendar" ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Reader(entry, sink).read(); }

}  // namespace

constinit const Importer importer{.id = "calendar-ics",
                                  .platform = "mail",
                                  .versions = "RFC 2445-5545",
                                  .gaps = "format.calendar-ics.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::calendar_ics
