// A case out of one JSON file, as tests/corpus/detect/<id>/<case>/case.json has it; docs/adding-a-detector.md shows
// the fields. Everything is small and given by hand, matches included.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/detect/detector.h"

namespace schouw::testing {

class FakeCase : public CaseView {
 public:
  explicit FakeCase(const Json& data);

  const Registers& registers() const override { return registers_; }
  const Resolver& resolver() const override { return *resolver_; }
  const Zone& zone() const override { return zone_; }
  Date as_of() const override { return as_of_; }
  Date last_day() const override { return as_of_; }
  const CaseAccount* account(std::string_view id) const override;
  void each_account(const std::function<void(const CaseAccount&)>&) const override;
  const Person* person(std::string_view id) const override;
  void each_conversation(const std::function<void(const CaseConversation&)>&) const override;
  void each_connection(const std::function<void(const CaseConnection&)>&) const override;
  void each_media(const std::function<void(const CaseMedia&)>&) const override;
  void each_message(std::string_view id, const std::function<void(const CaseMessage&)>&) const override;
  std::optional<CaseConversation> conversation(std::string_view id) const override;
  void each_marked(const std::function<void(const MarkedMessage&)>&) const override;
  const Lexicon& lexicon() const override;

 private:
  void read_people(const Json& data);
  void read_registers(const Json& data);
  void read_accounts(const Json& data);
  void read_conversations(const Json& data);
  void read_connections(const Json& data);
  void read_media(const Json& data);
  RecordTime time(std::string_view local) const;
  Origin origin(const Json& row);

  Registers registers_;
  std::unique_ptr<Resolver> resolver_;
  Zone zone_;
  Date as_of_;
  std::uint64_t next_line_ = 0;
  std::map<std::string, CaseAccount, std::less<>> accounts_;
  std::vector<CaseConversation> conversations_;
  std::map<std::string, std::vector<CaseMessage>, std::less<>> messages_;
  std::map<std::string, std::string, std::less<>> passed_on_;   ///< by message: what a forwarded mail passes on
  std::vector<CaseConnection> connections_;
  std::vector<CaseMedia> media_;
};

const Lexicon& shipped_lexicon();
FoundMarks shipped_marks(std::string_view said);

/// A shipped policy, read once: reading one takes longer than judging a case.
const Policy& shipped_policy(const std::string& id);

/// What all five policies make of a case: {"de-breul": [{"clauses": [...], "verdict": ...}], ...}.
Json findings_of(const CaseView&);
Json findings_of(const CaseView&, const Policy&);

}  // namespace schouw::testing
