// A report as an Excel workbook: a sheet a table, a header that stays in sight, filters. Every cell is a string, so that
// nothing out of an export can become a formula, a link or a date that Excel makes of it.
// Gap: Excel takes 32,767 characters a cell and 1,048,576 rows a sheet; what is cut says so and where the whole is.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <system_error>

#include "records.h"
#include "schouw/base/time.h"
#include "schouw/base/utf8.h"

namespace schouw::records_xlsx {
namespace {

constexpr std::size_t kMostCharacters = 32'000;  // Excel's limit is 32,767 UTF-16 units
constexpr lxw_row_t kMostRows = 1'048'000;

/// The workbook in memory: what it writes on the way may not lie on a disk that is not the case's.
class MemoryFile {
 public:
  MemoryFile() : fd_(::memfd_create("report", MFD_CLOEXEC)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  }
  ~MemoryFile() { ::close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

  void copy_to(const ByteSink& sink) const {
    std::array<char, 64 << 10> buffer;
    for (off_t at = 0;;) {
      const ssize_t n = ::pread(fd_, buffer.data(), buffer.size(), at);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) throw std::system_error(errno, std::generic_category(), "pread");
      if (n == 0) return;
      sink(std::string_view(buffer.data(), static_cast<std::size_t>(n)));
      at += n;
    }
  }

 private:
  int fd_;
};

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::system_error(EIO, std::generic_category(), lxw_strerror(error));
}

class Sheet {
 public:
  Sheet(lxw_workbook* book, const TableOfRecords& table, const Words& say, lxw_format* head, lxw_format* body)
      : table_(table), say_(say), body_(body), sheet_(workbook_add_worksheet(book, table_title(table, say).c_str())) {
    if (sheet_ == nullptr) throw std::system_error(EINVAL, std::generic_category(), table_title(table, say));
    lxw_col_t column = 0;
    for (const RecordColumn& one : table_.columns) {
      worksheet_set_column(sheet_, column, column, width_of(one), body_);
      check(worksheet_write_string(sheet_, 0, column++, column_heading(one, say_).c_str(), head));
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    worksheet_repeat_rows(sheet_, 0, 0);
    worksheet_set_landscape(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
  }

  void row(const Json& record) {
    if (next_ > kMostRows) return;
    lxw_col_t column = 0;
    for (const RecordColumn& one : table_.columns) {
      const std::string text = next_ == kMostRows ? say_("xlsx.rows") : cut(visible(cell_text(record, one, say_)));
      if (!text.empty()) check(worksheet_write_string(sheet_, next_, column, text.c_str(), body_));
      ++column;
    }
    ++next_;
  }

  void finish() {
    const auto last = static_cast<lxw_col_t>(table_.columns.size() - 1);
    worksheet_autofilter(sheet_, 0, 0, std::max<lxw_row_t>(next_ - 1, 0), last);
    worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  }

 private:
  static double width_of(const RecordColumn& column) {
    if (column.path.empty() || column.path == "value" || column.path == "caption") return 44;
    return column.path == "text" || column.path.ends_with('@') ? 60 : column.evidence ? 28 : 16;
  }

  std::string cut(std::string text) const {
    if (text.size() <= kMostCharacters) return text;
    return std::string(prefix(text, kMostCharacters)) + " " + say_("xlsx.cut");
  }

  const TableOfRecords& table_;
  const Words& say_;
  lxw_format* body_;
  lxw_worksheet* sheet_;
  lxw_row_t next_ = 1;
};

/// The day of the audit and not the clock: the same result gives the same bytes.
void set_properties(lxw_workbook* book, const AuditResult& result, const Words& say) {
  std::string title = say.name("kind", result.kind), program = "schouw " + result.program_version;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = program.data();
  const auto day = parse_date(result.header.as_of).value_or(Date{2000, 1, 1});
  properties.created = static_cast<std::time_t>(civil_to_ms({day.year, day.month, day.day, 0, 0, 0, 0}).value_or(0) / 1000);
  workbook_set_properties(book, &properties);
}

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) {
  const Words say(options.lang);
  const MemoryFile file;
  std::string memory = "/dev/shm";
  lxw_workbook_options settings{};
  settings.tmpdir = memory.data();
  lxw_workbook* book = workbook_new_opt(file.path().c_str(), &settings);
  if (book == nullptr) throw std::system_error(ENOMEM, std::generic_category(), "xlsx");
  set_properties(book, result, say);
  lxw_format* head = workbook_add_format(book);
  format_set_bold(head);
  format_set_text_wrap(head);
  format_set_bg_color(head, 0xE9EEF6);
  lxw_format* body = workbook_add_format(book);
  format_set_text_wrap(body);
  format_set_align(body, LXW_ALIGN_VERTICAL_TOP);

  std::vector<Sheet> sheets;
  for (const TableOfRecords& table : record_tables(result.kind)) sheets.emplace_back(book, table, say, head, body);
  each_report_record(result, options, {}, [&](std::string_view type, const Json& record) {
    const auto tables = record_tables(result.kind);
    const auto found = std::ranges::find(tables, type, &TableOfRecords::type);
    if (found != tables.end()) sheets[static_cast<std::size_t>(found - tables.begin())].row(record);
  });
  for (Sheet& sheet : sheets) sheet.finish();
  check(workbook_close(book));
  file.copy_to(sink);
}

}  // namespace

extern const Report report;
constinit const Report report{
    .id = "records-xlsx", .kinds = "audit dossier annual access", .format = "xlsx", .write = write};

}  // namespace schouw::records_xlsx
