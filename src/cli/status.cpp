// schouw status CASE: what the case is for and how far it is, in numbers; nothing that anybody wrote.
#include "commands.h"
#include "record_text.h"
#include "steps.h"

namespace schouw {
namespace {

Json setup_json(const CaseSetup& setup) {
  Json out = Json::object();
  out["title"] = setup.title;
  out["purpose"] = setup.purpose;
  out["legal_ground"] = setup.legal_ground;
  out["approved_by"] = setup.approved_by;
  out["policy"] = setup.policy;
  out["period"]["from"] = setup.from ? Json(to_string(*setup.from)) : Json();
  out["period"]["until"] = setup.until ? Json(to_string(*setup.until)) : Json();
  out["as_of"] = setup.as_of ? Json(to_string(*setup.as_of)) : Json();
  out["time_zone"] = setup.time_zone;
  return out;
}

std::string number(std::uint64_t n) { return std::to_string(n); }

void write_text(const Session& session, const CaseSetup& setup, const CaseFigures& figures, Output& out) {
  const auto line = [&](std::string_view id, std::vector<std::string> arguments) {
    out.line(say(session, "status." + std::string(id), std::move(arguments)));
  };
  const auto date = [](const std::optional<Date>& day) { return day ? to_string(*day) : std::string("…"); };
  line("title", {setup.title});
  line("purpose", {setup.purpose.empty() ? "-" : setup.purpose});
  line("approved",
       {setup.approved_by.empty() ? "-" : setup.approved_by, setup.legal_ground.empty() ? "-" : setup.legal_ground});
  line("policy", {setup.policy.empty() ? "-" : setup.policy});
  line("period", {date(setup.from), date(setup.until), setup.time_zone});
  line("sources", {number(figures.sources), number(figures.read), number(figures.partial), number(figures.unread),
                   number(figures.not_recognised)});
  line("messages", {number(figures.messages)});
  line("problems", {number(figures.problems), number(figures.losses)});
  if (!figures.audited) return line("not-audited", {});
  line("findings",
       {number(figures.findings), number(figures.breaches), number(figures.discouraged), number(figures.attention)});
  line("review", {number(figures.open), number(figures.confirmed), number(figures.dismissed), number(figures.unsure)});
}

}  // namespace

Result<int> cmd_status(const Session& session, const Arguments& arguments) {
  const Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_only);
  if (!store) return tl::unexpected(store.error());
  const CaseSetup setup = case_setup(*store);
  const CaseFigures figures = figures_of(*store);
  Result<Output> out = Output::to("-");
  const Format format = format_from(arguments.get("format"), Format::text);
  if (format == Format::text) {
    write_text(session, setup, figures, *out);
  } else {
    Json record = setup_json(setup);
    const Json counted = to_json_value(figures);
    for (const auto& [name, value] : counted.members()) record[name] = value;
    write_object(*out, format, record);
  }
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
