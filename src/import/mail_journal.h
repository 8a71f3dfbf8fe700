// The journal of Exchange: each mail of the school inside a report that says who sent it and who got it.
//
//   Sender: k.jansen@school.example
//   Bcc: bas@thuis.example
//   To: noor@school.example, Expanded: klas6b@school.example
//
// Gap: over which list somebody got the mail is not kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schouw {

struct JournalReport {
  std::string sender = {};                   ///< lower case; empty: the text is no report
  std::vector<std::string> recipients = {};  ///< at most 10,000
};
JournalReport read_journal_report(std::string_view text);

}  // namespace schouw
