// A public post of the school with words of what parents must know or do (a day off, closing, handing in, signing up), and
// whether the school's own channel had a message of the kind in the same week. The words only rank. One fact per post.
//
//   post of 2026-03-02: "Vrijdag studiedag, alle leerlingen vrij"; nothing in maxclass that week   ->  also_official "no"
//
// Gap: what matters to parents in other words or in an image; whether the other message said the same.
#include <algorithm>
#include <cstdlib>

#include "school_accounts.h"

namespace schouw::must_not_miss_info_on_facebook {
namespace {

constexpr std::string_view kId = "must-not-miss-info-on-facebook";
constexpr int kVersion = 2;

constexpr std::int64_t kDay = 86'400'000, kWeek = 7 * kDay;

/// What to do or when not to come, with a day, a date or a last moment beside it.
bool is_essential(const std::vector<std::string>& words) {
  const bool what = has_any_word(words, {"studiedag", "studiemiddag", "lesvrij", "vrij", "gesloten", "dicht", "inleveren", "verplicht",
                                         "aanmelden", "opgeven", "inschrijven", "meenemen", "betalen", "roosterwijziging",
                                         "lesuitval", "luizen", "ouderavond", "rapportavond", "noodopvang", "staking",
                                         "closed", "mandatory", "deadline", "sluten", "frij"});
  const bool when = has_any_word(words, {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "morgen", "vandaag", "uiterlijk",
                                         "voor", "vanaf", "januari", "februari", "maart", "april", "mei", "juni", "juli",
                                         "augustus", "september", "oktober", "november", "december", "monday", "tuesday",
                                         "wednesday", "thursday", "friday", "tomorrow", "today", "moandei", "tiisdei",
                                         "woansdei", "tongersdei", "freed", "moarn"});
  return what && when;
}

/// "Wij zijn vrij trots" and "de kinderen waren vrij" tell nobody to do or leave anything.
bool tells_afterwards(const std::vector<std::string>& words) {
  return has_any_word(words, {"was", "waren", "gisteren", "terugblik", "genoten", "geslaagd", "trots", "yesterday", "proud"});
}

/// Days on which the school or its staff wrote on an official channel.
std::vector<std::int64_t> official_times(const CaseView& view, const Policy& policy, const SchoolAccounts& accounts) {
  std::vector<std::int64_t> out;
  view.each_conversation([&](const CaseConversation& c) {
    if (!policy.is_official(c.platform)) return;
    view.each_message(c.id, [&](const CaseMessage& m) {
      if (!m.time.local_ms || !is_essential(name_words(m.title + " " + m.text))) return;
      const Known who = known(view, m.account_id);
      const RoleSpan* span = who.person == nullptr ? nullptr : who.person->role_on(date_of(*m.time.local_ms));
      if ((span != nullptr && span->role == Role::staff) || accounts.find(m.account_id) != nullptr)
        out.push_back(*m.time.local_ms);
    });
  });
  return out;
}

bool has_official_data(const CaseView& view, const Policy& policy) {
  bool found = false;
  view.each_conversation([&](const CaseConversation& c) { found = found || policy.is_official(c.platform); });
  return found;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  if (accounts.all().empty()) return;
  const auto official = official_times(view, policy, accounts);
  const bool have_official = has_official_data(view, policy);
  view.each_conversation([&](const CaseConversation& c) {
    if (c.kind != ConversationKind::public_ || !policy.is_social_medium(c.platform)) return;
    view.each_message(c.id, [&](const CaseMessage& m) {
      const SchoolAccount* account = accounts.find(m.account_id);
      const auto words = name_words(m.title + " " + m.text);
      if (account == nullptr || m.flags.deleted || !is_essential(words) || tells_afterwards(words)) return;
      if (!account->named && !account->registered_on(day_of(view, m.time))) return;
      const bool also = m.time.local_ms && std::ranges::any_of(official, [&](std::int64_t at) {
        return std::abs(at - *m.time.local_ms) <= kWeek;
      });
      Fact fact;
      fact.detector = std::string(kId);
      fact.detector_version = kVersion;
      fact.platform = m.platform;
      fact.conversation_id = m.conversation_id;
      fact.time = m.time;
      fact.accounts = {m.account_id};
      fact.evidence = {evidence_of(m)};
      fact.attributes["account_kind"] = Json("school");
      fact.attributes["also_official"] = Json(also ? "yes" : have_official ? "no" : "not-in-case");
      add_doubt(fact, "words-only");
      if (!have_official) add_against(fact, "official-channel-not-in-case");
      fact.subject = fact.detector + "|" + m.id;
      yield(std::move(fact));
    });
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::must_not_miss_info_on_facebook
