// Where and when is written: by team, by hour of the week beside the lessons, by role and channel; and media by the state of
// consent. Each plot has its table.
#include <algorithm>
#include <set>

#include "audit_page.h"
#include "svg.h"

namespace schouw {
namespace {

void write_teams(const Page& page) {
  page.html.element("<h3>", page.say("teams.title"), "</h3>\n");
  if (page.result.traffic.teams.empty()) return paragraph(page, page.say("teams.none"));
  paragraph(page, page.say("teams.intro"));
  const std::string headings[] = {page.say.name("column", "team"), "#" + page.say.name("channel", "official"), "#" + page.say.name("channel", "private"),
                                  "#" + page.say.name("channel", "unknown"), "#" + page.say("teams.share")};
  begin_table(page.html, page.say("teams.table"), headings);
  for (const auto& [team, share] : page.result.traffic.teams) {
    page.html.raw("<tr><th scope=\"row\">");
    team.empty() ? page.html.text(page.say("teams.without")) : page.html.evidence(page.say.name("function", team));
    page.html.raw("</th>");
    for (const std::uint64_t n : {share.official, share.private_, share.unknown}) number_cell(page, n);
    page.html.raw("<td class=\"n\">").text(page.say("annual.per-cent", {page.say.number((share.official * 200 + share.total()) / (2 * share.total()))}));
    page.html.raw("</td></tr>\n");
  }
  end_table(page.html);
}

std::vector<std::string> days(const Page& page, std::string_view group) {
  std::vector<std::string> out;
  for (int day = 1; day <= 7; ++day) out.push_back(page.say.name(group, std::to_string(day)));
  return out;
}

void write_mark(const Page& page, std::string_view meaning, std::string_view mark) {
  page.html.raw(" <abbr").attribute("title", page.say(meaning)).raw(">").text(page.say(mark)).raw("</abbr>");
}

void write_hours(const Page& page) {
  const TrafficFigures& t = page.result.traffic;
  page.html.element("<h3>", page.say("week.title"), "</h3>\n");
  paragraph(page, page.say("week.intro"));
  write_week(page.html, page.say, {.id = "week", .title = page.say("week.title"), .description = page.say("week.description"),
                                   .counts = t.not_official, .framed = t.lessons, .underlined = t.working,
                                   .days = days(page, "weekday-short"), .frame_label = page.say("week.lessons"),
                                   .line_label = page.say("week.working")});
  if (t.without_time != 0) paragraph(page, page.say.count("week.without-time", t.without_time));
  std::vector<std::string> headings{page.say("week.hour")};
  for (const std::string& day : days(page, "weekday")) headings.push_back("#" + day);
  begin_table(page.html, page.say("week.table"), headings);
  for (std::size_t hour = 0; hour < 24; ++hour) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say("week.row", {std::to_string(hour), std::to_string(hour + 1)})).raw("</th>");
    for (std::size_t day = 0; day < 7; ++day) {
      const bool silent = t.not_official[day][hour] + t.official[day][hour] == 0;
      page.html.raw("<td class=\"n\">");
      page.html.text(silent ? page.say("none") : page.say.number(t.not_official[day][hour]) + " / " + page.say.number(t.official[day][hour]));
      if (t.lessons[day][hour] != 0) write_mark(page, "week.lessons", "week.lesson-mark");
      if (t.working[day][hour] != 0) write_mark(page, "week.working", "week.working-mark");
      page.html.raw("</td>");
    }
    page.html.raw("</tr>\n");
  }
  end_table(page.html);
}

