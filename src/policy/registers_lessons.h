// Lessons in three forms; the clock on the school's wall counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "registers_draft.h"

namespace schouw {

/// CSV of ours, iCalendar or Magister's timetable, by content.
void read_lessons(std::string_view bytes, const std::string& file, RegisterDraft& draft);

void read_icalendar(std::string_view bytes, const std::string& file, RegisterDraft& draft);
void read_magister_lessons(std::string_view bytes, const std::string& file, RegisterDraft& draft);

/// The wall clock at school for a time as written; an instant or another zone is turned.
class SchoolClock {
 public:
  explicit SchoolClock(RegisterDraft& draft);
  std::optional<std::int64_t> local(const Timestamp&) const;
  /// `ms` is the wall clock of another zone.
  std::optional<std::int64_t> from_zone(std::int64_t ms, const Zone& zone) const;

 private:
  std::optional<Zone> school_;
};

}  // namespace schouw
