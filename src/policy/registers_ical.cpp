// Lessons as iCalendar (RFC 5545):
//
//   BEGIN:VEVENT
//   DTSTART;TZID=Europe/Amsterdam:20250901T083000
//   CATEGORIES:6B                                  the group
//   ATTENDEE;CN=Karin:mailto:k.zandberg@school.example
//   RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260710T220000Z
//
// Gap: only daily and weekly rules with INTERVAL, COUNT, UNTIL, BYDAY and WKST are unrolled; of another rule the first
// lesson counts, with a note. A rule without an end is followed for a year. A zone is known by its name; of a VTIMEZONE
// under another name (Outlook's "(UTC+01:00) Amsterdam, Berlin, …") only whether it has our two offsets is read.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "registers_ical_rule.h"
#include "registers_lessons.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// A line with its folds undone: NAME;PARAM=VALUE:VALUE.
struct Property {
  std::string name;
  std::map<std::string, std::string> params;
  std::string value;
  std::uint64_t line = 0;
};

struct Event {
  RegisterPlace place;
  Property start, end, duration, rule, recurrence_id;
  std::string summary, uid, status;
  std::vector<std::string> groups, emails;
  std::vector<Property> skipped, more;  ///< EXDATE, RDATE
};

/// What takes lessons out of a repetition, by the clock at school.
struct Skips {
  std::set<std::int64_t> times;
  std::set<std::string> days;  ///< "20260112": no lesson of it on that day
};

/// From one lesson of a repetition on, all are at another time (RANGE=THISANDFUTURE).
struct Change {
  std::int64_t from = 0, to = 0, length = 0;  ///< the clock at school
  const Event* event = nullptr;
};

struct ZoneBlock {
  std::string place;              ///< X-LIC-LOCATION
  std::set<std::string> offsets;  ///< "+0100"
};

/// Names of Windows; the first four are our wall clock.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kWindowsZones = {
    {{"w. europe standard time", "Europe/Amsterdam"},
     {"romance standard time", "Europe/Amsterdam"},
     {"central europe standard time", "Europe/Amsterdam"},
     {"central european standard time", "Europe/Amsterdam"},
     {"gmt standard time", "Europe/London"}}};

constexpr std::size_t kDayDigits = 8;  ///< "20260112"

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out.push_back(text[i]);
      continue;
    }
    const char c = text[++i];
    out.push_back(c == 'n' || c == 'N' ? '\n' : c);
  }
  return nfc(trim(out));
}

/// A comma list whose commas may be escaped.
std::vector<std::string> unescaped_list(std::string_view text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool cut = i == text.size() || (text[i] == ',' && (i == 0 || text[i - 1] != '\\'));
    if (!cut) continue;
    if (std::string part = unescaped(text.substr(begin, i - begin)); !part.empty()) out.push_back(std::move(part));
    begin = i + 1;
  }
  return out;
}

void add_param(Property& out, std::string_view param) {
  const auto equals = param.find('=');
  if (equals == std::string_view::npos) return;
  std::string_view value = param.substr(equals + 1);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  out.params[ascii_lower(param.substr(0, equals))] = std::string(value);
}

Property parse_property(std::string_view text, std::uint64_t line) {
  Property out;
  out.line = line;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted || (text[i] != ';' && text[i] != ':')) continue;
    if (begin == 0)
      out.name = ascii_lower(text.substr(0, i));
    else
      add_param(out, text.substr(begin, i - begin));
    begin = i + 1;
    if (text[i] == ':') break;
  }
  out.value = std::string(trim(text.substr(begin)));
  return out;
}

std::vector<Property> unfold(std::string_view text) {
  std::vector<std::pair<std::string, std::uint64_t>> lines;
  std::uint64_t number = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!lines.empty() && (line.starts_with(' ') || line.starts_with('\t')))
      lines.back().first += line.substr(1);
    else if (!line.empty())
      lines.emplace_back(line, number);
  }
  std::vector<Property> out;
  for (const auto& [line, at] : lines) out.push_back(parse_property(line, at));
  return out;
}

class Calendar {
 public:
  Calendar(std::string file, RegisterDraft& draft) : file_(std::move(file)), draft_(draft), clock_(draft) {}

  void read(std::string_view text) {
    for (const Property& p : unfold(text)) {
      if (p.name == "begin")
        begin(p);
      else if (p.name == "end")
        end(p);
      else if (inside_.size() == 2 && inside_.back() == "vevent")
        take(p);
      else if (inside_.size() >= 2 && inside_[1] == "vtimezone")
        take_zone(p);
    }
    if (!inside_.empty()) draft_.fail("register-calendar-cut", {}, {file_, 0});
    for (const Event& event : events_)
      if (!event.recurrence_id.value.empty()) note_moved(event);
    for (const Event& event : events_)
      if (!draft_.failed()) add(event);
  }

 private:
  struct Wall {
    std::int64_t ms = 0;         ///< the wall clock of `zone`, or UTC
    const Zone* zone = nullptr;  ///< null: the school's own
    bool utc = false;
  };

