// The table of commands, as docs/interface.md lists them.
#include "commands.h"

#include <algorithm>
#include <array>

namespace schouw {
namespace {

constexpr std::string_view kRecords = "text|json|jsonl|csv";
constexpr std::string_view kReports = "html|json|jsonl|xlsx|csv|pdf|timesketch|case";

constexpr std::string_view kSetup = "plan policy title purpose legal-ground approved-by necessity dpia ends "
                                    "scope-people scope-platforms from until time-zone";

// Commands with the same first word lie together.
constexpr std::array kCommands = {
    Command{"run", "PLAN.json", 1, 1, "policy case fail-on names-with limits", kRecords, cmd_run},
    Command{"init", "CASE", 1, 1, kSetup, kRecords, cmd_init},
    Command{"ingest", "CASE PATH...", 2, kAnyNumber, "limits", kRecords, cmd_ingest},
    Command{"audit", "CASE", 1, 1, "policy fail-on", kRecords, cmd_audit},
    Command{"report", "CASE", 1, 1, "kind person clause platform severity verdict state received earlier names-with output", kReports, cmd_report},
    Command{"search", "CASE QUERY...", 2, kAnyNumber, "explain facets by-time first count output", kRecords,
            cmd_search},
    Command{"show", "CASE ID", 2, 2, "context output", kRecords, cmd_show},
    Command{"review", "CASE [list|confirm|dismiss|unsure|reopen|comment|assign|second|breach|breaches|export|import] [ID|FILE] [TEXT]",
            1, 4, "reason by to discovered reported nature measures output", kRecords, cmd_review},
    Command{"people link", "CASE ACCOUNT PERSON", 3, 3, "reason", kRecords, cmd_people_link},
    Command{"people unlink", "CASE ACCOUNT", 2, 2, "reason", kRecords, cmd_people_unlink},
    Command{"people links", "CASE", 1, 1, "output", kRecords, cmd_people_links},
    Command{"export", "CASE WHAT", 2, 2, "output", kRecords, cmd_export},
    Command{"status", "CASE", 1, 1, "", kRecords, cmd_status},
    Command{"verify", "CASE|BUNDLE", 1, 1, "rebuild-index public-key identity", kRecords, cmd_verify},
    Command{"purge", "CASE", 1, 1, "source yes output", kRecords, cmd_purge},
    Command{"seal", "CASE", 0, 1, "recipient sign-key new-key output", kRecords, cmd_seal},
    Command{"formats", "", 0, 0, "", kRecords, cmd_formats},
    Command{"policy list", "", 0, 0, "", kRecords, cmd_policy_list},
    Command{"policy show", "ID", 1, 1, "", kRecords, cmd_policy_show},
    Command{"policy check", "FILE", 1, 1, "", kRecords, cmd_policy_check},
    Command{"policy new", "--from ID", 0, 0, "from output", kRecords, cmd_policy_new},
    Command{"doctor", "[CASE]", 0, 1, "limits", kRecords, cmd_doctor},
    Command{"help", "[COMMAND]", 0, 2, "", kRecords, cmd_help},
};

std::string_view first_word(const Command& command) { return command.name.substr(0, command.name.find(' ')); }

}  // namespace

std::span<const Command> commands() { return kCommands; }

std::span<const Command> commands_of(std::string_view word) {
  const auto is_it = [&](const Command& command) { return first_word(command) == word; };
  const auto begin = std::ranges::find_if(kCommands, is_it);
  return {begin, std::find_if_not(begin, kCommands.end(), is_it)};
}

bool takes_option(const Command& command, const Option& option) {
  if (option.where == Option::Where::everywhere) return true;
  const std::string_view wanted = option.where == Option::Where::limits ? "limits" : option.name;
  const std::vector<std::string_view> own = split(command.options, ' ');
  return std::ranges::find(own, wanted) != own.end();
}

}  // namespace schouw
