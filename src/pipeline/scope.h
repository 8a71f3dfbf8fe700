// What a case may look into (plan: `scope`): platforms, people, or both. What lies outside is counted, never shown.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "schouw/pipeline/records.h"

namespace schouw {

/// GDPR art. 5(1)(b) and (c). A scope without platforms covers all platforms, one without people all people. With people,
/// a record is covered when one of them wrote it, got it, or takes part in its conversation as far as accounts show it
/// (band probable or better).
class CaseScope {
 public:
  CaseScope(const CaseStore&, const CasePeople::State&);

  bool covers(const StoredMessage&) const;
  bool covers(const StoredMedia&) const;
  bool covers(const StoredConnection&) const;
  bool covers(const StoredConversation&) const;
  bool covers(const Finding&) const;
  bool covers_person(std::string_view person_id) const { return persons_.empty() || persons_.contains(person_id); }

 private:
  bool covers_platform(std::string_view platform) const;
  bool is_named(std::string_view account_id) const;
  bool is_named_in(const StoredConversation&) const;
  bool is_named_in(std::string_view conversation_id) const;

  const CaseStore& store_;
  const CasePeople::State& people_;
  std::set<std::string, std::less<>> platforms_, persons_;
  mutable std::pair<std::string, bool> last_;   ///< conversation asked about before: messages come in their order
};

}  // namespace schouw
