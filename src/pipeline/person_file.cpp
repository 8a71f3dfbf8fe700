// Collects what the case holds about the subjects of a dossier or an access request.
//
// Dossier, one subject: their messages, each with its neighbours. Two and more: only conversations in which at least two
// of them take part. Access: every message by the subject, to the subject alone, or naming the subject, with neighbours.
// Only accounts that a key of the register gives to the subject count in an access report: handing over the messages of
// somebody of the same name would be a data breach. A dossier also takes `probable` accounts and says so at each line.
#include "person_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "excerpts.h"
#include "schouw/base/sort_unique.h"
#include "scope.h"

namespace schouw {
namespace {

constexpr std::size_t kNeighbours = 2;

class FileMaker {
 public:
  FileMaker(const CaseStore& store, const CasePeople::State& people, const CaseSetup& setup, const Withheld& withheld,
            const ReportRequest& request)
      : store_(store), people_(people), setup_(setup), withheld_(withheld), scope_(store, people), access_(request.kind == "access"),
        lang_(request.lang) {
    file_.subjects = request.persons;
    sort_unique(file_.subjects);
  }

  PersonFile make(const ReportRequest& request, const Date& as_of) {
    find_accounts();
    store_.each_conversation([&](StoredConversation&& conversation) { add_conversation(conversation); });
    std::ranges::sort(file_.conversations, {}, [](const ConversationExcerpt& talk) {
      return std::tie(talk.messages.front().time.utc_ms, talk.conversation_id);
    });
    store_.each_connection([&](StoredConnection&& connection) { add_connection(connection); });
    store_.each_media([&](StoredMedia&& media) { add_media(media); });
    for (UnsureAccount& account : file_.unsure) account.messages = written_[account.account_id];
    if (access_) {
      add_register_data();
      const Date received = request.received.value_or(as_of);
      file_.received = to_string(received);
      file_.due = to_string(add_months(received, 1));
      file_.due_extended = to_string(add_months(received, 3));
    }
    return std::move(file_);
  }

 private:
  bool is_subject(std::string_view person_id) const {
    return std::ranges::binary_search(file_.subjects, person_id);
  }

  std::string person_of(std::string_view account_id) const {
    const CaseAccount* account = people_.account(account_id);
    return account == nullptr || account->match.band < Band::probable ? std::string() : account->match.person_id;
  }

  void find_accounts() {
    const Band least = access_ ? Band::certain : Band::probable;
    for (const CaseAccount& account : people_.accounts) {
      const Match& match = account.match;
      const bool theirs = is_subject(match.person_id);
      if (theirs && match.band >= least) {
        accounts_.emplace(account.profile.id, match.person_id);
        continue;
      }
      for (const std::string& subject : file_.subjects) {
        const bool candidate = theirs ? match.person_id == subject : std::ranges::find(match.candidates, subject) != match.candidates.end();
        if (candidate) file_.unsure.push_back({account.profile.id, account.profile.platform, subject, match.band, 0});
      }
    }
  }

  bool is_in_period(const RecordTime& time) const {
    if (!time.local_ms) return true;
    const Date day = date_of(*time.local_ms);
    return !(setup_.from && day < *setup_.from) && !(setup_.until && day > *setup_.until);
  }

  std::set<std::string> subjects_in(const StoredConversation& conversation) const {
    std::set<std::string> out;
    for (const auto& party : conversation.parties)
      if (const auto found = accounts_.find(party.account_id); found != accounts_.end()) out.insert(found->second);
    return out;
  }

