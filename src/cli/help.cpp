#include "help.h"

#include <algorithm>

namespace schouw {
namespace {

std::string with_dashes(std::string_view name) {
  std::string out(name);
  std::ranges::replace(out, ' ', '-');
  return out;
}

std::string usage_of(const Command& command) {
  std::string out = "schouw " + std::string(command.name);
  if (!command.arguments.empty()) out += " " + std::string(command.arguments);
  return out;
}

std::string option_cell(const Command* command, const Option& option) {
  std::string cell = option.letter == 0 ? "      --" : std::string("  -") + option.letter + ", --";
  cell += option.name;
  const bool is_format = command != nullptr && option.name == "format";
  const std::string_view value = is_format ? command->formats : option.value;
  if (option.kind != ValueKind::none) cell += " " + std::string(value);
  return cell;
}

std::string help_of(const Session& session, const Command* command, const Option& option) {
  const std::string own =
      "option." + std::string(option.name) + (command == nullptr ? "" : "." + with_dashes(command->name));
  if (has_text(own)) return text(session.lang, own);
  return text(session.lang, "option." + std::string(option.name));
}

void write_options(const Session& session, const Command* command, bool everywhere, Output& out) {
  TextTable table;
  for (const Option& option : options()) {
    if ((option.where == Option::Where::everywhere) != everywhere) continue;
    if (command != nullptr && !takes_option(*command, option)) continue;
    table.row({option_cell(command, option), help_of(session, command, option)});
  }
  table.write(out);
}

void write_command(const Session& session, const Command& command, Output& out) {
  out.line(usage_of(command));
  out.line("");
  const std::string id = "command." + with_dashes(command.name);
  out.line(text(session.lang, id));
  if (has_text(id + ".more")) out.line(text(session.lang, id + ".more"));
  if (command.options.empty()) return;
  out.line("");
  out.line(say(session, "help.options"));
  write_options(session, &command, false, out);
}

}  // namespace

void write_overview(const Session& session, Output& out) {
  out.line(say(session, "help.what"));
  out.line("");
  out.line(say(session, "help.usage"));
  out.line("");
  out.line(say(session, "help.commands"));
  TextTable table;
  for (const Command& command : commands())
    table.row({"  " + std::string(command.name), text(session.lang, "command." + with_dashes(command.name))});
  table.write(out);
  out.line("");
  out.line(say(session, "help.everywhere"));
  write_options(session, nullptr, true, out);
  out.line("");
  out.line(say(session, "help.exit-status"));
}

void write_help(const Session& session, std::span<const Command> family, Output& out) {
  for (const Command& command : family) {
    if (&command != &family.front()) out.line("");
    write_command(session, command, out);
  }
  out.line("");
  out.line(say(session, "help.everywhere"));
  write_options(session, family.size() == 1 ? &family.front() : nullptr, true, out);
}

Result<int> cmd_help(const Session& session, const Arguments& arguments) {
  Result<Output> out = Output::to("-");
  if (arguments.words.empty()) {
    write_overview(session, *out);
  } else {
    const std::span<const Command> family = commands_of(arguments.words[0]);
    if (family.empty()) return fail(ErrorCode::usage, "unknown-command", {arguments.words[0]});
    write_help(session, family, *out);
  }
  if (const auto done = out->finish(); !done) return tl::unexpected(done.error());
  return 0;
}

}  // namespace schouw