  void begin(const Property& p) {
    inside_.push_back(ascii_lower(p.value));
    if (inside_.size() == 2 && inside_.back() == "vevent") {
      events_.emplace_back();
      events_.back().place = {file_, p.line};
    }
  }

  void end(const Property& p) {
    if (!inside_.empty() && inside_.back() == ascii_lower(p.value)) inside_.pop_back();
  }

  void take(const Property& p) {
    Event& event = events_.back();
    if (p.name == "dtstart")
      event.start = p;
    else if (p.name == "dtend")
      event.end = p;
    else if (p.name == "duration")
      event.duration = p;
    else if (p.name == "rrule")
      event.rule = p;
    else if (p.name == "recurrence-id")
      event.recurrence_id = p;
    else if (p.name == "exdate")
      event.skipped.push_back(p);
    else if (p.name == "rdate")
      event.more.push_back(p);
    else if (p.name == "summary")
      event.summary = unescaped(p.value);
    else if (p.name == "uid")
      event.uid = p.value;
    else if (p.name == "status")
      event.status = ascii_lower(p.value);
    else if (p.name == "categories")
      for (auto& group : unescaped_list(p.value)) event.groups.push_back(std::move(group));
    else if (p.name == "attendee")
      attendee(event, p);
  }

  /// Names are quoted in one place and escaped in the other.
  void take_zone(const Property& p) {
    if (p.name == "tzid")
      zone_name_ = unescaped(p.value);
    else if (p.name == "x-lic-location")
      zone_blocks_[zone_name_].place = p.value;
    else if (p.name == "tzoffsetto")
      zone_blocks_[zone_name_].offsets.insert(p.value);
  }

  static void attendee(Event& event, const Property& p) {
    constexpr std::string_view kMail = "mailto:";
    const std::string value = ascii_lower(p.value);
    if (value.starts_with(kMail)) event.emails.emplace_back(trim(std::string_view(value).substr(kMail.size())));
  }

  /// Nothing for a day without a time, for nonsense, and for a zone we do not know.
  std::optional<Wall> wall_clock(const Property& p) { return wall_clock(p, p.value); }

  std::optional<Wall> wall_clock(const Property& p, std::string_view value) {
    const auto ms = parse_ical_time(value);
    if (!ms) return {};
    Wall out{*ms, nullptr, value.ends_with('Z')};
    const auto tzid = p.params.find("tzid");
    if (out.utc || tzid == p.params.end()) return out;
    out.zone = zone(tzid->second);
    if (out.zone == nullptr) return {};
    return out;
  }

  /// "/vendor/Europe/Amsterdam" is Europe/Amsterdam.
  const Zone* zone(const std::string& name) {
    const auto known = zones_.find(name);
    if (known != zones_.end()) return known->second ? &*known->second : nullptr;
    auto opened = Zone::open(own_name_of(unescaped(name)));
    for (auto slash = name.find('/'); !opened && slash != std::string::npos; slash = name.find('/', slash + 1))
      opened = Zone::open(std::string_view(name).substr(slash + 1));
    auto& slot = zones_[name];
    if (opened) slot = std::move(*opened);
    return slot ? &*slot : nullptr;
  }

  /// What this calendar, Windows or Outlook calls by another name.
  std::string own_name_of(const std::string& name) const {
    const auto windows = std::ranges::find(kWindowsZones, std::string_view(ascii_lower(name)),
                                           &std::pair<std::string_view, std::string_view>::first);
    if (windows != kWindowsZones.end()) return std::string(windows->second);
    const auto block = zone_blocks_.find(name);
    if (block == zone_blocks_.end()) return name;
    if (!block->second.place.empty()) return block->second.place;
    const bool ours = block->second.offsets == std::set<std::string>{"+0100", "+0200"};
    return ours && !Zone::open(name) ? "Europe/Amsterdam" : name;
  }

  std::optional<std::int64_t> school_time(const Wall& wall, std::int64_t ms) const {
    if (wall.utc) return clock_.local(instant_ms(ms, Precision::second, {}));
    return wall.zone == nullptr ? std::optional(ms) : clock_.from_zone(ms, *wall.zone);
  }

  std::optional<std::int64_t> length_of(const Event& event, const Wall& start) {
    if (event.end.value.empty()) return parse_ical_duration(event.duration.value);
    const auto end = wall_clock(event.end);
    if (!end) return {};
    const auto from = school_time(start, start.ms), until = school_time(*end, end->ms);
    if (!from || !until) return {};
    return *until - *from;
  }

  /// Another event replaces this lesson of a repetition, and perhaps all after it.
  void note_moved(const Event& event) {
    skip(event.recurrence_id, event.recurrence_id.value, moved_[event.uid]);
    const auto range = event.recurrence_id.params.find("range");
    if (range == event.recurrence_id.params.end() || range->second != "THISANDFUTURE") return;
    const auto from = wall_clock(event.recurrence_id), to = wall_clock(event.start);
    const auto length = to ? length_of(event, *to) : std::nullopt;
    const auto from_ms = from ? school_time(*from, from->ms) : std::nullopt;
    const auto to_ms = to ? school_time(*to, to->ms) : std::nullopt;
    if (from_ms && to_ms && length) changes_[event.uid].push_back({*from_ms, *to_ms, *length, &event});
  }

