#include "schouw/base/time.h"

#include <gtest/gtest.h>

namespace schouw {
namespace {

TEST(Dates, are_read_with_the_day_first) {
  struct Row {
    std::string_view text;
    std::string_view expected;  // empty: no date
  };
  for (const Row& row :
       {Row{"2026-08-15", "2026-08-15"}, Row{"15-08-2026", "2026-08-15"}, Row{"5/8/2026", "2026-08-05"},
        Row{"15.08.2026", "2026-08-15"}, Row{" 2026-8-5 ", "2026-08-05"}, Row{"2024-02-29", "2024-02-29"},
        Row{"29-02-2026", ""}, Row{"31-04-2026", ""}, Row{"08/15/2026", ""}, Row{"15-08-26", ""}, Row{"15-08/2026", ""},
        Row{"2026-08", ""}, Row{"2026-08-15-1", ""}, Row{"", ""}, Row{"--", ""}}) {
    const auto date = parse_date(row.text);
    EXPECT_EQ(date.has_value() ? to_string(*date) : "", row.expected) << row.text;
  }
}

TEST(Dates, add_months_stays_inside_the_month) {
  EXPECT_EQ(to_string(add_months({2026, 1, 31}, 1)), "2026-02-28");
  EXPECT_EQ(to_string(add_months({2024, 1, 31}, 1)), "2024-02-29");
  EXPECT_EQ(to_string(add_months({2026, 1, 15}, -1)), "2025-12-15");
  EXPECT_EQ(to_string(add_months({2026, 12, 1}, 24)), "2028-12-01");
}

TEST(Dates, somebody_is_sixteen_on_the_birthday_and_not_before) {
  EXPECT_EQ(age_on({2010, 8, 15}, {2026, 8, 14}), 15);
  EXPECT_EQ(age_on({2010, 8, 15}, {2026, 8, 15}), 16);
  EXPECT_EQ(age_on({2008, 2, 29}, {2024, 2, 28}), 15);
  EXPECT_EQ(age_on({2008, 2, 29}, {2025, 2, 28}), 16);
  EXPECT_EQ(age_on({2008, 2, 29}, {2025, 3, 1}), 17);
}

TEST(Civil, goes_there_and_back) {
  for (const std::int64_t ms : {0LL, -1LL, 951'827'696'789LL, 4'102'444'800'000LL, -62'135'596'800'000LL})
    EXPECT_EQ(civil_to_ms(ms_to_civil(ms)), ms);
  EXPECT_FALSE(civil_to_ms({2026, 2, 30}).has_value());
  EXPECT_FALSE(civil_to_ms({2026, 1, 1, 24, 0}).has_value());
  EXPECT_FALSE(civil_to_ms({2026, 1, 1, 23, 61}).has_value());
}

std::string shown(const Timestamp& time) {
  switch (time.basis) {
    case Timestamp::Basis::none:
      return "none";
    case Timestamp::Basis::instant:
      return format_utc(time.ms, time.precision);
    case Timestamp::Basis::local:
      return format_local(time.ms, time.precision);
  }
  return {};
}

TEST(Iso8601, is_read_as_exports_write_it) {
  struct Row {
    std::string_view text, expected;
  };
  for (const Row& row : {Row{"2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z"},
                         Row{"2026-03-29T01:30:00.1234567Z", "2026-03-29T01:30:00.123Z"},
                         Row{"2026-03-29T01:30:00.1Z", "2026-03-29T01:30:00.100Z"},
                         Row{"2026-03-29T01:30:00+02:00", "2026-03-28T23:30:00Z"},
                         Row{"2026-03-29T01:30:00+0200", "2026-03-28T23:30:00Z"},
                         Row{"2026-03-29T01:30:00-05", "2026-03-29T06:30:00Z"},
                         Row{"2026-03-29 01:30:00", "2026-03-29T01:30:00"},
                         Row{"2026-03-29T01:30", "2026-03-29T01:30:00"},
                         Row{"2026-03-29", "2026-03-29T00:00:00"},
                         Row{"2026-03-29 01:30:00 UTC", "2026-03-29T01:30:00Z"},
                         Row{"2026-03-29 01:30:00 +0000", "2026-03-29T01:30:00Z"},
                         Row{"2026-03-29T01:30:00z", "2026-03-29T01:30:00Z"},
                         Row{"2026-13-29T01:30:00Z", "none"},
                         Row{"2026-03-29T25:30:00Z", "none"},
                         Row{"2026-03-29T01:30:00.Z", "none"},
                         Row{"2026-03-29T01:30:00+25:00", "none"},
                         Row{"2026-03-29T01:30:00Zx", "none"},
                         Row{"gisteren", "none"},
                         Row{"", "none"},
                         Row{"2026-03-29T", "none"},
                         Row{"2026-03-29T01:30:00+", "none"},
                         Row{"2026-03-29T01:30 x", "none"}})
    EXPECT_EQ(shown(parse_iso8601(row.text)), row.expected) << row.text;
}

TEST(Iso8601, keeps_precision_and_text) {
  EXPECT_EQ(parse_iso8601("2026-03-29").precision, Precision::day);
  EXPECT_EQ(parse_iso8601("2026-03-29T01:30Z").precision, Precision::minute);
  EXPECT_EQ(parse_iso8601("2026-03-29T01:30:00.5Z").precision, Precision::millisecond);
  EXPECT_EQ(parse_iso8601("gisteren").raw, "gisteren");
}

TEST(Rfc5322, is_read_as_mail_programs_write_it) {
  struct Row {
    std::string_view text, expected;
  };
  for (const Row& row :
       {Row{"Sun, 29 Mar 2026 01:30:00 +0200", "2026-03-28T23:30:00Z"},
        Row{"29 Mar 2026 01:30:00 +0200 (CEST)", "2026-03-28T23:30:00Z"},
        Row{"29 Mar 26 01:30 GMT", "2026-03-29T01:30:00Z"}, Row{"29 mar 99 01:30:05 EST", "1999-03-29T06:30:05Z"},
        Row{"Sun, 29-Mar-2026 01:30:00 CET", "2026-03-29T00:30:00Z"},
        Row{" Sun,29 March 2026 1:30:00 -0000", "2026-03-29T01:30:00Z"},
        Row{"29 Mar 2026 01:30:00", "2026-03-29T01:30:00"}, Row{"29 Mar 2026 01:30:00 XYZ", "2026-03-29T01:30:00"},
        Row{"(a (nested) note) 29 Mar 2026 01:30:00 Z", "2026-03-29T01:30:00Z"}, Row{"31 Feb 2026 01:30:00 Z", "none"},
        Row{"Mon, 5 Jan 2026 09:12:00.123 +0100", "2026-01-05T08:12:00.123Z"},
        Row{"Mon, 5 Jan 2026 09:12:00 GMT+0100", "2026-01-05T08:12:00Z"},
        Row{"Mon, 5 Jan 2026 09:12:00 GMT+0100 (CET)", "2026-01-05T08:12:00Z"},
        Row{"Mon, 5 Jan 2026 09:12:00 UTC-01:30", "2026-01-05T10:42:00Z"},
        Row{"Mon, 5 Jan 2026 09:12:00 GMT+1", "2026-01-05T08:12:00Z"},
        Row{"Mon, 5 Jan 2026 09:12:00 \"GMT\"", "2026-01-05T09:12:00Z"},
        Row{"Mon, 6 Jul 2026 09:12:00 MESZ", "2026-07-06T07:12:00Z"},
        Row{"Mon, 6 Jul 2026 09:12:00 MET DST", "2026-07-06T07:12:00Z"},
        Row{"Mon, 5 Jan 2026 09:12 AM", "2026-01-05T09:12:00"},
        Row{"Mon, 5 Jan 2026 12:12:00 AM GMT", "2026-01-05T00:12:00Z"},
        Row{"Mon, 5 Jan 2026 9:12 pm +0100", "2026-01-05T20:12:00Z"},
        Row{"Mon, 5 Jan 2026 21:12 PM", "2026-01-05T21:12:00"},
        Row{"Mon, 5 Jan 2026 09:12:00 EST5EDT", "2026-01-05T09:12:00"},
        Row{"Mon, 5 Jan 2026 09:12:00 --0100", "none"}, Row{"Mon, 5 Jan 2026 09:12:00 +100", "none"},
        Row{"Mon, 5 Jan 2026 09:12:00 +1:", "none"}, Row{"Mon, 5 Jan 2026 09:12:00.", "none"},
        Row{"Mon, 01 Jan 0001 00:00:00 +0000", "none"}, Row{"Mon, 01 Jan 1601 00:00:00 GMT", "none"},
        Row{"Mon, 6 Jul 2026 09:12:00 EEST", "2026-07-06T06:12:00Z"},
        Row{"Mon, 6 Jul 2026 09:12:00 BST", "2026-07-06T09:12:00"},
        Row{"29 Xxx 2026 01:30:00 Z", "none"}, Row{"(((", "none"}, Row{"", "none"}, Row{"29 Mar", "none"}})
    EXPECT_EQ(shown(parse_rfc5322_date(row.text)), row.expected) << row.text;
}

TEST(Zones, know_the_hour_that_came_twice_and_the_one_that_never_was) {
  const Zone zone = *Zone::open("Europe/Amsterdam");
  struct Row {
    Civil local;
    std::string_view utc;
    Zone::Certainty certainty;
  };
  for (const Row& row : {Row{{2026, 7, 1, 12, 0}, "2026-07-01T10:00:00Z", Zone::Certainty::unique},
                         Row{{2026, 1, 1, 12, 0}, "2026-01-01T11:00:00Z", Zone::Certainty::unique},
                         Row{{2026, 10, 25, 2, 30}, "2026-10-25T00:30:00Z", Zone::Certainty::ambiguous},
                         Row{{2026, 10, 25, 1, 59}, "2026-10-24T23:59:00Z", Zone::Certainty::unique},
                         Row{{2026, 10, 25, 3, 0}, "2026-10-25T02:00:00Z", Zone::Certainty::unique},
                         Row{{2026, 3, 29, 2, 30}, "2026-03-29T01:30:00Z", Zone::Certainty::skipped},
                         Row{{2026, 3, 29, 1, 59}, "2026-03-29T00:59:00Z", Zone::Certainty::unique},
                         Row{{2026, 3, 29, 3, 0}, "2026-03-29T01:00:00Z", Zone::Certainty::unique}}) {
    const Zone::Utc utc = zone.to_utc(*civil_to_ms(row.local));
    EXPECT_EQ(format_utc(utc.ms, Precision::second), row.utc);
    EXPECT_EQ(utc.certainty, row.certainty) << row.utc;
  }
}

TEST(Zones, unknown_names_are_errors) {
  for (const std::string_view name : {"", "Europe/Ermelo", "GMT+25", "GMT+3", "Etc/Unknown"})
    EXPECT_FALSE(Zone::open(name).has_value()) << name;
  EXPECT_TRUE(Zone::open("UTC").has_value());
  EXPECT_TRUE(Zone::open("Asia/Kathmandu").has_value());
}

}  // namespace
}  // namespace schouw
