// Text detectors of one sentence: a mark, a condition on who reads it, a fact.
#pragma once

#include "spoken.h"

namespace schouw {

struct SimpleText {
  std::string_view detector;
  int version = 1;
  std::string_view mark, topic;
  std::function<bool(const SpokenText&, const Policy&)> counts = {};   ///< none: wherever it is said
  bool with_passed_on = false;                                  ///< TextReader::with_passed_on
  bool withheld = false;                                        ///< a report gives the place and no word of it
};

/// Yields one fact a message that has the mark.
TextReader simple_text_reader(const SimpleText&, const Policy&, const std::function<void(Fact)>& yield);

}  // namespace schouw