  /// A day alone takes out what is on that day; a time may be in another zone than the lesson.
  void skip(const Property& p, std::string_view value, Skips& skips) {
    if (value.size() == kDayDigits) skips.days.emplace(value);
    if (const auto wall = wall_clock(p, value))
      if (const auto ms = school_time(*wall, wall->ms)) skips.times.insert(*ms);
  }

  static bool is_skipped(const Skips& skips, std::int64_t ms) {
    std::string day = to_string(date_of(ms));
    std::erase(day, '-');
    return skips.times.contains(ms) || skips.days.contains(day);
  }

  void add(const Event& event) {
    if (is_cancelled(event)) return;
    const auto start = wall_clock(event.start);
    const auto length = start ? length_of(event, *start) : std::nullopt;
    if (!start || !length || *length <= 0)
      return draft_.note("lesson-time-unreadable", {event.start.value}, event.place);
    Skips skips = moved_of(event);
    for (const Property& exdate : event.skipped)
      for (const std::string& value : split_list(exdate.value, ",")) skip(exdate, value, skips);
    for (const std::int64_t local : times_of(event, *start))
      if (!is_skipped(skips, local)) add_changed(event, local, *length);
  }

  /// Zermelo writes "[x]" in front of a lesson that is not given.
  static bool is_cancelled(const Event& event) {
    return event.status == "cancelled" || ascii_lower(event.summary.substr(0, 3)) == "[x]";
  }

  /// All starts by the clock at school: those of the rule and those that stand apart (RDATE).
  std::vector<std::int64_t> times_of(const Event& event, const Wall& start) {
    std::vector<std::int64_t> out;
    for (const std::int64_t ms : occurrences(event, start))
      if (const auto local = school_time(start, ms)) out.push_back(*local);
    for (const Property& rdate : event.more)
      for (const std::string& value : split_list(rdate.value, ",")) {
        const auto wall = wall_clock(rdate, std::string_view(value).substr(0, value.find('/')));
        const auto local = wall ? school_time(*wall, wall->ms) : std::nullopt;
        if (local)
          out.push_back(*local);
        else
          draft_.note("lesson-time-unreadable", {value}, event.place);
      }
    return out;
  }

  /// As the last change before it says.
  void add_changed(const Event& event, std::int64_t local, std::int64_t length) {
    const auto changes = changes_.find(event.uid);
    const Change* last = nullptr;
    if (changes != changes_.end() && event.recurrence_id.value.empty())
      for (const Change& change : changes->second)
        if (change.from <= local && (last == nullptr || last->from < change.from)) last = &change;
    if (last == nullptr) return add_lesson(event, local, length);
    if (!is_cancelled(*last->event)) add_lesson(*last->event, local + last->to - last->from, last->length);
  }

  Skips moved_of(const Event& event) const {
    const auto moved = moved_.find(event.uid);
    if (moved == moved_.end() || !event.recurrence_id.value.empty()) return {};
    return moved->second;
  }

  std::vector<std::int64_t> occurrences(const Event& event, const Wall& start) {
    if (event.rule.value.empty()) return {start.ms};
    const auto rule = parse_repeat_rule(event.rule.value);
    if (!rule) {
      draft_.note("lesson-rule-unread", {event.rule.value}, {file_, event.rule.line});
      return {start.ms};
    }
    if (!rule->count && !rule->until_ms) draft_.note("lesson-rule-open", {}, {file_, event.rule.line});
    RepeatRule local = *rule;
    // UNTIL is in UTC when the start has a zone; compare in the zone of the start.
    if (local.until_ms && local.until_utc && !start.utc) {
      const auto zone_of = start.zone != nullptr ? start.zone : zone(draft_.time_zone);
      if (zone_of != nullptr) local.until_ms = zone_of->to_local(*local.until_ms);
    }
    return unroll(local, start.ms);
  }

  void add_lesson(const Event& event, std::int64_t start, std::int64_t length) {
    LessonRow out{event.place, {}, event.emails, {}};
    out.lesson.start_local_ms = start;
    out.lesson.end_local_ms = start + length;
    out.lesson.title = event.summary;
    std::vector<std::string> groups = event.groups;
    if (groups.empty()) groups.emplace_back();
    for (std::string& group : groups) {
      out.lesson.group = std::move(group);
      draft_.lessons.push_back(out);
    }
  }

  std::string file_;
  RegisterDraft& draft_;
  SchoolClock clock_;
  std::vector<std::string> inside_;
  std::vector<Event> events_;
  std::map<std::string, Skips> moved_;                  ///< UID -> lessons that another event replaces
  std::map<std::string, std::vector<Change>> changes_;  ///< UID -> from where on another event holds
  std::string zone_name_;
  std::map<std::string, ZoneBlock> zone_blocks_;
  std::map<std::string, std::optional<Zone>> zones_;
};

}  // namespace

void read_icalendar(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  std::size_t replaced = 0;
  Calendar(file, draft).read(to_utf8(bytes, sniff_encoding(bytes), replaced));
}

}  // namespace schouw
