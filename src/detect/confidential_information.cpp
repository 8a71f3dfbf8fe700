// Something marked as confidential or internal, where pupils, parents or the public read it, or on a channel that is not the
// school's: "notulen MT, niet verspreiden". Not: among staff on the school's own channel; a talk "in confidence".
//
// Also what a forwarded mail passes on.
//
// Gap: confidential matter without such a word, and what stands in attachments.
#include "simple_text.h"

namespace schouw::confidential_information {
namespace {

constexpr std::string_view kId = "confidential-information";
constexpr int kVersion = 1;

bool left_the_staff(const SpokenText& text, const Policy& policy) {
  if (text.is_post() || text.readers().pupils_or_parents()) return true;
  return !on_work_channel(text, policy) && text.readers_role() != "family";
}

TextReader read(const CaseView&, const Policy& policy, const std::function<void(Fact)>& yield) {
  return simple_text_reader({.detector = kId, .version = kVersion, .mark = "confidential.marker", .topic = "confidential", .counts = &left_the_staff, .with_passed_on = true}, policy,
                            yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::confidential_information
