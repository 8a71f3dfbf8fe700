// Plain plots as inline SVG. Every chart has a title and a description, and the report puts its table beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html_writer.h"
#include "schouw/model/audit_result.h"
#include "words.h"

namespace schouw {

struct Bar {
  std::string label;
  std::vector<std::uint64_t> parts;   ///< one per series, from the axis outwards
};

struct BarChart {
  std::string id;                     ///< [a-z-], names the title and description
  std::string title, description;
  std::vector<std::string> series;    ///< at most four; the style sheet gives series 1 to 4 a fill
  std::vector<Bar> bars;
};

void write_columns(HtmlWriter&, const Words&, const BarChart&);   ///< upright, for time
void write_rows(HtmlWriter&, const Words&, const BarChart&);      ///< lying, for long labels

/// Seven rows of 24 hours; the more, the darker. Some hours have a frame, some a line below.
struct WeekPlot {
  std::string id, title, description;
  WeekHours counts = {}, framed = {}, underlined = {};
  std::vector<std::string> days;      ///< seven, short
  std::string frame_label, line_label;
};
void write_week(HtmlWriter&, const Words&, const WeekPlot&);

/// Who writes where: lines between two columns of names, the wider the more.
struct LinkPlot {
  std::string id, title, description;
  std::vector<std::string> left, right;
  struct Link {
    std::size_t left, right;
    std::uint64_t n;
  };
  std::vector<Link> links;
};
void write_links(HtmlWriter&, const Words&, const LinkPlot&);

// For the files that draw.
void begin_plot(HtmlWriter&, std::string_view id, std::string_view title, std::string_view description, std::int64_t height);
void end_plot(HtmlWriter&);
void plot_number(HtmlWriter&, Markup name, std::int64_t value);
void plot_label(HtmlWriter&, std::int64_t x, std::int64_t y, Markup more, std::string_view words);

}  // namespace schouw
