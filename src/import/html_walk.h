// HTML as a row of events: elements, text, in the order of the file, however large it is.
#pragma once

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "schouw/base/json_stream.h"  // ByteSource

namespace schouw {

struct HtmlElement {
  std::string_view name;  ///< lower case
  std::vector<std::pair<std::string_view, std::string_view>> attributes;
  std::string_view attribute(std::string_view key) const;
  bool has_class(std::string_view name_of_class) const;
};

struct HtmlEvents {
  std::function<void(const HtmlElement&)> start;
  std::function<void(std::string_view name)> end;    ///< also of elements that the file leaves open
  std::function<void(std::string_view piece)> text;  ///< UTF-8, entities undone, in pieces of any size
};

enum class HtmlEnd { whole, too_deep };  ///< too_deep: nested over 512 levels; the walk stopped there

/// Nothing is fetched and nothing but HTML's own entities is expanded.
HtmlEnd walk_html(const ByteSource&, const HtmlEvents&);

}  // namespace schouw
