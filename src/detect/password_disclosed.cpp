// A password or access code said to somebody: "ww is Voorbeeld12". Not: a forgotten or changed one, rules for good ones.
//
// Gap: a code without a word for it beside it; pictures of a note; whether it still works.
#include "simple_text.h"

namespace schouw::password_disclosed {
namespace {

constexpr std::string_view kId = "password-disclosed";
constexpr int kVersion = 1;

TextReader read(const CaseView&, const Policy& policy, const std::function<void(Fact)>& yield) {
  return simple_text_reader({.detector = kId, .version = kVersion, .mark = "pd.password", .topic = "password", .with_passed_on = true}, policy,
                            yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::password_disclosed
