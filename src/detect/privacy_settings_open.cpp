// A setting of somebody's own account that the export gives and that shares with everybody: an open profile, a location, the
// address book. One fact per person, platform and setting; the newest value counts.
//
//   event "setting", title "private_account", text "false"   ->  setting "open-profile", state "open"
//
// Gap: settings that an export does not give, which is most of them; what changed after the export.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "fact.h"
#include "people.h"
#include "schouw/base/utf8.h"

namespace schouw::privacy_settings_open {
namespace {

constexpr std::string_view kId = "privacy-settings-open";
constexpr int kVersion = 1;

struct Setting {
  std::string_view name;     ///< as an importer calls it
  std::string_view open_if;  ///< the value that shares
  std::string_view meaning;
};

constexpr std::array kSettings = {
    Setting{"private_account", "false", "open-profile"},     Setting{"protected", "false", "open-profile"},
    Setting{"location_sharing", "true", "location"},         Setting{"contact_upload", "true", "address-book"},
    Setting{"searchable_by_phone", "true", "found-by-phone"}};

const Setting* setting_of(const CaseMessage& m) {
  const auto found = std::ranges::find(kSettings, std::string_view(m.title), &Setting::name);
  return m.kind == MessageKind::event && m.event == "setting" && found != kSettings.end() ? &*found : nullptr;
}

struct State {
  CaseMessage message;
  Known who;
  const Setting* setting = nullptr;
};

void detect(const CaseView& view, const Policy&, const std::function<void(Fact)>& yield) {
  std::map<std::tuple<std::string, std::string, std::string_view>, State> newest;
  view.each_conversation([&](const CaseConversation& c) {
    if (c.title != "settings") return;   // where importers put them; a case has too many messages to look at all
    view.each_message(c.id, [&](const CaseMessage& m) {
      const Setting* setting = setting_of(m);
      const Known who = setting == nullptr ? Known{} : known(view, m.account_id);
      if (who.person == nullptr) return;
      State& state = newest[{who.person->id, m.platform, setting->meaning}];
      if (state.setting == nullptr || !(m.time.utc_ms < state.message.time.utc_ms)) state = {m, who, setting};
    });
  });
  for (const auto& [key, state] : newest) {
    if (ascii_lower(trim(state.message.text)) != state.setting->open_if) continue;
    const Date day = day_of(view, state.message.time);
    const AccountStanding standing = standing_of(view, *state.who.account, day);
    if (state.who.person->role_on(day) == nullptr || standing.kind == "school" || standing.kind == "professional") continue;
    Fact fact;
    fact.detector = std::string(kId);
    fact.detector_version = kVersion;
    fact.platform = state.message.platform;
    fact.time = state.message.time;
    add_person(fact, *state.who.person, day, PersonPart::actor, state.who.band);
    fact.accounts = {state.message.account_id};
    fact.evidence = {evidence_of(state.message)};
    fact.attributes["setting"] = Json(state.setting->meaning);
    fact.attributes["account_kind"] = Json(standing.kind);
    fact.attributes["messages_total"] = Json(1);
    add_doubt(fact, "open-may-be-chosen");
    fact.subject = fact.detector + "|" + std::get<0>(key) + "|" + std::get<1>(key) + "|" + std::string(std::get<2>(key));
    yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::privacy_settings_open
