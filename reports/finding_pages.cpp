// Findings over several files: the order of the page, cut every 1,000.
#include "finding_pages.h"

#include <algorithm>
#include <map>

#include "audit_page.h"

namespace schouw {
namespace {

constexpr std::size_t kMostInOneFile = 5'000;
constexpr std::size_t kPerFile = 1'000;

std::string file_of(std::size_t page) {
  const std::string number = std::to_string(page + 1);
  return "findings-" + std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number + ".html";
}

bool in_files(const Page& page) { return !page.options.parts_folder.empty() && page.result.findings.size() > kMostInOneFile; }

std::string_view first_clause(const Finding& finding) {
  return finding.clauses.empty() ? std::string_view{} : std::string_view(finding.clauses.front().id);
}

}  // namespace

std::vector<const Finding*> in_page_order(const AuditResult& result) {
  std::map<std::string_view, std::size_t> rank;
  for (const ClauseCoverage& clause : result.clauses) rank.emplace(clause.id, rank.size());
  std::vector<const Finding*> out;
  for (const Finding& finding : result.findings) out.push_back(&finding);
  const auto key = [&](const Finding* finding) {
    const auto found = rank.find(first_clause(*finding));
    return std::pair(found == rank.end() ? rank.size() : found->second, first_clause(*finding));
  };
  std::ranges::stable_sort(out, {}, key);
  return out;
}

std::vector<std::string> finding_pages(const AuditResult& result) {
  std::vector<std::string> out;
  if (result.findings.size() <= kMostInOneFile) return out;
  for (std::size_t page = 0; page * kPerFile < result.findings.size(); ++page) out.push_back(file_of(page));
  return out;
}

FindingSpan findings_here(const Page& page) {
  const std::size_t all = page.result.findings.size();
  if (!in_files(page)) return {0, all};
  for (std::size_t i = 0; i * kPerFile < all; ++i)
    if (page.options.part == file_of(i)) return {i * kPerFile, std::min(all, (i + 1) * kPerFile)};
  return {};
}

void open_finding_link(const Page& page, std::string_view finding_id) {
  if (!in_files(page) || !page.options.part.empty()) {
    page.html.raw("<a").anchor("href", "#f-", finding_id).raw(">");
    return;
  }
  const std::vector<const Finding*> order = in_page_order(page.result);
  const auto found = std::ranges::find(order, finding_id, [](const Finding* finding) { return std::string_view(finding->id); });
  const auto number = static_cast<std::size_t>(found - order.begin()) / kPerFile;
  page.html.raw("<a").attribute("href", page.options.parts_folder + "/" + file_of(number) + "#f-" + std::string(finding_id)).raw(">");
}

void write_finding_index(const Page& page) {
  const std::vector<const Finding*> order = in_page_order(page.result);
  paragraph(page, page.say("pages.intro", {page.say.number(order.size())}));
  const std::string headings[] = {page.say("pages.file"), page.say("clauses.clause"), "#" + page.say("people.findings")};
  begin_table(page.html, page.say("pages.table"), headings);
  for (std::size_t first = 0; first < order.size(); first += kPerFile) {
    const std::size_t last = std::min(order.size(), first + kPerFile);
    const std::string file = file_of(first / kPerFile);
    page.html.raw("<tr><th scope=\"row\"><a").attribute("href", page.options.parts_folder + "/" + file).raw(">").text(file);
    page.html.raw("</a></th><td>");
    std::string clauses;
    for (std::size_t i = first; i < last; ++i) {
      const std::string article = order[i]->clauses.empty() ? page.say("findings.no-clause") : order[i]->clauses.front().article;
      if (i == first || first_clause(*order[i]) != first_clause(*order[i - 1])) clauses += (clauses.empty() ? "" : ", ") + article;
    }
    page.html.text(clauses).raw("</td><td class=\"n\">").text(page.say.number(last - first)).raw("</td></tr>\n");
  }
  end_table(page.html);
}

}  // namespace schouw
