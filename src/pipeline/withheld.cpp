// Marks are those of the lexicon with which the case was last audited; when the program has another one by now, the texts
// are scanned here.
#include "withheld.h"

#include <algorithm>

#include "marking.h"
#include "schouw/detect/rules_text.h"
#include "schouw/pipeline/audit.h"

namespace schouw {
namespace {

bool is_withheld(const LexiconRule& rule) {
  const bool of_abuse = rule.mark == "abuse.hit" || rule.mark == "abuse.hint";
  return rule.mark == "matter.forbidden" || (of_abuse && rule.group == "sexting");
}

/// A protocol sent round names all that it forbids: it is not withheld.
bool is_withheld(const Lexicon& lexicon, const std::vector<Mark>& marks, std::string_view said) {
  const auto rule = [&](const Mark& mark) -> const LexiconRule* {
    return mark.rule < lexicon.rules().size() ? &lexicon.rules()[mark.rule] : nullptr;
  };
  const auto any = [&](auto&& wanted) {
    return std::ranges::any_of(marks, [&](const Mark& mark) { return rule(mark) != nullptr && wanted(*rule(mark)); });
  };
  if (!any([](const LexiconRule& one) { return is_withheld(one); })) return false;
  return !any([](const LexiconRule& one) { return one.mark == "policy.document"; }) || !is_rules_text(said);
}

}  // namespace

Result<Withheld> Withheld::of(const CaseStore& store, Lang lang) {
  Withheld out(lang);
  if (const auto marked = out.add_marked(store); !marked) return tl::unexpected<Error>(marked.error());
  out.add_cited(store.findings());
  out.add_cited(absent_findings(store));
  for (const std::string& id : out.messages_)
    if (const auto message = store.message(id)) out.add(*message);
  return out;
}

Result<void> Withheld::add_marked(const CaseStore& store) {
  const auto loaded = case_lexicon(store);
  if (!loaded) return tl::unexpected<Error>(loaded.error());
  const Lexicon& lexicon = **loaded;
  if (is_marked_with(store, lexicon)) {
    store.each_marked([&](StoredMessage&& stored, std::string_view marks) {
      if (is_withheld(lexicon, unpack_marks(marks).marks, said_in(stored.message))) messages_.insert(stored.id);
    });
    return {};
  }
  Marker marker(lexicon);
  store.each_message([&](StoredMessage&& stored) {
    const std::string said = said_in(stored.message);
    if (is_withheld(lexicon, marker.marks_in(said).marks, said)) messages_.insert(stored.id);
  });
  return {};
}

void Withheld::add_cited(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.fact.attributes.str("excerpt") != "withheld") continue;
    for (const Evidence& evidence : finding.fact.evidence) {
      if (!evidence.message_id.empty()) messages_.insert(evidence.message_id);
      if (!evidence.media_id.empty()) media_.insert(evidence.media_id);
    }
  }
}

void Withheld::add(const StoredMessage& stored) {
  if (stored.message.conversation.kind == ConversationKind::mail) titles_.insert(stored.conversation_id);
}

bool Withheld::covers(const StoredMedia& media) const {
  return media_.contains(media.id) || (!media.message_id.empty() && messages_.contains(media.message_id));
}

void Withheld::apply(const StoredMessage& stored, QuotedMessage& quoted) const {
  if (!messages_.contains(stored.id)) return;
  quoted.text = notice_;
  quoted.attachments.clear();
  for (const Attachment& file : stored.message.attachments)
    quoted.attachments.push_back(std::string(name_of(file.kind)) + (file.sha256.empty() ? "" : ", SHA-256 " + file.sha256));
}

std::string Withheld::title(const ConversationExcerpt& talk) const {
  return titles_.contains(talk.conversation_id) ? notice_ : talk.title;
}

}  // namespace schouw
