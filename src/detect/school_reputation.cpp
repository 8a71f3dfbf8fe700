// Strongly negative words about a school or its staff where everybody can read them: "wat een puinhoop op deze school".
// An opinion is allowed; the clause asks to mind the good name, so this is for a human to weigh.
//
// Gap: irony, and praise with the same words; which school is meant when none is named.
#include "simple_text.h"

namespace schouw::school_reputation {
namespace {

constexpr std::string_view kId = "school-reputation";
constexpr int kVersion = 2;

bool is_public(const SpokenText& text, const Policy&) { return text.is_post(); }

TextReader read(const CaseView&, const Policy& policy, const std::function<void(Fact)>& yield) {
  return simple_text_reader({.detector = kId, .version = kVersion, .mark = "reputation.negative", .topic = "reputation", .counts = &is_public}, policy,
                            yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::school_reputation
