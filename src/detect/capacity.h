// What a member of staff publishes about school under an own account, and whether its words say in what capacity. Shared by
// the detectors of affiliation, capacity and notice. Only the words of the publication and the name of the account are read.
#pragma once

#include <functional>
#include <string_view>

#include "fact.h"
#include "people.h"
#include "school_name.h"

namespace schouw {

struct Utterance {
  CaseMessage message;
  Known who;
  Date day;
  AccountStanding standing;
  std::string_view topic;        ///< school-name, own-school ("onze school"), education
  std::string_view place;        ///< publication (post, story) or discussion (comment)
  std::string_view hours;        ///< working, free, unknown
  bool employment = false;       ///< says that the writer works at the school
  bool function = false;         ///< says what they do there
  bool capacity = false;         ///< says that it is an own opinion, or in the name of the school
  bool own_opinion = false;      ///< says that it is an own opinion
  bool third_parties = false;    ///< says that others answer for what they write
};

/// Public posts, stories and comments on social media by staff, on school or education, in the order of the case.
void each_utterance(const CaseView&, const Policy&, const std::function<void(const Utterance&)>&);

/// A fact about one utterance with all of the above as attributes.
Fact utterance_fact(const Utterance&, std::string_view detector, int version);

}  // namespace schouw
