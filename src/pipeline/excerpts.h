// Messages as reports quote them, out of the case.
#pragma once

#include <string>
#include <vector>

#include "case_people.h"
#include "withheld.h"

namespace schouw {

/// The first name that an export gives the account: display name, handle, number, address.
std::string label_of(const AccountRef&);

QuotedMessage quoted(const StoredMessage&, const CasePeople::State&, const Withheld&);

/// The messages that a finding cites, each once, with their neighbours; by conversation.
std::vector<ConversationExcerpt> excerpts_of(const CaseStore&, const CasePeople::State&, const Withheld&, const Finding&);

/// Sorted as people read: by time, then by place.
void put_in_order(ConversationExcerpt&);

}  // namespace schouw
