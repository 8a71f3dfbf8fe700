// The program: surroundings, arguments, one command, exit status (docs/interface.md).
#include <algorithm>
#include <clocale>
#include <exception>
#include <new>
#include <vector>

#include "commands.h"
#include "help.h"
#include "output.h"
#include "schouw/store/case_store.h"
#include "schouw/worker/worker.h"
#include "signals.h"

/// jemalloc asks for it by this name, where the program is linked with it: memory that is not used goes back after two
/// seconds and not after ten, which is a quarter of the peak of an ingest and no time (docs/adr/0017-jemalloc.md).
extern "C" const char* const malloc_conf;
const char* const malloc_conf = "dirty_decay_ms:2000";

namespace schouw {
namespace {

constexpr int kInternal = 70;

Result<int> print_version() {
  Result<Output> out = Output::to("-");
  out->line("schouw " + program_version());
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

/// `schouw policy --help` is about all commands of policy, `schouw policy show --help` about one.
Result<int> print_help(const Session& session, const Arguments& arguments, const std::vector<std::string>& typed) {
  const Command& command = *arguments.command;
  Result<Output> out = Output::to("-");
  const std::size_t blank = command.name.find(' ');
  const bool one =
      blank == command.name.npos || std::ranges::find(typed, command.name.substr(blank + 1)) != typed.end();
  if (command.run == cmd_help)
    write_overview(session, *out);
  else
    write_help(session, one ? std::span(&command, 1) : commands_of(command.name.substr(0, blank)), *out);
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

Result<int> run_command(Session& session, const std::vector<std::string>& typed) {
  const Result<Arguments> arguments = parse_arguments(typed);
  if (!arguments) return tl::unexpected(arguments.error());
  apply(session, *arguments);
  if (arguments->version) return print_version();
  if (arguments->help) return print_help(session, *arguments, typed);
  if (typed.empty()) return fail(ErrorCode::usage, "no-command");
  return arguments->command->run(session, *arguments);
}

/// The language of a complaint about the options must not wait for the options.
void take_language_early(Session& session, const std::vector<std::string>& typed) {
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const bool apart = typed[i] == "--lang" && i + 1 < typed.size();
    const std::string value = apart ? typed[i + 1] : typed[i].starts_with("--lang=") ? typed[i].substr(7) : "";
    if (value == "nl") session.lang = Lang::nl;
    if (value == "en") session.lang = Lang::en;
  }
}

int status_of(const Session& session, const Result<int>& outcome) {
  if (!outcome) {
    print_error(session, outcome.error());
    return static_cast<int>(outcome.error().code);
  }
  if (*outcome == kStopped) warn(session, "stopped");
  return *outcome;
}

int run_program(const std::vector<std::string>& typed) {
  Session session = read_surroundings();
  take_language_early(session, typed);
  try {
    return status_of(session, run_command(session, typed));
  } catch (const CaseFailure& failure) {  // found while reading, where no Result can say so
    print_error(session, failure.error);
    return static_cast<int>(failure.error.code);
  } catch (const std::bad_alloc&) {
    print_error(session, {ErrorCode::io, "out-of-memory", {}});
  } catch (const std::exception& error) {
    print_error(session, {ErrorCode::io, "internal", {error.what()}});
  }
  return kInternal;
}

}  // namespace
}  // namespace schouw

int main(int argc, char** argv) {
  if (const auto status = schouw::run_as_worker(argc, argv)) return *status;
  std::setlocale(LC_CTYPE, "C.UTF-8");  // libraries decode file names; nothing else depends on the locale
  schouw::catch_signals();
  schouw::seconds_running();
  return schouw::run_program(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
}
