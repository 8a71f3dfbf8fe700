// Plain bar charts as inline SVG. Every chart has a title and a description, and the report puts its table beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html_writer.h"
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

}  // namespace schouw
