// A password or access code said to somebody: "ww is Voorbeeld12". Not: a forgotten or changed one, rules for good ones.
//
// "www" reads like "ww" with a letter too many: an address on the web is none.
//
// Gap: a code without a word for it beside it; pictures of a note; whether it still works.
#include <algorithm>

#include "schouw/base/utf8.h"
#include "simple_text.h"

namespace schouw::password_disclosed {
namespace {

constexpr std::string_view kId = "password-disclosed";
constexpr int kVersion = 2;

bool is_address(std::string_view said, const Mark& mark) { return ascii_lower(said.substr(mark.begin, 4)) == "www."; }

bool counts(const SpokenText& text, const Policy&) {
  return std::ranges::any_of(text.marks(), [&](const Mark& mark) {
    return text.rule(mark).mark == "pd.password" && !is_address(text.said(), mark);
  });
}

TextReader read(const CaseView&, const Policy& policy, const std::function<void(Fact)>& yield) {
  return simple_text_reader(
      {.detector = kId, .version = kVersion, .mark = "pd.password", .topic = "password", .counts = counts, .with_passed_on = true}, policy, yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::password_disclosed