  void add_conversation(const StoredConversation& conversation) {
    for (const auto& party : conversation.parties) written_[party.account_id] += party.messages;
    const std::set<std::string> here = subjects_in(conversation);
    const bool between = here.size() >= std::min<std::size_t>(2, file_.subjects.size());
    if (!access_ && !between) return;
    const bool direct = conversation.kind == ConversationKind::direct;
    ConversationExcerpt talk{.conversation_id = conversation.id, .title = conversation.title,
                             .platform = conversation.platform, .kind = conversation.kind,
                             .messages_total = conversation.messages};
    std::vector<QuotedMessage> before;  // the last neighbours that are not shown yet
    std::size_t after = 0;              // how many more are shown behind a message of theirs
    store_.each_message_of(conversation.id, [&](StoredMessage&& stored) {
      const Place place = place_of(stored, direct, !here.empty());
      if (place == Place::none && !wants_context(stored)) return;
      if (place == Place::none && after == 0) {
        if (before.size() == kNeighbours) before.erase(before.begin());
        before.push_back(quoted(stored, people_, withheld_));
        return;
      }
      if (!is_shown(stored, place)) return;
      talk.messages.insert(talk.messages.end(), std::make_move_iterator(before.begin()), std::make_move_iterator(before.end()));
      before.clear();
      talk.messages.push_back(quoted(stored, people_, withheld_));
      talk.messages.back().cited = place == Place::own;
      talk.messages.back().named = place == Place::named;
      after = place == Place::none ? after - 1 : kNeighbours;
    });
    talk.title = withheld_.title(talk);
    const auto theirs = [](const QuotedMessage& message) { return message.cited || message.named; };
    if (!talk.messages.empty() && std::ranges::any_of(talk.messages, theirs)) file_.conversations.push_back(std::move(talk));
  }

  enum class Place { none, own, named };

  bool wants_context(const StoredMessage& stored) const {
    return is_in_period(stored.time) && scope_.covers(stored);
  }

  bool is_shown(const StoredMessage& stored, Place place) {
    if (wants_context(stored)) return true;
    if (is_in_period(stored.time))
      ++file_.outside_scope;
    else if (place == Place::own)
      ++file_.outside_period;
    return false;
  }

  /// What lies outside is counted, and that is all.
  template <class Stored>
    requires requires(const CaseScope& scope, const Stored& stored) { scope.covers(stored); }
  bool counts_in_scope(const Stored& stored) {
    const bool covered = scope_.covers(stored);
    if (!covered) ++file_.outside_scope;
    return covered;
  }

  Place place_of(const StoredMessage& stored, bool direct, bool subject_here) const {
    if (accounts_.contains(stored.sender_id)) return Place::own;
    if (direct && subject_here) return Place::named;  // said to them, and to nobody else
    for (const std::string& tagged : stored.tagged_ids)
      if (accounts_.contains(tagged)) return Place::named;
    const bool to_them = std::ranges::any_of(stored.recipient_ids, [&](const auto& id) { return accounts_.contains(id); });
    if (to_them && stored.message.conversation.kind == ConversationKind::mail) return Place::named;
    if (!access_ && file_.subjects.size() > 1 && !subject_here) return Place::none;
    return names_subject(stored.message.text) || names_subject(stored.message.title) ? Place::named : Place::none;
  }

  bool names_subject(std::string_view text) const {
    return std::ranges::any_of(people_.resolver->names_in(text), [&](const Resolver::NameInText& found) {
      return found.match.band >= Band::probable && is_subject(found.match.person_id);
    });
  }

  void add_connection(const StoredConnection& stored) {
    const bool own = accounts_.contains(stored.owner_id), other = accounts_.contains(stored.other_id);
    const bool between = own && other && accounts_.at(stored.owner_id) != accounts_.at(stored.other_id);
    const bool wanted = file_.subjects.size() > 1 ? between : own || other;
    if (!wanted || !counts_in_scope(stored)) return;
    FileConnection& row = file_.connections.emplace_back();
    row.id = stored.id;
    row.platform = stored.connection.platform;
    row.kind = name_of(stored.connection.kind);
    row.owner_account = stored.owner_id;
    row.other_account = stored.other_id;
    row.owner_label = label_of(stored.connection.owner);
    row.other_label = label_of(stored.connection.other);
    row.owner_person = person_of(stored.owner_id);
    row.other_person = person_of(stored.other_id);
    row.since = stored.since;
    row.ended = stored.ended;
    if (!stored.seen_in.empty()) row.origin = stored.seen_in.front();
  }

