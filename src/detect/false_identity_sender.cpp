// Words that tell of writing under another's name: "ik heb me voorgedaan als de mentor", "een nepaccount van hem".
//
// Gap: an account that is false and does not say so; who stands behind an account nobody is matched to.
#include "simple_text.h"

namespace schouw::false_identity_sender {
namespace {

constexpr std::string_view kId = "false-identity-sender";
constexpr int kVersion = 1;

TextReader read(const CaseView&, const Policy& policy, const std::function<void(Fact)>& yield) {
  return simple_text_reader({.detector = kId, .version = kVersion, .mark = "identity.false", .topic = "false-identity"}, policy,
                            yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::false_identity_sender
