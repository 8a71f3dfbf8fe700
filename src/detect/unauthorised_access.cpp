// Words that tell of being in somebody else's account or device, or in systems of the school: "ik zit in zijn magister".
//
// Gap: security logs are not read; boasting looks the same as a deed.
#include "simple_text.h"

namespace schouw::unauthorised_access {
namespace {

constexpr std::string_view kId = "unauthorised-access";
constexpr int kVersion = 2;

TextReader read(const CaseView&, const Policy& policy, const std::function<void(Fact)>& yield) {
  return simple_text_reader({.detector = kId, .version = kVersion, .mark = "access.other", .topic = "access"}, policy,
                            yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::unauthorised_access
