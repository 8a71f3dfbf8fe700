// Two columns of names with lines between them. The number stands at the left end of a line; the table has them all.
#include "svg.h"

#include <algorithm>

namespace schouw {
namespace {

constexpr std::int64_t kRow = 44, kLeft = 170, kRight = 550, kTop = 12;

std::int64_t y_of(std::size_t at, std::size_t count, std::size_t most) {
  const auto space = static_cast<std::int64_t>(most) * kRow;
  return kTop + space * (2 * static_cast<std::int64_t>(at) + 1) / (2 * static_cast<std::int64_t>(count));
}

}  // namespace

void write_links(HtmlWriter& html, const Words&, const LinkPlot& plot) {
  const std::size_t rows = std::max({plot.left.size(), plot.right.size(), std::size_t{1}});
  std::uint64_t most = 1;
  for (const LinkPlot::Link& link : plot.links) most = std::max(most, link.n);
  begin_plot(html, plot.id, plot.title, plot.description, kTop * 2 + static_cast<std::int64_t>(rows) * kRow);
  for (const LinkPlot::Link& link : plot.links) {
    html.raw("<line stroke=\"#4a6ea5\"");
    plot_number(html, "x1", kLeft);
    plot_number(html, "y1", y_of(link.left, plot.left.size(), rows));
    plot_number(html, "x2", kRight);
    plot_number(html, "y2", y_of(link.right, plot.right.size(), rows));
    plot_number(html, "stroke-width", 1 + static_cast<std::int64_t>(static_cast<double>(link.n) / static_cast<double>(most) * 11));
    html.raw("/>");
  }
  for (std::size_t i = 0; i < plot.left.size(); ++i)
    plot_label(html, kLeft - 12, y_of(i, plot.left.size(), rows) + 4, " text-anchor=\"end\"", plot.left[i]);
  for (std::size_t i = 0; i < plot.right.size(); ++i)
    plot_label(html, kRight + 12, y_of(i, plot.right.size(), rows) + 4, "", plot.right[i]);
  end_plot(html);
}

}  // namespace schouw
