// What a member of staff publishes about school under an own account, and whether its words say in what capacity. Shared by
// the detectors of affiliation, capacity and notice. Read are the words of the publication, the name of the account, and its
// profile where the export holds that.
#pragma once

#include <functional>
#include <string_view>

#include "fact.h"
#include "people.h"
#include "school_name.h"

namespace schouw {

/// The same statements as those of an utterance, in its words or on the profile of its account.
struct WithProfile {
  bool employment = false, function = false, capacity = false, own_opinion = false, third_parties = false;
};

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
  WithProfile with_profile;
  bool profile_read = false;     ///< an export holds the profile
};

/// Public posts, stories and comments on social media by staff, on school or education, in the order of the case.
void each_utterance(const CaseView&, const Policy&, const std::function<void(const Utterance&)>&);

/// What a detector asks of an utterance.
enum class Asked { affiliation, capacity, notice };

/// A fact about one utterance with all of the above as attributes.
Fact utterance_fact(const Utterance&, Asked, std::string_view detector, int version);

}  // namespace schouw
