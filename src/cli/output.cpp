// Writing data. A reader that went away (EPIPE) is an error like a full disk: what was asked for did not arrive.
#include "output.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "schouw/base/csv.h"

namespace schouw {
namespace {

constexpr std::size_t kBuffer = 1u << 16;

int write_stdout(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

const Json& member_at(const Json& record, std::string_view dotted) {
  const std::size_t dot = dotted.find('.');
  const Json& value = record.at(dotted.substr(0, dot));
  return dot == dotted.npos ? value : member_at(value, dotted.substr(dot + 1));
}

std::string cell_of(const Json& value) {
  if (value.is_null()) return {};
  return value.is_string() ? std::string(value.str()) : to_json(value);
}

std::string row_of(const Json& record, std::span<const std::string_view> names) {
  std::string row;
  for (const std::string_view name : names) {
    if (!row.empty()) row += ',';
    append_csv_field(row, cell_of(member_at(record, name)));
  }
  return row;
}

std::string header_of(std::span<const std::string_view> names) {
  std::string row;
  for (const std::string_view name : names) {
    if (!row.empty()) row += ',';
    append_csv_field(row, name);
  }
  return row;
}

/// Columns on a screen, near enough: code points.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

Result<Output> Output::to(std::string_view path) {
  if (path.empty() || path == "-") return Output(std::nullopt);
  Result<OutputFile> file = OutputFile::create(path);
  if (!file) return tl::unexpected(file.error());
  return Output(std::move(*file));
}

void Output::write(std::string_view bytes) {
  if (file_) return file_->write(bytes);
  waiting_ += bytes;
  if (waiting_.size() >= kBuffer) flush();
}

void Output::line(std::string_view text) {
  write(text);
  write("\n");
}

void Output::flush() {
  if (error_ == 0) error_ = write_stdout(waiting_);
  waiting_.clear();
}

Result<void> Output::finish() {
  if (file_) return file_->commit();
  flush();
  if (error_ == 0) return {};
  const char* words = ::strerrordesc_np(error_);  // unlike strerror(), the same in every locale
  return fail(ErrorCode::io, "stdout-failed", {words == nullptr ? "?" : words});
}

Format format_from(std::string_view asked, Format otherwise) {
  if (asked == "text") return Format::text;
  if (asked == "json") return Format::json;
  if (asked == "jsonl") return Format::jsonl;
  return asked == "csv" ? Format::csv : otherwise;
}

RecordOutput::RecordOutput(Output& out, Format format, RecordColumns columns)
    : out_(out), format_(format), columns_(std::move(columns)) {
  if (format_ == Format::csv) out_.line(header_of(columns_.names));
}

void RecordOutput::add(const Json& record) {
  if (format_ == Format::csv) return out_.line(columns_.rows ? columns_.rows(record) : row_of(record, columns_.names));
  if (format_ == Format::json) out_.write(first_ ? "[\n" : ",\n");
  out_.write(to_json(record));
  if (format_ != Format::json) out_.write("\n");
  first_ = false;
}

void RecordOutput::end() {
  if (format_ == Format::json) out_.line(first_ ? "[]" : "\n]");
}

void write_object(Output& out, Format format, const Json& object) {
  if (format == Format::jsonl) return out.line(to_json(object));
  if (format != Format::csv) return out.line(to_pretty_json(object));
  for (const auto& [name, value] : object.members()) {
    std::string row;
    append_csv_field(row, name);
    row += ',';
    append_csv_field(row, cell_of(value));
    out.line(row);
  }
}

void TextTable::write(Output& out) const {
  std::vector<std::size_t> widths;
  for (const auto& cells : rows_) {
    widths.resize(std::max(widths.size(), cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], width_of(cells[i]));
  }
  for (const auto& cells : rows_) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line += cells[i];
      if (i + 1 < cells.size()) line.append(widths[i] - width_of(cells[i]) + 2, ' ');
    }
    out.line(line);
  }
}

}  // namespace schouw
