// The column `more` of a review: assigned, second, breach, as in the JSON of a review.
#pragma once

#include "schouw/store/case_store.h"

namespace schouw {

std::string review_more(const Review&);
void add_review_more(Review&, const Json&);

}  // namespace schouw
