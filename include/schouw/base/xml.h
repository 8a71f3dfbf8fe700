// XML through expat: streamed, and without DTDs (a DOCTYPE ends the reading), so that no entity can be expanded.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schouw/base/json_stream.h"  // ByteSource

namespace schouw {

struct XmlElement {
  std::string_view name;   ///< local name, without namespace prefix
  std::string_view space;  ///< namespace URI or empty
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string_view attribute(std::string_view key) const;
};

struct XmlVisitor {
  std::function<void(const XmlElement&, std::uint64_t line)> start;
  std::function<void(std::string_view name, std::string_view text)> end;  ///< text: direct character data, trimmed
};

struct XmlDamage {
  bool has_doctype = false;
  std::string error = {};          ///< expat's words; empty when well-formed
  std::uint64_t error_line = 0;
  bool too_deep = false;           ///< over 512 levels
};
XmlDamage stream_xml(const ByteSource& source, const XmlVisitor& visitor);

}  // namespace schouw
