// Lessons out of calendars as Outlook, Google and timetable programs write them.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "registers_testing.h"
#include "schouw/base/time.h"

namespace schouw {
namespace {

using testing::Folder;
using testing::said;

struct Calendar {
  const char* name;
  std::string_view events;               ///< lines, each ended by \n
  std::vector<std::string_view> starts;  ///< the clock at school
  std::string_view note = {};            ///< one that must be there
};

constexpr std::string_view kMonday =
    "UID:a\nDTSTART;TZID=Europe/Amsterdam:20260105T083000\nDTEND;TZID=Europe/"
    "Amsterdam:20260105T092000\nCATEGORIES:6B\n";

std::string event(std::string_view lines) { return "BEGIN:VEVENT\n" + std::string(lines) + "END:VEVENT\n"; }
std::string monday(std::string_view more) { return event(std::string(kMonday) + std::string(more)); }

Registers read(std::string_view events) {
  const Folder folder("calendar");
  RegisterPaths paths;
  paths.base = folder.path();
  paths.people = {folder.put("people.csv", "persoon_id;rol;achternaam\nm1;medewerker;Jansen\n")};
  paths.lessons = {
      folder.put("rooster.ics", "BEGIN:VCALENDAR\nVERSION:2.0\n" + std::string(events) + "END:VCALENDAR\n")};
  auto registers = load_registers(paths);
  EXPECT_TRUE(registers.has_value()) << said(registers.error());
  return registers ? std::move(*registers) : Registers{};
}

std::vector<std::string> starts_of(const Registers& registers) {
  constexpr std::size_t kMinutes = 16;  // "2026-01-05T08:30"
  std::vector<std::string> out;
  for (const Lesson& lesson : registers.lessons)
    out.push_back(format_local(lesson.start_local_ms, Precision::minute).substr(0, kMinutes));
  return out;
}

constexpr std::string_view kOutlookZone =
    "BEGIN:VTIMEZONE\nTZID:(UTC+01:00) Amsterdam\\, Berlin\\, Rome\nBEGIN:STANDARD\nDTSTART:16010101T030000\n"
    "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
    "DTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
constexpr std::string_view kInOutlookZone =
    "UID:b\nDTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin, Rome\":20260105T083000\n"
    "DTEND;TZID=\"(UTC+01:00) Amsterdam, Berlin, Rome\":20260105T092000\nCATEGORIES:6B\n";

TEST(Calendars, give_the_lessons_that_are_held) {
  const std::vector<Calendar> calendars = {
      {.name = "a lesson taken out in UTC",
       .events = "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260112T073000Z\n",
       .starts = {"2026-01-05T08:30", "2026-01-19T08:30"}},
      {.name = "a day taken out",
       .events = "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20260112\n",
       .starts = {"2026-01-05T08:30", "2026-01-19T08:30"}},
      {.name = "further lessons apart",
       .events = "RDATE;TZID=Europe/Amsterdam:20260107T083000,20260108T083000\n",
       .starts = {"2026-01-05T08:30", "2026-01-07T08:30", "2026-01-08T08:30"}},
      {.name = "further lessons that cannot be read",
       .events = "RDATE;VALUE=DATE:20260107\n",
       .starts = {"2026-01-05T08:30"},
       .note = "lesson-time-unreadable"},
      {.name = "every school day",
       .events = "RRULE:FREQ=DAILY;UNTIL=20260113;BYDAY=MO,TU,WE,TH,FR\n",
       .starts = {"2026-01-05T08:30", "2026-01-06T08:30", "2026-01-07T08:30", "2026-01-08T08:30", "2026-01-09T08:30",
                  "2026-01-12T08:30", "2026-01-13T08:30"}},
      {.name = "every other day",
       .events = "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2\n",
       .starts = {"2026-01-05T08:30", "2026-01-07T08:30"}},
      {.name = "weeks that begin on Sunday",
       .events = "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=SU,MO;WKST=SU\n",
       .starts = {"2026-01-05T08:30", "2026-01-18T08:30", "2026-01-19T08:30"}},
      {.name = "every month",
       .events = "RRULE:FREQ=MONTHLY;COUNT=3\n",
       .starts = {"2026-01-05T08:30"},
       .note = "lesson-rule-unread"},
  };
  for (const Calendar& one : calendars) {
    SCOPED_TRACE(one.name);
    const Registers registers = read(monday(one.events));
    EXPECT_EQ(starts_of(registers), std::vector<std::string>(one.starts.begin(), one.starts.end()));
    const auto is_expected = [&](const RegisterNote& note) { return note.code == one.note; };
    EXPECT_EQ(std::ranges::count_if(registers.notes, is_expected), one.note.empty() ? 0 : 1);
  }
}

TEST(Calendars, take_out_what_is_cancelled_or_moved_in_another_zone) {
  const std::string weekly = monday("RRULE:FREQ=WEEKLY;COUNT=3\n");
  const std::string cancelled = event(
      "UID:a\nRECURRENCE-ID:20260112T073000Z\nDTSTART:20260112T073000Z\nDTEND:20260112T082000Z\nSTATUS:CANCELLED\n");
  EXPECT_EQ(starts_of(read(weekly + cancelled)), (std::vector<std::string>{"2026-01-05T08:30", "2026-01-19T08:30"}));
  const std::string not_given =
      event("UID:z\nDTSTART:20260112T073000Z\nDTEND:20260112T082000Z\nCATEGORIES:6B\nSUMMARY:[x] A12 wi 6B jns\n");
  EXPECT_EQ(starts_of(read(not_given)), std::vector<std::string>{});
}

TEST(Calendars, follow_a_change_of_all_later_lessons) {
  const std::string weekly = monday("RRULE:FREQ=WEEKLY;COUNT=4\n");
  const std::string later = event(
      "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260112T073000Z\nDTSTART;TZID=Europe/Amsterdam:20260113T103000\n"
      "DTEND;TZID=Europe/Amsterdam:20260113T112000\nCATEGORIES:7A\n");
  const Registers registers = read(weekly + later);
  EXPECT_EQ(starts_of(registers),
            (std::vector<std::string>{"2026-01-05T08:30", "2026-01-13T10:30", "2026-01-20T10:30", "2026-01-27T10:30"}));
  ASSERT_EQ(registers.lessons.size(), 4u);
  EXPECT_EQ(registers.lessons[3].group, "7A");
}

TEST(Calendars, know_our_zone_under_the_names_of_outlook) {
  const std::string lesson = event(kInOutlookZone);
  EXPECT_EQ(starts_of(read(std::string(kOutlookZone) + lesson)), std::vector<std::string>{"2026-01-05T08:30"});
  // Without the block nothing says what the name means.
  EXPECT_EQ(starts_of(read(lesson)), std::vector<std::string>{});
  const std::string london = event(
      "UID:c\nDTSTART;TZID=GMT Standard Time:20260105T083000\nDTEND;TZID=GMT Standard "
      "Time:20260105T092000\nCATEGORIES:6B\n");
  EXPECT_EQ(starts_of(read(london)), std::vector<std::string>{"2026-01-05T09:30"});
}

}  // namespace
}  // namespace schouw
