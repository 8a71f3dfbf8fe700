// Something forwarded, shared again or shown as a screenshot whose content another detector of text would name. The one who
// passes it on is the actor: not the one who wrote it.
//
//   forwarded: "haar nummer is 06 1000 0123, spam haar"   ->  topic abuse
//
// Gap: a copy that no platform marks as forwarded; where the original came from; pictures.
#include <algorithm>

#include "spoken.h"

namespace schouw::forwarded_content {
namespace {

constexpr std::string_view kId = "forwarded-content";
constexpr int kVersion = 1;

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

TextReader read(const CaseView&, const Policy&, const std::function<void(Fact)>& yield) {
  TextReader out;
  out.message = [yield](const SpokenText& text) {
    if (!passed_on(text)) return;
    const auto content = std::ranges::find_if(kContents, [&](const Content& c) { return text.has(c.mark); });
    if (content == std::end(kContents)) return;
    Fact fact = text_fact(text, kId, kVersion);
    fact.attributes["topic"] = Json(content->topic);
    fact.attributes["forwarded"] = Json(text.message().flags.forwarded ? "marked" : "told");
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
