// A case as detectors see it: the store, the people, and the period of the audit.
#pragma once

#include <optional>
#include <vector>

#include "both_sides.h"
#include "case_people.h"
#include "copies.h"
#include "schouw/detect/detector.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// Local days, inclusive; none: open.
struct Period {
  std::optional<Date> from, until;
  bool limited() const { return from.has_value() || until.has_value(); }
};

/// Shows what lies within the period. A record without a time is within every period. A connection counts when it was
/// in force on one of the days, also when it was made before them: the period limits what is judged, not when it began.
/// Of a message that two exports tell under two names of one person one copy is shown (copies.h), and a conversation of two that both
/// handed in is one (both_sides.h).
class StoreView : public CaseView {
 public:
  StoreView(const CaseStore& store, const CasePeople& people, const Zone& zone, Date as_of, Period period,
            const Lexicon& lexicon)
      : store_(store), people_(people.state()), of_several_(accounts_of_several(people_)),
        both_sides_(BothSides::found_in(store, people_)), zone_(zone), as_of_(as_of),
        period_(period), lexicon_(lexicon) {}

  const Registers& registers() const override { return people_.registers; }
  const Resolver& resolver() const override { return *people_.resolver; }
  const Zone& zone() const override { return zone_; }
  Date as_of() const override { return as_of_; }
  Date last_day() const override { return period_.until.has_value() && *period_.until < as_of_ ? *period_.until : as_of_; }
  const CaseAccount* account(std::string_view id) const override { return people_.account(id); }
  void each_account(const std::function<void(const CaseAccount&)>&) const override;
  const Person* person(std::string_view id) const override { return people_.registers.find(id); }
  void each_conversation(const std::function<void(const CaseConversation&)>&) const override;
  void each_connection(const std::function<void(const CaseConnection&)>&) const override;
  void each_media(const std::function<void(const CaseMedia&)>&) const override;
  void each_message(std::string_view conversation_id,
                    const std::function<void(const CaseMessage&)>&) const override;
  std::optional<CaseConversation> conversation(std::string_view id) const override;
  void each_marked(const std::function<void(const MarkedMessage&)>&) const override;
  const Lexicon& lexicon() const override { return lexicon_; }

 private:
  bool before(const RecordTime&) const;
  bool after(const RecordTime&) const;
  bool within(const RecordTime& time) const { return !before(time) && !after(time); }
  std::optional<CaseConversation> conversation_of(const StoredConversation&) const;
  void take_aggregates(const StoredConversation&, CaseConversation&) const;
  void count_within(const StoredConversation&, CaseConversation&) const;
  void each_told(const std::string& conversation_id, const std::function<void(StoredMessage&&)>&) const;

  mutable std::optional<std::vector<CaseConversation>> conversations_;   ///< once they were asked for, when they are few
  const CaseStore& store_;
  const CasePeople::State& people_;
  const std::unordered_set<std::string> of_several_;
  const BothSides both_sides_;
  const Zone& zone_;
  Date as_of_;
  Period period_;
  const Lexicon& lexicon_;
};

}  // namespace schouw
