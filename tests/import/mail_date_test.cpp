// Dates of mails in forms that no standard has.
#include <gtest/gtest.h>

#include "mail_date.h"

namespace schouw {
namespace {

std::string shown(const Timestamp& time) {
  if (time.basis == Timestamp::Basis::none) return "none";
  return time.basis == Timestamp::Basis::instant ? format_utc(time.ms, time.precision)
                                                 : format_local(time.ms, time.precision);
}

struct Row {
  std::string_view text, expected;
};

TEST(MailDate, says_utc_only_where_the_mail_says_it) {
  for (const Row& row : {Row{"Mon, 5 Jan 2026 09:12:00.5 +0100", "2026-01-05T08:12:00.500Z"},
                         Row{"2026-01-05T09:12:00+01:00", "2026-01-05T08:12:00Z"},
                         Row{"ma, 5 mei 2026 09:12:00 +0200", "2026-05-05T07:12:00Z"},
                         Row{"Mo, 5 Dez 2026 09:12:00 +0100", "2026-12-05T08:12:00Z"},
                         Row{"Tue, 12 Oct 2010 16:21:05 H0500", "2010-10-12T16:21:05Z"},
                         Row{"Mon, 5 Jan 2026 09:12:00 (CET)", "2026-01-05T09:12:00"},
                         Row{"Mon, 5 Jan 2026 09:12:00 W. Europe Standard Time", "2026-01-05T09:12:00"},
                         Row{"Mon, 5 Jan 2026 09:12:00 Europe/Amsterdam", "2026-01-05T09:12:00"},
                         Row{"Mon, 5 Jan 2026 09:12:00 EST5EDT", "2026-01-05T09:12:00"},
                         Row{"Mon, 5 Jan 2026 09:12 AM", "2026-01-05T09:12:00"},
                         Row{"Mon, 6 Jul 2026 09:12:00 BST", "2026-07-06T09:12:00"},
                         Row{"Mon, 01 Jan 0001 00:00:00 +0000", "none"},
                         Row{"Do, 5 M\u00E4r 2026 09:12:00 +0100", "2026-03-05T08:12:00Z"},
                         Row{"jeu. 5 f\u00E9vr. 2026 09:12:00 +0100", "2026-02-05T08:12:00Z"},
                         Row{"pon, 05 sty 2026 09:12:00 +0100", "2026-01-05T08:12:00Z"},
                         Row{"Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06Z"},
                         Row{"Mon, 5 Jan 2026 09(", "none"}, Row{"Mon, 5 Jan 2026 09:12:00 --0100", "none"}})
    EXPECT_EQ(shown(mail_date(row.text)), row.expected) << row.text;
}

TEST(MailDate, is_read_in_odd_forms) {
  for (const Row& row : {Row{"Mon Jan  5 09:12:00 2026", "2026-01-05T09:12:00"},
                         Row{"Mon Jan  5 09:12:00 CET 2026", "2026-01-05T08:12:00Z"},
                         Row{"Mon Jan 05 2026 09:12:00 GMT+0100 (CET)", "2026-01-05T08:12:00Z"},
                         Row{"Monday, January 5, 2026 at 9:12 PM", "2026-01-05T21:12:00"},
                         Row{"Mon, 5 Jan 2026 09:12:00 --0100", "2026-01-05T09:12:00"},
                         Row{"Mon, 5 Jan 2026 09:12:00 +100", "2026-01-05T09:12:00"},
                         Row{"Mon, 5 Jan 2026 09:12:00 GMT--1", "none"}, Row{"31-01-2026 09:12", "2026-01-31T09:12:00"},
                         Row{"1/31/2026 9:12:00 PM", "2026-01-31T21:12:00"},
                         Row{"31.1.2026 09:12 +0100", "2026-01-31T08:12:00Z"},
                         Row{"02-02-2026 09:12", "2026-02-02T09:12:00"}, Row{"05-01-2026 09:12", "none"}, Row{"05.01.2026 09:12", "2026-01-05T09:12:00"},
                         Row{"16 May 2016 at 09:30:32\u202FGMT+1", "2016-05-16T08:30:32Z"},
                         Row{"5 januari 2026 om 09:12:00 CET", "2026-01-05T08:12:00Z"},
                         Row{"Monday, 5 January, 2026 9:12 AM", "2026-01-05T09:12:00"},
                         Row{"Mon, 5 Jan 2026", "2026-01-05T00:00:00"},
                         Row{"maandag 5 januari 2026", "2026-01-05T00:00:00"},
                         Row{"2026/01/05 09:12:00", "2026-01-05T09:12:00"}, Row{"2026/31/01 09:12", "2026-01-31T09:12:00"},
                         Row{"31-13-2026 09:12", "none"}, Row{"31-01-26 09:12", "none"}, Row{"31-01-2026", "2026-01-31T00:00:00"}, Row{"05-01-2026", "none"},
                         Row{"00-01-2026 09:12", "none"}, Row{"9:12 January", "none"}, Row{"", "none"}})
    EXPECT_EQ(shown(odd_mail_date(row.text)), row.expected) << row.text;
}

TEST(MailDate, in_numbers_is_told_by_the_day_of_the_week) {
  for (const Row& row : {Row{"ma 5-1-2026 9:12", "2026-01-05T09:12:00"}, Row{"Mon 1/5/2026 9:12 AM", "2026-01-05T09:12:00"},
                         Row{"donderdag 05-02-2026 09:12", "2026-02-05T09:12:00"},
                         Row{"zo. 1-3-2026 09:12", "2026-03-01T09:12:00"}, Row{"di 5-1-2026 9:12", "none"},
                         Row{"Thu, 05/02/2026 09:12 +0100", "2026-02-05T08:12:00Z"},
                         Row{"dimanche 06/07/2025 09:12", "2025-07-06T09:12:00"}, Row{"ma 31-01-2026", "2026-01-31T00:00:00"}})
    EXPECT_EQ(shown(odd_mail_date(row.text)), row.expected) << row.text;
  EXPECT_EQ(shown(odd_mail_date("5-1-2026 9:12", NumberedDay::first)), "2026-01-05T09:12:00");
  EXPECT_EQ(shown(odd_mail_date("5-1-2026", NumberedDay::first)), "2026-01-05T00:00:00");
}

TEST(MailDate, stands_in_the_separator_of_a_mailbox) {
  for (const Row& row : {Row{"From x@y.example Sat Jan  3 01:05:34 1996", "1996-01-03T01:05:34"},
                         Row{"From 17@xxx Mon Jan 05 08:12:00 +0000 2026", "2026-01-05T08:12:00Z"},
                         Row{"From - Mon Jan 05 09:12:00 2026\r\n", "2026-01-05T09:12:00"}, Row{"From me", "none"}})
    EXPECT_EQ(shown(separator_time(row.text)), row.expected) << row.text;
}

}  // namespace
}  // namespace schouw
