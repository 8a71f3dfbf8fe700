// Connections between a member of staff and somebody of another role: friend, follows, contact, and the direct
// message on a channel that is not the school's. One fact per pair of people, platform and kind of account.
#pragma once

#include "fact.h"
#include "people.h"

namespace schouw {

struct EdgeDetector {
  std::string_view id;
  int version;
  Role counterpart;
};

void detect_edges(const EdgeDetector&, const CaseView&, const Policy&, const std::function<void(Fact)>& yield);

}  // namespace schouw
