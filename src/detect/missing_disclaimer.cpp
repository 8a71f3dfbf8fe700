// A publication about school by a member of staff without a notice that it is an own opinion, or without one about third
// parties. One fact per publication.
//
//   post by t1: "Open dag op De Breul"   ->  own_opinion "no", third_parties "no"
//
// Gap: profiles that no export holds; see capacity.cpp.
#include "capacity.h"

namespace schouw::missing_disclaimer {
namespace {

constexpr std::string_view kId = "missing-disclaimer";
constexpr int kVersion = 2;

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  each_utterance(view, policy, [&](const Utterance& u) {
    if (u.place != "publication" || (u.own_opinion && u.third_parties)) return;
    yield(utterance_fact(u, Asked::notice, kId, kVersion));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::missing_disclaimer
