// A member of staff who takes part in a public discussion about school, with whether their words or the name of the account say
// that they work there, and as what. One fact per comment in which one of the two is missing.
//
//   comment by t1: "De Breul is een prima school"   ->  states_employment "no", states_function "no"
//
// Gap: profiles that no export holds; see capacity.cpp.
#include "capacity.h"

namespace schouw::missing_affiliation_disclosure {
namespace {

constexpr std::string_view kId = "missing-affiliation-disclosure";
constexpr int kVersion = 2;

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  each_utterance(view, policy, [&](const Utterance& u) {
    if (u.place != "discussion" || (u.employment && u.function)) return;
    yield(utterance_fact(u, Asked::affiliation, kId, kVersion));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::missing_affiliation_disclosure
