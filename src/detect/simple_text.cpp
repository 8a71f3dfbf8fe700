#include "simple_text.h"

namespace schouw {

TextReader simple_text_reader(const SimpleText& what, const Policy& policy, const std::function<void(Fact)>& yield) {
  TextReader out;
  out.with_passed_on = what.with_passed_on;
  out.message = [what, &policy, yield](const SpokenText& text) {
    const Mark* mark = text.find(what.mark);
    if (mark == nullptr || (what.counts && !what.counts(text, policy))) return;
    Fact fact = text_fact(text, what.detector, what.version);
    fact.attributes["topic"] = Json(what.topic);
    fact.attributes["grade"] = Json(text.rule(*mark).grade);
    if (text.is_passed_on(*mark)) add_against(fact, "passed-on");
    if (what.withheld) fact.attributes["excerpt"] = Json("withheld");
    add_counterparts(fact, text, {Role::pupil, Role::parent, Role::staff});
    add_named(fact, text, PersonPart::mentioned);
    settle_persons(fact);
    yield(std::move(fact));
  };
  return out;
}

}  // namespace schouw