  void add_media(const StoredMedia& stored) {
    FileMedia row;
    for (const std::string& tagged : stored.tagged_ids)
      if (const auto found = accounts_.find(tagged); found != accounts_.end()) row.shown.push_back(found->second);
    for (const auto& found : people_.resolver->names_in(stored.caption))
      if (found.match.band >= Band::probable && is_subject(found.match.person_id)) row.shown.push_back(found.match.person_id);
    row.published_by_subject = accounts_.contains(stored.publisher_id);
    if (row.shown.empty() && !row.published_by_subject) return;
    if (!is_in_period(stored.published) || !counts_in_scope(stored)) return;
    sort_unique(row.shown);
    row.id = stored.id;
    row.platform = stored.item.platform;
    row.kind = name_of(stored.item.file.kind);
    const bool held = withheld_.covers(stored);
    row.name = !held ? stored.item.file.name : stored.item.file.sha256.empty() ? std::string() : "SHA-256 " + stored.item.file.sha256;
    row.caption = held ? withheld_.notice() : stored.caption;
    row.publisher_account = stored.publisher_id;
    if (stored.item.publisher) row.publisher_label = label_of(*stored.item.publisher);
    row.publisher_person = person_of(stored.publisher_id);
    row.published = stored.published;
    row.present = stored.item.file.present;
    if (!stored.seen_in.empty()) row.origin = stored.seen_in.front();
    file_.media.push_back(std::move(row));
  }

  void add_register_data() {
    const Person* person = people_.registers.find(file_.subjects.front());
    const auto put = [&](std::string_view field, std::string_view value) {
      if (!value.empty()) file_.register_data.emplace_back(field, value);
    };
    put("person_id", person->id);
    put("name", person->name.display);
    put("first_names", person->name.first_names);
    if (person->birth_date) put("birth_date", to_string(*person->birth_date));
    for (const RoleSpan& span : person->roles) {
      put("role", name_of(span.role));
      put("function", span.function);
      put("group", span.group);
      if (span.from) put("valid_from", to_string(*span.from));
      if (span.until) put("valid_until", to_string(*span.until));
    }
    for (const std::string& email : person->emails) put("email", email);
    for (const std::string& phone : person->phones) put("phone", phone);
    for (const std::string& id : person->native_ids) put("native_id", id);
    put("source", person->source);
    for (const RegisteredAccount& account : people_.registers.accounts)
      if (account.person_id == person->id) put("account", account.platform + ": " + account.handle);
    const auto word = [&](std::string_view name) { return text(lang_, "report.consent-answer." + std::string(name)); };
    for (const ConsentRecord& consent : people_.registers.consent)
      if (consent.person_id == person->id)
        put("consent", consent.category + ", " + (consent.medium == "*" ? word("any-medium") : consent.medium) + ": " +
                           word(consent.yes ? "yes" : "no") + (consent.date ? " (" + to_string(*consent.date) + ")" : ""));
  }

  const CaseStore& store_;
  const CasePeople::State& people_;
  const CaseSetup& setup_;
  const Withheld& withheld_;
  const CaseScope scope_;
  const bool access_;
  const Lang lang_;
  std::map<std::string, std::string, std::less<>> accounts_;  ///< of the subjects -> person id
  std::map<std::string, std::uint64_t> written_;
  PersonFile file_;
};

}  // namespace

PersonFile person_file(const CaseStore& store, const CasePeople::State& people, const CaseSetup& setup,
                       const Withheld& withheld, const ReportRequest& request) {
  const auto audit = store.document("audit");
  const Date as_of = audit ? parse_date(audit->str("as_of")).value_or(Date{}) : Date{};
  return FileMaker(store, people, setup, withheld, request).make(request, as_of);
}

}  // namespace schouw
