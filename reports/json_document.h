// One JSON object, written member by member; arrays with an element a line, so that a line can be compared and cut out.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "schouw/base/json.h"
#include "schouw/report/report.h"

namespace schouw {

class JsonDocument {
 public:
  explicit JsonDocument(const ByteSink& sink) : sink_(sink) { sink_("{"); }
  void finish() { sink_("\n}\n"); }

  void member(std::string_view key, const Json& value) {
    begin(key);
    append_json(line_, value);
    sink_(line_);
  }
  template <class Rows, class Make>
    requires std::invocable<Make, const typename Rows::value_type&>
  void rows(std::string_view key, const Rows& rows, Make make) {
    begin(key);
    sink_(line_ + "[");
    bool first = true;
    for (const auto& row : rows) {
      line_ = first ? "\n" : ",\n";
      first = false;
      append_json(line_, make(row));
      sink_(line_);
    }
    sink_(first ? "]" : "\n]");
  }

 private:
  void begin(std::string_view key) {
    line_ = first_ ? "\n" : ",\n";
    first_ = false;
    append_json_string(line_, key);
    line_ += ":";
  }
  const ByteSink& sink_;
  std::string line_;
  bool first_ = true;
};

}  // namespace schouw
