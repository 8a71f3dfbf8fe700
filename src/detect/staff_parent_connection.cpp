// A connection between an account of a member of staff and one of a parent.
//
//   "followers_1.json" of a member of staff: {"string_list_data": [{"value": "sanne.dv", "timestamp": 1760000000}]}
//
// Gap: a connection without a date counts by the roles on the day of the audit.
#include "edges.h"

namespace schouw::staff_parent_connection {
namespace {

constexpr EdgeDetector kDetector{"staff-parent-connection", 2, Role::parent};

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  detect_edges(kDetector, view, policy, yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kDetector.id, kDetector.version, &detect};

}  // namespace schouw::staff_parent_connection
