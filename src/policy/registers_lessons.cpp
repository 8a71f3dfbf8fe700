// Lessons in our own CSV form:
//
//   start;einde;groep;medewerkers;titel
//   2025-09-01T08:30;2025-09-01T09:20;6B;m1|m2;rekenen
//
// Gap: no whole-school holidays; a lesson that was cancelled must not be in the list.
#include "registers_lessons.h"

#include <array>

#include "registers_kind.h"
#include "registers_own.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::array<RegisterColumn, 5> kLessons = {{
    {"start", "begin van", true},
    {"end", "einde eind tot", true},
    {"group", "groep klas"},
    {"staff_ids", "medewerkers medewerker_ids personeel staff"},
    {"title", "titel vak"},
}};

/// "1-9-2025 08:30" as "2025-09-01T08:30".
std::string as_iso(const std::string& written) {
  const auto blank = written.find_first_of(" T");
  const auto day = parse_date(std::string_view(written).substr(0, blank));
  if (!day || blank == std::string::npos) return written;
  return to_string(*day) + "T" + std::string(trim(std::string_view(written).substr(blank + 1)));
}

std::optional<std::int64_t> read_time(RegisterTable& table, const CsvRow& row, std::string_view column,
                                      const SchoolClock& clock) {
  const std::string written = table.needed(row, column);
  const auto ms = clock.local(parse_iso8601(as_iso(written)));
  if (!ms) table.draft().fail("register-bad-time", {written, std::string(column)}, table.place(row));
  return ms;
}

}  // namespace

SchoolClock::SchoolClock(RegisterDraft& draft) {
  auto zone = Zone::open(draft.time_zone);
  if (zone)
    school_ = std::move(*zone);
  else if (!draft.error)
    draft.error = zone.error();
}

std::optional<std::int64_t> SchoolClock::local(const Timestamp& time) const {
  switch (time.basis) {
    case Timestamp::Basis::none:
      return {};
    case Timestamp::Basis::local:
      return time.ms;
    case Timestamp::Basis::instant:
      return school_ ? std::optional(school_->to_local(time.ms)) : std::nullopt;
  }
  return {};
}

std::optional<std::int64_t> SchoolClock::from_zone(std::int64_t ms, const Zone& zone) const {
  if (!school_) return {};
  return zone.name() == school_->name() ? ms : school_->to_local(zone.to_utc(ms).ms);
}

std::span<const RegisterColumn> lesson_columns() { return kLessons; }

void read_own_lessons(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  RegisterTable table(bytes, file, kLessons, UnknownColumns::note, draft);
  const SchoolClock clock(draft);
  for (const CsvRow& row : table.rows()) {
    LessonRow out{table.place(row), {}, {}, {}};
    const auto start = read_time(table, row, "start", clock), end = read_time(table, row, "end", clock);
    if (start && end && *end <= *start)
      draft.fail("register-dates-reversed", {table.text(row, "start"), table.text(row, "end")}, out.place);
    if (draft.failed()) return;
    out.lesson.start_local_ms = *start;
    out.lesson.end_local_ms = *end;
    out.lesson.group = table.text(row, "group");
    out.lesson.title = table.text(row, "title");
    out.lesson.staff_ids = split_list(table.text(row, "staff_ids"), "|,");
    draft.lessons.push_back(std::move(out));
  }
}

void read_lessons(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  const RegisterKind kind = register_kind(file, bytes);
  if (kind == RegisterKind::icalendar) return read_icalendar(bytes, file, draft);
  if (kind == RegisterKind::magister_lessons) return read_magister_lessons(bytes, file, draft);
  read_own_lessons(bytes, file, draft);
}

}  // namespace schouw
