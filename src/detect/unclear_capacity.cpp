// A public utterance about school by a member of staff without words that say in what capacity. One fact per utterance.
//
//   post by t1: "De nieuwe lestijden van De Breul zijn niks"   ->  states_capacity "no"
//
// Gap: profiles that no export holds; see capacity.cpp. That it is clear from the circumstances is for a human.
#include "capacity.h"

namespace schouw::unclear_capacity {
namespace {

constexpr std::string_view kId = "unclear-capacity";
constexpr int kVersion = 2;

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  each_utterance(view, policy, [&](const Utterance& u) {
    if (u.capacity) return;
    yield(utterance_fact(u, Asked::capacity, kId, kVersion));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::unclear_capacity
