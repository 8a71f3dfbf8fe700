// A reaction by somebody else under what the school published, on a page or on its own site, with words of anger or contempt, that the export still
// holds. The words only rank: whether a reaction is negative is for a human. One fact per reaction.
//
//   comment under a post of the page, 2026-03-02: "Schandalig hoe jullie dit regelen"   ->  days 152
//
// Gap: reactions without these words, pictures, irony; whether it is still there after the export.
#include <algorithm>

#include "school_accounts.h"

namespace schouw::negative_reaction_left_up {
namespace {

constexpr std::string_view kId = "negative-reaction-left-up";
constexpr int kVersion = 4;

/// Our own list; whole words, folded. Kept short: each word a decent sentence rarely has.
bool sounds_negative(const std::vector<std::string>& words) {
  return has_any_word(words, {"schandalig", "schandalige", "schande", "belachelijk", "waardeloos", "waardeloze", "walgelijk", "beschamend",
                              "schaam", "prutsers", "amateurs", "idioten", "sukkels", "leugenaars", "oplichters", "flikker",
                              "klotezooi", "kutschool", "rotschool", "stelletje", "incapabel", "onbeschoft", "wanbeleid",
                              "aanfluiting", "puinhoop", "afrader", "slechtste", "wantoestanden", "wanvertoning", "schandelijk", "schandelijke",
                              "doofpot", "minachting", "disgrace",
                              "disgraceful", "pathetic", "useless", "liars", "idiots", "ashamed", "skande"});
}

bool negated(const std::vector<std::string>& words) {
  return has_any_word(words, {"geen", "niet", "nooit", "allesbehalve", "not", "never"});
}

class Reactions {
 public:
  Reactions(const CaseView& view, const Policy& policy)
      : view_(view), accounts_(view, policy), pages_(school_pages(view, accounts_)) {}

  void run(const std::function<void(Fact)>& yield) {
    // Reactions below pictures of an album stand in the file of the album, which holds no post.
    if (!pages_.empty()) view_.each_media([&](const CaseMedia& media) {
      for (SchoolPage& page : pages_)
        if (page.ids.contains(media.publisher)) page.sources.insert(media.origin.source_sha256 + "|" + media.origin.source);
    });
    view_.each_conversation([&](const CaseConversation& c) {
      if (c.kind != ConversationKind::public_ && c.kind != ConversationKind::channel) return;
      if (const auto rows = school_site_rows(view_, c); !rows.empty()) return on_site(c, rows, yield);
      if (pages_.empty()) return;
      const SchoolPage* of_place = page_of_place(pages_, c);
      view_.each_message(c.id, [&](const CaseMessage& m) {
        if (const SchoolPage* page = page_below(m, of_place)) reaction(m, page, yield);
      });
    });
  }

 private:
  /// Under a post of the page, or in the page's own download, where reactions stand apart from what they react to.
  const SchoolPage* page_below(const CaseMessage& m, const SchoolPage* of_place) const {
    if (m.kind != MessageKind::comment || m.flags.deleted || page_of(pages_, m.account_id) != nullptr) return nullptr;
    if (of_place != nullptr) return of_place;
    for (const SchoolPage& page : pages_)
      if (page.sources.contains(m.origin.source_sha256 + "|" + m.origin.source)) return &page;
    return nullptr;
  }

  /// A site is no account: its posts name nobody, or whoever typed them in.
  void on_site(const CaseConversation& c, const std::vector<const RegisteredAccount*>& rows, const std::function<void(Fact)>& yield) const {
    view_.each_message(c.id, [&](const CaseMessage& m) {
      if (m.kind == MessageKind::comment && !m.flags.deleted && cover(rows, day_of(view_, m.time))) reaction(m, nullptr, yield);
    });
  }

  static Fact site_fact() {
    Fact fact;
    fact.detector = std::string(kId);
    fact.detector_version = kVersion;
    fact.attributes["account_kind"] = Json("school");
    fact.attributes["registered"] = Json("yes");
    return fact;
  }

  void reaction(const CaseMessage& m, const SchoolPage* page, const std::function<void(Fact)>& yield) const {
    const auto words = name_words(m.text);
    if (!sounds_negative(words)) return;
    Fact fact = page != nullptr ? page_fact(*page, kId, kVersion) : site_fact();
    fact.platform = m.platform;
    fact.conversation_id = m.conversation_id;
    fact.time = m.time;
    fact.evidence = {evidence_of(m)};
    if (!m.account_id.empty()) fact.accounts.push_back(m.account_id);
    fact.attributes["days"] = Json(std::max<std::int64_t>(0, days_between(day_of(view_, m.time), view_.last_day())));
    fact.attributes["messages_total"] = Json(1);
    add_doubt(fact, "words-only");
    if (negated(words)) add_against(fact, "negation");
    fact.subject = fact.detector + "|" + m.id;
    settle_persons(fact);
    yield(std::move(fact));
  }

  const CaseView& view_;
  SchoolAccounts accounts_;
  std::vector<SchoolPage> pages_;
};

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  Reactions(view, policy).run(yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::negative_reaction_left_up
