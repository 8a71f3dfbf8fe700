// An invitation in a mail (text/calendar, RFC 5545 and 5546): what it says in words.
//
//   METHOD:REQUEST  SUMMARY:Oudergesprek  LOCATION:Lokaal 12  DESCRIPTION:Kom je alleen?\nGroet
//
// Gap: when the appointment is, how often it comes back and who takes part stay in the attachment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schouw {

/// A property over all its lines: "ORGANIZER;CN=Karin:mailto:…".
struct CalendarProperty {
  std::string name = {};        ///< lower case
  std::string parameters = {};  ///< "CN=Karin"
  std::string value = {};
};
/// Takes the property in front off the text.
CalendarProperty take_calendar_property(std::string_view& text);

/// A value as text: its marks undone, and its HTML.
std::string calendar_words(std::string_view value);

struct MailCalendar {
  std::string organizer = {};             ///< mail address, lower case; empty: not stated
  bool is_answer = false;                 ///< sent by a guest: the words are the organizer's, the comment the guest's
  std::vector<std::string> words = {};    ///< title, description and place of each appointment, without repetitions
  std::vector<std::string> comments = {};
};
MailCalendar read_mail_calendar(std::string_view text);

/// The lines of `words` that do not stand in any of `texts` yet; white space does not count.
std::string lines_not_in(const std::vector<std::string>& words, const std::vector<std::string_view>& texts);

}  // namespace schouw
