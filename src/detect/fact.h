// Facts being put together: evidence within its limit, and the attributes that policies and texts look at.
#pragma once

#include <string_view>

#include "people.h"
#include "schouw/detect/detector.h"

namespace schouw {

/// Keeps the first and the last places, so that a long conversation is still cited at both ends.
class EvidenceList {
 public:
  void add(Evidence);
  std::uint64_t total() const { return total_; }
  std::vector<Evidence> sorted() const;

 private:
  std::vector<Evidence> head_, tail_;
  std::size_t next_ = 0;   ///< in tail_, once it is full
  std::uint64_t total_ = 0;
};

Evidence evidence_of(const CaseMessage&);
Evidence evidence_of(const CaseMedia&);
Evidence evidence_of(const CaseConnection&);

/// A reason why this fact can be attention at most ("silent-actor"), shown as what argues against it.
void add_doubt(Fact&, std::string_view doubt);
/// What argues against it without changing the verdict ("name-only").
void add_against(Fact&, std::string_view reason);
void add_exception(Fact&, std::string_view kind, ExceptionState);

/// Adds a person, and says so where their role began or ended close to that day.
void add_person(Fact&, const Person&, const Date& day, PersonPart, Band);

/// Persons sorted by part and id, each once.
void settle_persons(Fact&);
std::string_view audience_of(ConversationKind);

}  // namespace schouw
