// The week as a field of hours. Five steps of one colour that differ enough without colour too; the table has the numbers.
#include "svg.h"

#include <algorithm>

namespace schouw {
namespace {

constexpr std::int64_t kWeekLeft = 44, kWeekTop = 26, kCell = 27, kHigh = 24, kLine = 3;
constexpr std::int64_t kSecondLabel = kWeekLeft + 12 * kCell;

std::uint64_t most_of(const WeekHours& hours) {
  std::uint64_t most = 0;
  for (const auto& day : hours) most = std::max(most, *std::ranges::max_element(day));
  return most;
}

Markup step_of(std::uint64_t n, std::uint64_t most) {
  if (n == 0) return " fill=\"#eef1f5\"";
  switch (n * 4 / (most + 1)) {
    case 0: return " fill=\"#c3d0e4\"";
    case 1: return " fill=\"#8ea8cf\"";
    case 2: return " fill=\"#4a6ea5\"";
    default: return " fill=\"#1d3b6a\"";
  }
}

void rect(HtmlWriter& html, std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height, Markup more) {
  html.raw("<rect");
  plot_number(html, "x", x);
  plot_number(html, "y", y);
  plot_number(html, "width", width);
  plot_number(html, "height", height);
  html.raw(more).raw("/>");
}

void cell(HtmlWriter& html, std::int64_t x, std::int64_t y, Markup fill) { rect(html, x, y, kCell - 1, kHigh - 1, fill); }

void frame(HtmlWriter& html, std::int64_t x, std::int64_t y) {
  rect(html, x + 2, y + 2, kCell - 5, kHigh - 5, " fill=\"none\" stroke=\"#b35900\" stroke-width=\"2\"");
}

/// As wide as a cell, so that hours side by side make one line.
void line_below(HtmlWriter& html, std::int64_t x, std::int64_t y) {
  rect(html, x, y + kHigh - kLine, kCell, kLine, " fill=\"#1a1a1a\"");
}

}  // namespace

void write_week(HtmlWriter& html, const Words&, const WeekPlot& plot) {
  const std::uint64_t most = most_of(plot.counts);
  begin_plot(html, plot.id, plot.title, plot.description, kWeekTop + 7 * kHigh + 34);
  for (std::int64_t hour = 0; hour < 24; hour += 2)
    plot_label(html, kWeekLeft + hour * kCell + kCell / 2, kWeekTop - 8, " text-anchor=\"middle\"", std::to_string(hour));
  for (std::size_t day = 0; day < 7; ++day) {
    const std::int64_t y = kWeekTop + static_cast<std::int64_t>(day) * kHigh;
    plot_label(html, kWeekLeft - 8, y + 16, " text-anchor=\"end\"", plot.days[day]);
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const std::int64_t x = kWeekLeft + static_cast<std::int64_t>(hour) * kCell;
      cell(html, x, y, step_of(plot.counts[day][hour], most));
      if (plot.framed[day][hour] != 0) frame(html, x, y);
      if (plot.underlined[day][hour] != 0) line_below(html, x, y);
    }
  }
  const std::int64_t below = kWeekTop + 7 * kHigh + 8;
  frame(html, kWeekLeft, below);
  plot_label(html, kWeekLeft + kCell + 6, below + 16, "", plot.frame_label);
  line_below(html, kSecondLabel, below);
  plot_label(html, kSecondLabel + kCell + 6, below + 16, "", plot.line_label);
  end_plot(html);
}

}  // namespace schouw
