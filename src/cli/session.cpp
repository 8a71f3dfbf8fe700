// The surroundings, read once. Locale: only the language of LC_ALL, LC_MESSAGES or LANG counts, as POSIX orders them;
// numbers and dates are written the same everywhere.
#include "session.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

Lang language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = environment(name);
    if (!value.empty()) return value.starts_with("nl") ? Lang::nl : Lang::en;
  }
  return Lang::en;
}

std::string user_at_host() {
  std::array<char, 4096> buffer = {};
  passwd entry = {};
  passwd* found = nullptr;
  std::string name = std::to_string(::geteuid());
  if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
    name = entry.pw_name;
  std::array<char, 256> host = {};
  if (::gethostname(host.data(), host.size() - 1) != 0) return name;
  return name + "@" + host.data();
}

bool allows_color() { return environment("NO_COLOR").empty() && environment("TERM") != "dumb"; }

ProgressKind progress_from(std::string_view asked, const Session& session) {
  if (asked == "plain") return ProgressKind::plain;
  if (asked == "json") return ProgressKind::json;
  if (asked == "none" || session.quiet) return ProgressKind::none;
  return session.err_is_terminal ? ProgressKind::line : ProgressKind::none;
}

void print_line(std::string line) {
  line += '\n';
  write_stderr(line);
}

}  // namespace

Session read_surroundings() {
  Session session;
  session.lang = language_of_environment();
  session.in_is_terminal = ::isatty(STDIN_FILENO) == 1;
  session.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  session.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  session.color_out = session.out_is_terminal && allows_color();
  session.color_err = session.err_is_terminal && allows_color();
  session.user = user_at_host();
  return session;
}

void apply(Session& session, const Arguments& arguments) {
  if (arguments.has("lang")) {
    session.lang = arguments.get("lang") == "nl" ? Lang::nl : Lang::en;
    session.report_lang = session.lang;
  }
  if (arguments.get("color") == "always") session.color_out = session.color_err = true;
  if (arguments.get("color") == "never") session.color_out = session.color_err = false;
  session.quiet = arguments.has("quiet");
  session.verbose = arguments.has("verbose");
  session.progress = progress_from(arguments.get("progress"), session);
}

std::string program_version() { return SCHOUW_VERSION; }

std::string now_utc() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return format_utc(std::chrono::duration_cast<std::chrono::milliseconds>(now).count(), Precision::second);
}

Date today_in(std::string_view time_zone) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t utc_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  const Result<Zone> zone = Zone::open(time_zone);
  return date_of(zone ? zone->to_local(utc_ms) : utc_ms);
}

double seconds_running() {
  static const auto start = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string on_one_line(std::string_view text) {
  std::string out = visible(text);
  for (char& c : out)
    if (c == '\n' || c == '\t') c = ' ';
  return out;
}

std::string say(const Session& session, std::string_view id, std::vector<std::string> arguments) {
  for (std::string& argument : arguments) argument = on_one_line(argument);
  return text(session.lang, "cli." + std::string(id), arguments);
}

void tell(const Session& session, std::string_view id, std::vector<std::string> arguments) {
  if (!session.quiet) print_line(say(session, id, std::move(arguments)));
}

void warn(const Session& session, std::string_view id, std::vector<std::string> arguments) {
  print_line(say(session, id, std::move(arguments)));
}

void print_error(const Session& session, const Error& error) {
  std::vector<std::string> arguments;
  for (const std::string& argument : error.args) arguments.push_back(on_one_line(argument));
  std::string line = session.color_err ? "\x1b[1;31mschouw:\x1b[0m " : "schouw: ";
  if (!error.place.empty()) line += on_one_line(error.place) + ": ";
  print_line(line + text(session.lang, "error." + error.text, arguments));
}

void write_stderr(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // nobody listens; there is nowhere left to say so
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace schouw
