// The state of consent for one pupil, platform and day, as the register shows it under the terms of a protocol.
#pragma once

#include <string_view>

#include "schouw/detect/detector.h"

namespace schouw {

struct ConsentAnswer {
  std::string_view state = "none";  ///< granted, none, refused, withdrawn_before, withdrawn_after, expired,
                                    ///< wrong_giver, wrong_form, form_unknown, given_later
  std::string source;               ///< the register's line that decided; empty when there is none
  std::string given_by, form;       ///< of that line
  std::optional<Date> date;
  std::optional<int> age;           ///< on the day; none when the birth date is not registered
  bool at_boundary = false;         ///< the protocol leaves a gap at this age
  bool before_self_age = false;     ///< given by a parent while the pupil was still below the age
};

/// Consent of `pupil` to be shown on `platform` on `day`.
ConsentAnswer consent_on(const Registers&, const Policy&, const Person& pupil, std::string_view platform, const Date& day);

}  // namespace schouw
