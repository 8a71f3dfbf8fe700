// stdout is data. Output writes bytes to stdout or to a file that appears when it is complete; RecordOutput writes
// records as JSON, JSON Lines or CSV.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/file.h"
#include "schouw/base/json.h"
#include "schouw/base/result.h"

namespace schouw {

class Output {
 public:
  /// "" and "-": stdout.
  static Result<Output> to(std::string_view path);
  void write(std::string_view bytes);
  void line(std::string_view text);
  /// Errors of all writes come out here; a file becomes visible.
  Result<void> finish();

 private:
  explicit Output(std::optional<OutputFile> file) : file_(std::move(file)) {}
  void flush();

  std::optional<OutputFile> file_;  ///< none: stdout
  std::string waiting_;
  int error_ = 0;  ///< errno of the first write that failed
};

enum class Format { text, json, jsonl, csv };
Format format_from(std::string_view asked, Format otherwise);

/// Makes one row, without the end of the line.
using CsvRowMaker = std::function<std::string(const Json&)>;

/// `columns` names the members that make a row; with dots for inner ones. `rows`, when given, makes rows itself.
struct RecordColumns {
  std::vector<std::string_view> names;
  CsvRowMaker rows = {};
};

/// Records one after another; nothing is kept. Not for Format::text.
class RecordOutput {
 public:
  RecordOutput(Output& out, Format format, RecordColumns columns);
  void add(const Json& record);
  void end();

 private:
  Output& out_;
  Format format_;
  RecordColumns columns_;
  bool first_ = true;
};

/// One object: pretty for json, a line for jsonl, name and value per row for csv.
void write_object(Output& out, Format format, const Json& object);

/// Texts in columns as wide as their widest cell; the last column is as long as it is.
class TextTable {
 public:
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  void write(Output& out) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace schouw