void write_roles(const Page& page) {
  const auto& roles = page.result.traffic.roles;
  page.html.element("<h3>", page.say("roles.title"), "</h3>\n");
  if (roles.empty()) return paragraph(page, page.say("months.none"));
  paragraph(page, page.say("roles.intro"));
  std::set<std::string> seen;
  for (const auto& [role, counts] : roles)
    for (const auto& [platform, n] : counts) seen.insert(platform);
  const std::vector<std::string> platforms(seen.begin(), seen.end());
  LinkPlot plot{.id = "roles-plot", .title = page.say("roles.title"), .description = page.say("roles.description"), .left = {}, .right = {}, .links = {}};
  for (const std::string& platform : platforms) plot.right.push_back(page.say.platform(platform));
  for (const auto& [role, counts] : roles) {
    for (const auto& [platform, n] : counts)
      plot.links.push_back({plot.left.size(), static_cast<std::size_t>(std::ranges::lower_bound(platforms, platform) - platforms.begin()), n});
    plot.left.push_back(page.say.name("role", role));
  }
  write_links(page.html, page.say, plot);
  std::vector<std::string> headings{page.say.name("column", "role")};
  for (const std::string& platform : plot.right) headings.push_back("#" + platform);
  begin_table(page.html, page.say("roles.table"), headings);
  for (const auto& [role, counts] : roles) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say.name("role", role)).raw("</th>");
    for (const std::string& platform : platforms) {
      const auto found = counts.find(platform);
      number_cell(page, found == counts.end() ? 0 : found->second);
    }
    page.html.raw("</tr>\n");
  }
  end_table(page.html);
}

void write_consent(const Page& page) {
  const AuditResult& r = page.result;
  page.html.element("<h3>", page.say("consent-figure.title"), "</h3>\n");
  if (r.media_total == 0) return paragraph(page, page.say("consent-figure.none"));
  std::uint64_t cited = 0;
  BarChart chart{.id = "consent-plot", .title = page.say("consent-figure.title"), .description = page.say("consent-figure.description"),
                 .series = {page.say.name("column", "media")}, .bars = {}};
  for (const auto& [state, n] : r.media_consent) {
    chart.bars.push_back({page.say.name("consent", state), {n}});
    cited += n;
  }
  const std::uint64_t rest = r.media_total - std::min(r.media_total, r.media_not_judged + cited);
  chart.bars.push_back({page.say("consent-figure.no-finding"), {rest}});
  chart.bars.push_back({page.say("consent-figure.nobody"), {r.media_not_judged}});
  paragraph(page, page.say("consent-figure.intro"));
  write_rows(page.html, page.say, chart);
  const std::string headings[] = {page.say.name("column", "consent"), "#" + page.say.name("column", "media")};
  begin_table(page.html, page.say("consent-figure.title"), headings);
  for (const Bar& bar : chart.bars) {
    page.html.raw("<tr><th scope=\"row\">").text(bar.label).raw("</th>");
    number_cell(page, bar.parts.front());
    page.html.raw("</tr>\n");
  }
  end_table(page.html);
}

}  // namespace

void write_traffic(const Page& page) {
  write_teams(page);
  write_hours(page);
  write_roles(page);
  write_consent(page);
}

void write_trend(const Page& page) {
  const AuditResult& r = page.result;
  const auto count = [&](Baseline baseline) {
    return static_cast<std::uint64_t>(std::ranges::count(r.findings, baseline, &Finding::baseline));
  };
  begin_section(page, "trend");
  paragraph(page, page.say("trend.intro"));
  const std::string headings[] = {page.say("trend.state"), "#" + page.say("people.findings"), page.say("trend.meaning")};
  begin_table(page.html, page.say("trend.table"), headings);
  const std::pair<Baseline, std::uint64_t> rows[] = {{Baseline::new_, count(Baseline::new_)}, {Baseline::unchanged, count(Baseline::unchanged)},
                                                     {Baseline::updated, count(Baseline::updated)}, {Baseline::absent, r.gone.size()}};
  for (const auto& [baseline, n] : rows) {
    page.html.raw("<tr><th scope=\"row\">").text(page.say.name("baseline", name_of(baseline))).raw("</th>");
    number_cell(page, n);
    page.html.raw("<td>").text(page.say.name("baseline-meaning", name_of(baseline))).raw("</td></tr>\n");
  }
  end_table(page.html);
  if (!r.gone.empty()) {
    page.html.element("<h3>", page.say("trend.gone"), "</h3>\n<ul>\n");
    for (const Finding& finding : r.gone) {
      page.html.raw("<li><b>").text(page.say("clause.label", {finding.clauses.empty() ? "" : finding.clauses.front().article})).raw("</b> ");
      page.html.text(page.names.sentence(finding.text.in(page.say.lang()))).raw("</li>\n");
    }
    page.html.raw("</ul>\n");
  }
  end_section(page);
}

}  // namespace schouw
