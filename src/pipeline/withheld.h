// Words and pictures that no report may hold: sexual matter, forbidden matter, and what a finding says to withhold. A report
// gives their place and hash. `export` and `show` give records as they were read, to whoever asks for that record.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/texts.h"
#include "schouw/model/person_file.h"
#include "schouw/store/case_store.h"

namespace schouw {

class Withheld {
 public:
  /// What the lexicons mark as such, whether the protocol has a clause about it or not, and the evidence of findings, also
  /// of those that are gone since the earlier audit.
  static Result<Withheld> of(const CaseStore&, Lang);

  bool covers(const StoredMedia&) const;

  /// Takes the words out of a message, and the names of its attachments; hashes stay.
  void apply(const StoredMessage&, QuotedMessage&) const;
  /// The subject of a mail is the title of its conversation.
  std::string title(const ConversationExcerpt&) const;
  /// "[not shown: ...]", in the language of the report.
  const std::string& notice() const { return notice_; }

 private:
  explicit Withheld(Lang lang) : notice_(text(lang, "report.withheld")) {}
  Result<void> add_marked(const CaseStore&);
  void add_cited(const std::vector<Finding>&);
  void add(const StoredMessage&);

  std::string notice_;
  std::set<std::string, std::less<>> messages_, media_, titles_;
};

}  // namespace schouw
