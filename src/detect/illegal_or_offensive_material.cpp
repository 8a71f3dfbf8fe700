// A link to a known site, or words for matter that is forbidden or meant to offend. The fact is a reference: place, time, hash
// of the source; no word and no picture of it goes into a report. docs/findings/illegal-or-offensive-material.md says what to
// do next.
//
// Gap: pictures and films are not looked at; sites that the lexicon does not know.
#include "simple_text.h"

namespace schouw::illegal_or_offensive_material {
namespace {

constexpr std::string_view kId = "illegal-or-offensive-material";
constexpr int kVersion = 1;

TextReader read(const CaseView&, const Policy& policy, const std::function<void(Fact)>& yield) {
  return simple_text_reader({.detector = kId, .version = kVersion, .mark = "matter.forbidden", .topic = "forbidden-matter", .withheld = true}, policy,
                            yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::illegal_or_offensive_material
