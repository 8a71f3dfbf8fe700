// Somebody who published on a page of the school, or manages it, with whether the register lets them (`may_post`) and
// what their function was on that day. One fact per person, page and kind.
//
//   post by t2 in the channel of the page "De Breul"; accounts.csv: may_post = t1   ->  listed "no", function "teacher"
//
// Gap: posts under the page's own name: who wrote them is in no export.
#include <algorithm>
#include <tuple>

#include "school_accounts.h"
#include "schouw/base/utf8.h"

namespace schouw::unauthorised_poster {
namespace {

constexpr std::string_view kId = "unauthorised-poster";
constexpr int kVersion = 2;

struct Posts {
  const SchoolPage* page = nullptr;
  Known who;
  Date day;
  bool published = false;
  RecordTime first;
  EvidenceList evidence;
};

using Key = std::tuple<std::string, std::string, bool>;   // person, page, published or only manages

std::string_view listed(const SchoolPage& page, const Person& person, const Date& day) {
  const RegisteredAccount* row = page.shown.row(day);
  if (row == nullptr || row->may_post.empty()) return "no-list";
  return std::ranges::find(row->may_post, person.id) == row->may_post.end() ? "no" : "yes";
}

std::string_view function_of(const Person& person, const Date& day) {
  const RoleSpan* span = person.role_on(day);
  if (span == nullptr) return "none";
  if (span->role != Role::staff) return name_of(span->role);
  const std::string name = ascii_lower(trim(span->function));
  if (name == "director" || name == "directeur" || name == "head" || name == "principal" || name == "rector") return "head";
  return is_leadership(name) ? "leadership" : "other";
}

Fact fact_of(const Key& key, const Posts& posts) {
  Fact fact;
  fact.detector = std::string(kId);
  fact.detector_version = kVersion;
  fact.platform = posts.page->shown.account->profile.platform;
  fact.time = posts.first;
  add_person(fact, *posts.who.person, posts.day, PersonPart::actor, posts.who.band);
  fact.accounts.assign(posts.page->ids.begin(), posts.page->ids.end());
  fact.accounts.push_back(posts.who.account->profile.id);
  fact.evidence = posts.evidence.sorted();
  fact.attributes["listed"] = Json(listed(*posts.page, *posts.who.person, posts.day));
  fact.attributes["actor_function"] = Json(function_of(*posts.who.person, posts.day));
  fact.attributes["shown_by"] = Json(posts.published ? "publication" : "page-role");
  fact.attributes["messages_total"] = Json(posts.evidence.total());
  add_register_doubt(fact, posts.page->shown, posts.day);
  fact.subject = fact.detector + "|" + std::get<0>(key) + "|" + std::get<1>(key) + "|" +
                 std::string(posts.published ? "publication" : "page-role");
  settle_persons(fact);
  return fact;
}

class Posters {
 public:
  Posters(const CaseView& view, const Policy& policy)
      : view_(view), accounts_(view, policy), pages_(school_pages(view, accounts_)) {}

  void run(const std::function<void(Fact)>& yield) {
    if (pages_.empty()) return;
    view_.each_conversation([&](const CaseConversation& c) {
      const SchoolPage* page = page_of_place(pages_, c);
      if (page == nullptr) return;
      view_.each_message(c.id, [&](const CaseMessage& m) {
        const bool broadcast = m.kind == MessageKind::message && c.kind == ConversationKind::public_;
        if (broadcast || m.kind == MessageKind::post || m.kind == MessageKind::story)
          add(*page, m.account_id, m.time, evidence_of(m), true);
      });
    });
    for (const SchoolPage& page : pages_)
      for (const CaseConnection& c : page.admins)
        if (!c.ended.local_ms) add(page, c.owner, c.since, evidence_of(c), false);
    for (const auto& [key, posts] : posts_) yield(fact_of(key, posts));
  }

 private:
  void add(const SchoolPage& page, const std::string& account, const RecordTime& time, Evidence place, bool published) {
    const Known who = known(view_, account);
    if (who.person == nullptr || page.ids.contains(account)) return;
    const Date day = time.local_ms ? date_of(*time.local_ms) : view_.last_day();
    if (who.person->role_on(day) == nullptr) return;
    Posts& posts = posts_[{who.person->id, page.key, published}];
    if (posts.page == nullptr) posts = {&page, who, day, published, time, {}};
    posts.evidence.add(std::move(place));
  }

  const CaseView& view_;
  SchoolAccounts accounts_;
  std::vector<SchoolPage> pages_;
  std::map<Key, Posts> posts_;
};

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  Posters(view, policy).run(yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::unauthorised_poster
