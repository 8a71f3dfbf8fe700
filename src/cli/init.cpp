// schouw init CASE: a new, empty case, from a plan or from options; options go before what the plan says.
// Asks for what is missing only when somebody sits at the keyboard.
#include <array>

#include "ask.h"
#include "commands.h"
#include "schouw/base/utf8.h"
#include "steps.h"

namespace schouw {
namespace {

struct TextField {
  std::string_view option;
  std::string Plan::*field;
  bool asked;  ///< worth a question when it is missing
};

constexpr std::array kTexts = {
    TextField{"policy", &Plan::policy, true},           TextField{"title", &Plan::title, false},
    TextField{"purpose", &Plan::purpose, true},         TextField{"legal-ground", &Plan::legal_ground, true},
    TextField{"approved-by", &Plan::approved_by, true}, TextField{"necessity", &Plan::necessity, true},
    TextField{"dpia", &Plan::dpia, true},               TextField{"ends", &Plan::ends, true},
    TextField{"time-zone", &Plan::time_zone, false},
};

struct DateField {
  std::string_view option;
  std::optional<Date> Plan::*field;
};

constexpr std::array kDates = {
    DateField{"from", &Plan::from},
    DateField{"until", &Plan::until},
    DateField{"as-of", &Plan::as_of},
};

void take_texts(const Session& session, const Arguments& arguments, Plan& plan) {
  const bool may_ask = session.in_is_terminal && session.err_is_terminal && !arguments.has("plan");
  for (const TextField& row : kTexts) {
    if (arguments.has(row.option))
      plan.*row.field = arguments.get(row.option);
    else if (row.asked && may_ask)
      plan.*row.field = ask(session, "ask." + std::string(row.option));
  }
}

Result<void> take_dates(const Arguments& arguments, Plan& plan) {
  for (const DateField& row : kDates) {
    if (!arguments.has(row.option)) continue;
    plan.*row.field = arguments.date(row.option);
    if (!(plan.*row.field))
      return fail(ErrorCode::usage, "option-date", {"--" + std::string(row.option), std::string(arguments.get(row.option))});
  }
  if (plan.from && plan.until && *plan.until < *plan.from)
    return fail(ErrorCode::usage, "plan-period-backwards", {to_string(*plan.from), to_string(*plan.until)});
  return {};
}

/// "m1,m2" and "whatsapp,teams" as the plan's scope; asked in two questions, an empty answer is everything.
void take_scope(const Session& session, const Arguments& arguments, Plan& plan) {
  const bool may_ask = session.in_is_terminal && session.err_is_terminal && !arguments.has("plan");
  for (const auto& [option, key] : {std::pair<std::string_view, std::string_view>{"scope-people", "people"},
                                    {"scope-platforms", "platforms"}}) {
    std::string given(arguments.get(option));
    if (given.empty() && may_ask) given = ask(session, "ask." + std::string(option));
    if (given.empty()) continue;
    if (!plan.scope.is_object()) plan.scope = Json::object();
    plan.scope[key] = Json::array();
    for (const std::string_view item : split(given, ',')) plan.scope[key].push_back(Json(trim(item)));
  }
}

/// Whoever works on a case does not approve it: "jansen@kantoor-3" is not approved by "Jansen".
Result<void> check_approver(const Session& session, const Plan& plan) {
  const std::string operator_name = fold(session.user.substr(0, session.user.find('@')));
  if (operator_name.empty() || fold(plan.approved_by) != operator_name) return {};
  return fail(ErrorCode::usage, "approver-is-operator", {plan.approved_by});
}

Result<Plan> plan_from(const Session& session, const Arguments& arguments) {
  Plan plan;
  if (arguments.has("plan")) {
    Result<Plan> loaded = load_plan(arguments.get("plan"));
    if (!loaded) return loaded;
    plan = std::move(*loaded);
  }
  take_texts(session, arguments, plan);
  take_scope(session, arguments, plan);
  if (const auto other = check_approver(session, plan); !other) return tl::unexpected(other.error());
  if (const auto dates = take_dates(arguments, plan); !dates) return tl::unexpected(dates.error());
  if (const auto zone = Zone::open(plan.time_zone); !zone)
    return fail(ErrorCode::usage, "plan-time-zone", {plan.time_zone});
  return plan;
}

}  // namespace

Result<int> cmd_init(const Session& session, const Arguments& arguments) {
  const std::string& folder = arguments.words[0];
  if (is_case_folder(folder)) return fail(ErrorCode::usage, "case-exists", {folder});
  const Result<Plan> plan = plan_from(session, arguments);
  if (!plan) return tl::unexpected(plan.error());
  const Result<CaseStore> store = create_case(folder, *plan);
  if (!store) return tl::unexpected(store.error());
  Json details = Json::object();
  details["policy"] = plan->policy;
  if (arguments.has("plan")) details["plan"] = arguments.get("plan");
  const auto noted = note_in_ledger(session, store->folder(), "init", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  tell(session, "init.done", {folder});
  tell_register_notes(session, *store);
  return 0;
}

}  // namespace schouw
