// Draws stacked bars without script: integers only, so that every machine gives the same bytes. Series differ by
// pattern as well as by colour, and every bar carries its total. Colours are attributes, which WeasyPrint sees too; it does
// not apply the style sheet of the page inside a plot.
#include "svg.h"

#include <algorithm>
#include <numeric>

#include "words.h"

namespace schouw {
namespace {

constexpr std::int64_t kWidth = 720;

std::uint64_t total_of(const Bar& bar) { return std::accumulate(bar.parts.begin(), bar.parts.end(), std::uint64_t{0}); }

std::uint64_t largest(const BarChart& chart) {
  std::uint64_t most = 1;
  for (const Bar& bar : chart.bars) most = std::max(most, total_of(bar));
  return most;
}

/// The end of an axis for values up to n: one or two digits and then noughts.
std::uint64_t round_up(std::uint64_t n) {
  std::uint64_t step = 1;
  while (step < UINT64_MAX / 20 && step * 10 < n) step *= 10;
  for (const std::uint64_t factor : {1u, 2u, 3u, 4u, 6u, 8u, 10u})
    if (step * factor >= n) return step * factor;
  return n;
}

// Double is exact enough: a result in whole pixels, the same wherever IEEE 754 holds.
std::int64_t scaled(std::uint64_t n, std::uint64_t of, std::int64_t length) {
  return static_cast<std::int64_t>(static_cast<double>(n) / static_cast<double>(of) * static_cast<double>(length));
}

Markup fill_of(std::size_t series) {
  switch (series) {
    case 0: return " class=\"s1\" fill=\"#1d3b6a\"";
    case 1: return " class=\"s2\" fill=\"#b87400\"";
    case 2: return " class=\"s3\" fill=\"#9aa7b8\"";
    default: return " class=\"s4\" fill=\"#5d7391\"";
  }
}

void begin_chart(HtmlWriter& html, const BarChart& chart, std::int64_t height) {
  begin_plot(html, chart.id, chart.title, chart.description, height);
  html.raw("<defs><pattern").attribute("id", chart.id + "-p");
  html.raw(" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">");
  html.raw("<rect width=\"2\" height=\"6\" fill=\"#fff\" fill-opacity=\".55\"/></pattern></defs>\n");
}

struct Box {
  std::int64_t x, y, width, height;
};

void box(HtmlWriter& html, const BarChart& chart, std::size_t series, const Box& b) {
  if (b.width <= 0 || b.height <= 0) return;
  const auto rect = [&] {
    html.raw("<rect");
    plot_number(html, "x", b.x);
    plot_number(html, "y", b.y);
    plot_number(html, "width", b.width);
    plot_number(html, "height", b.height);
  };
  rect();
  html.raw(fill_of(series)).raw("/>");
  if (series == 1) {
    rect();
    html.attribute("fill", "url(#" + chart.id + "-p)").raw("/>");
  }
}

void legend(HtmlWriter& html, const BarChart& chart) {
  std::int64_t x = 8;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    box(html, chart, i, {x, 6, 14, 14});
    plot_label(html, x + 20, 18, "", chart.series[i]);
    x += 48 + 8 * static_cast<std::int64_t>(chart.series[i].size());
  }
}

}  // namespace

void plot_number(HtmlWriter& html, Markup name, std::int64_t value) { html.attribute(name, std::to_string(value)); }

void plot_label(HtmlWriter& html, std::int64_t x, std::int64_t y, Markup more, std::string_view words) {
  html.raw("<text");
  plot_number(html, "x", x);
  plot_number(html, "y", y);
  html.raw(more).raw(">").text(words).raw("</text>\n");
}

void begin_plot(HtmlWriter& html, std::string_view id, std::string_view title, std::string_view description,
                std::int64_t height) {
  const std::string name(id);
  html.raw("<div class=\"chart scroll\" role=\"group\" tabindex=\"0\"").attribute("aria-label", title).raw(">\n");
  html.raw("<svg role=\"img\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#1b2129\"").attribute("aria-labelledby", name + "-t " + name + "-d");
  html.attribute("viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(height));
  plot_number(html, "width", kWidth);
  plot_number(html, "height", height);
  html.raw(">\n<title").attribute("id", name + "-t").raw(">").text(title).raw("</title>\n<desc");
  html.attribute("id", name + "-d").raw(">").text(description).raw("</desc>\n");
}

void end_plot(HtmlWriter& html) { html.raw("</svg>\n</div>\n"); }

void write_columns(HtmlWriter& html, const Words& say, const BarChart& chart) {
  constexpr std::int64_t kTop = 40, kPlot = 200, kLeft = 72, kBottom = 28;
  const std::uint64_t top = round_up(largest(chart));
  begin_chart(html, chart, kTop + kPlot + kBottom);
  legend(html, chart);
  for (const std::int64_t part : {0, 1, 2}) {
    const std::int64_t y = kTop + kPlot - part * kPlot / 2;
    html.raw("<line stroke=\"#d6dce4\"");
    plot_number(html, "x1", kLeft);
    plot_number(html, "x2", kWidth);
    plot_number(html, "y1", y);
    plot_number(html, "y2", y);
    html.raw("/>");
    if (part == 1 && top % 2 != 0) continue;
    plot_label(html, kLeft - 8, y + 4, " text-anchor=\"end\"", say.number(top * static_cast<std::uint64_t>(part) / 2));
  }
  const auto count = static_cast<std::int64_t>(std::max<std::size_t>(chart.bars.size(), 1));
  const std::int64_t step = (kWidth - kLeft) / count;
  const std::int64_t width = std::clamp<std::int64_t>(step * 2 / 3, 4, 48);
  std::int64_t x = kLeft + step / 2;
  for (const Bar& bar : chart.bars) {
    std::int64_t y = kTop + kPlot;
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
      const std::int64_t height = scaled(bar.parts[i], top, kPlot);
      y -= height;
      box(html, chart, i, {x - width / 2, y, width, height});
    }
    if (!bar.label.empty()) plot_label(html, x, kTop + kPlot + 18, " text-anchor=\"middle\"", bar.label);
    x += step;
  }
  end_plot(html);
}

void write_rows(HtmlWriter& html, const Words& say, const BarChart& chart) {
  constexpr std::int64_t kRow = 26, kLeft = 284, kRight = 70;
  const std::int64_t above = chart.series.size() > 1 ? 34 : 8;
  const std::uint64_t top = largest(chart);
  begin_chart(html, chart, above + kRow * static_cast<std::int64_t>(chart.bars.size()) + 8);
  if (chart.series.size() > 1) legend(html, chart);
  std::int64_t y = above;
  for (const Bar& bar : chart.bars) {
    plot_label(html, kLeft - 10, y + 14, " text-anchor=\"end\"", shortened(bar.label, 36));
    std::int64_t x = kLeft;
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
      const std::int64_t width = scaled(bar.parts[i], top, kWidth - kLeft - kRight);
      const std::int64_t seen = bar.parts[i] == 0 ? 0 : std::max<std::int64_t>(width, 1);
      box(html, chart, i, {x, y, seen, 18});
      x += seen;
    }
    plot_label(html, x + 8, y + 14, "", say.number(total_of(bar)));
    y += kRow;
  }
  end_plot(html);
}

}  // namespace schouw
