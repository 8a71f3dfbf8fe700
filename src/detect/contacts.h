// Who of the staff is in touch with which pupils and parents in one conversation. Roles are those of the day of
// each message: a former pupil, or somebody who joined the staff later, is nobody's counterpart on that day.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "fact.h"
#include "people.h"

namespace schouw {

struct Counterpart {
  const Person* person = nullptr;
  Role role = Role::external;
  Date day;                       ///< of the first message that counts
  Band band = Band::none;
  std::uint64_t messages = 0;     ///< 0: silent member
};

/// One member of staff in one conversation.
struct Contact {
  const Person* staff = nullptr;
  Known account;                  ///< the first by id, when somebody has several
  Band band = Band::none;
  Date day;
  std::uint64_t messages = 0;                       ///< of the member of staff
  std::map<std::string, Counterpart> counterparts;  ///< by person id; own family left out
  std::set<std::string> accounts;                   ///< of everybody concerned
  std::map<std::string, Counterpart> tied;          ///< left out for a registered family tie
  bool only_ties = false;                           ///< nobody else is left, so `counterparts` are the tied ones
  std::uint64_t family = 0;                         ///< counterparts left out as own family
  std::set<std::string> unnamed;                    ///< ambiguous accounts, of a pupil or parent whoever it is
  std::uint64_t unnamed_messages = 0;               ///< theirs
  bool also_parent = false;                         ///< the member of staff is a parent at this school
  RecordTime first, last;
  std::string last_message;                         ///< id of the message last counted
  EvidenceList evidence;
};

/// Contacts by staff person id. Public conversations have none: there nobody addresses anybody in private.
std::vector<Contact> contacts_in(const CaseView&, const CaseConversation&);

/// The fact that all contact detectors share; the caller adds exceptions and what is its own. Nothing when
/// only family is left.
std::optional<Fact> contact_fact(const CaseView&, const CaseConversation&, const Contact&, std::string_view detector,
                                 int version);

}  // namespace schouw
