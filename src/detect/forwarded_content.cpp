// Something forwarded, shared again or shown as a screenshot whose content another detector of text would name. The one who
// passes it on is the actor: not the one who wrote it.
//
//   forwarded: "haar nummer is 06 1000 0123, spam haar"   ->  topic abuse
//
// Gap: a copy that no platform and no subject ("FW:") marks as forwarded; where the original came from; pictures.
#include <algorithm>

#include "personal_values.h"
#include "spoken.h"

namespace schouw::forwarded_content {
namespace {

constexpr std::string_view kId = "forwarded-content";
constexpr int kVersion = 2;

struct Content {
  std::string_view mark, topic;
};
constexpr Content kContents[] = {{"abuse.hit", "abuse"},
                                 {"matter.forbidden", "forbidden-matter"},
                                 {"pd.bsn", "personal-data"},
                                 {"special.person", "personal-data"},
                                 {"confidential.marker", "confidential"},
                                 {"abuse.word", "abuse"}};

bool passed_on(const SpokenText& text) { return text.message().flags.forwarded || text.has("forward.talk"); }

/// A mail that was forwarded to a pupil or parent who is not the one it is about. Among staff that is daily work, and where abuse is
/// reported it should be.
bool sent_on(const SpokenText& text, std::string_view mark) {
  return text.readers().pupils_or_parents() && !concerns_readers(text) && text.passes_on(mark);
}

TextReader read(const CaseView&, const Policy&, const std::function<void(Fact)>& yield) {
  TextReader out;
  out.with_passed_on = true;
  out.message = [yield](const SpokenText& text) {
    const bool all = passed_on(text);
    const auto content = std::ranges::find_if(kContents, [&](const Content& c) { return (all && text.has(c.mark)) || sent_on(text, c.mark); });
    if (content == std::end(kContents)) return;
    Fact fact = text_fact(text, kId, kVersion);
    fact.attributes["topic"] = Json(content->topic);
    fact.attributes["forwarded"] = Json(text.message().flags.forwarded ? "marked" : all ? "told" : "mail");
    if (content->topic != "confidential" && content->topic != "personal-data") fact.attributes["excerpt"] = Json("withheld");
    add_counterparts(fact, text, {Role::pupil, Role::parent, Role::staff});
    add_named(fact, text, PersonPart::mentioned);
    settle_persons(fact);
    yield(std::move(fact));
  };
  return out;
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::forwarded_content
