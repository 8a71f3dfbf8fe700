// At most ten times a second on a terminal and once a second elsewhere: progress must cost nothing.
#include "progress.h"

#include <unistd.h>

#include "schouw/base/json.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kLineBytes = 100;
constexpr std::string_view kClearLine = "\r\x1b[K";

std::string percent(const IngestProgress& progress) {
  if (progress.bytes_total == 0) return "100";
  const double part = static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total);
  return std::to_string(static_cast<int>(part * 100));
}

std::string sentence(const Session& session, const IngestProgress& progress) {
  return say(session, "progress",
             {percent(progress), std::to_string(progress.files_done), std::to_string(progress.files_total),
              std::to_string(progress.messages), std::string(progress.current)});
}

std::string json_line(const IngestProgress& progress) {
  Json out = Json::object();
  out["event"] = "progress";
  out["files_done"] = progress.files_done;
  out["files_total"] = progress.files_total;
  out["bytes_done"] = progress.bytes_done;
  out["bytes_total"] = progress.bytes_total;
  out["messages"] = progress.messages;
  out["current"] = visible(progress.current);
  return to_json(out);
}

}  // namespace

ProgressLines::~ProgressLines() {
  if (line_shown_) write_stderr(kClearLine);
}

void ProgressLines::operator()(const IngestProgress& progress) {
  if (session_.progress == ProgressKind::none) return;
  const double now = seconds_running();
  const double pause = session_.progress == ProgressKind::line ? 0.1 : 1.0;
  const bool last = progress.files_done == progress.files_total;
  if (!last && last_seconds_ >= 0 && now - last_seconds_ < pause) return;
  last_seconds_ = now;
  if (session_.progress == ProgressKind::json) return write_stderr(json_line(progress) + "\n");
  const std::string line = sentence(session_, progress);
  if (session_.progress == ProgressKind::plain) return write_stderr(line + "\n");
  line_shown_ = true;
  write_stderr(std::string(kClearLine) + std::string(prefix(line, kLineBytes)));
}

}  // namespace schouw
