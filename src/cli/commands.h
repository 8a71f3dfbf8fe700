// The commands, one file each. Arguments and options of every command stand in the table in commands.cpp.
#pragma once

#include <span>
#include <string_view>

#include "options.h"
#include "session.h"

namespace schouw {

/// Its help is the catalogue's "command.<name>", blanks as dashes.
struct Command {
  std::string_view name;       ///< one word, or two: "policy list"
  std::string_view arguments;  ///< as help shows them: "CASE PATH..."
  std::size_t least, most;     ///< how many words
  std::string_view options;    ///< names of its own options, with blanks between
  std::string_view formats;    ///< values of --format
  /// Gives the exit status.
  Result<int> (*run)(const Session&, const Arguments&);
};

inline constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);

std::span<const Command> commands();
/// Commands with this first word: "policy" has four.
std::span<const Command> commands_of(std::string_view first_word);
bool takes_option(const Command&, const Option&);

Result<int> cmd_run(const Session&, const Arguments&);
Result<int> cmd_init(const Session&, const Arguments&);
Result<int> cmd_ingest(const Session&, const Arguments&);
Result<int> cmd_audit(const Session&, const Arguments&);
Result<int> cmd_report(const Session&, const Arguments&);
Result<int> cmd_search(const Session&, const Arguments&);
Result<int> cmd_show(const Session&, const Arguments&);
Result<int> cmd_review(const Session&, const Arguments&);
Result<int> cmd_people_link(const Session&, const Arguments&);
Result<int> cmd_people_links(const Session&, const Arguments&);
Result<int> cmd_people_unlink(const Session&, const Arguments&);
Result<int> cmd_export(const Session&, const Arguments&);
Result<int> cmd_status(const Session&, const Arguments&);
Result<int> cmd_verify(const Session&, const Arguments&);
Result<int> cmd_purge(const Session&, const Arguments&);
Result<int> cmd_seal(const Session&, const Arguments&);
Result<int> cmd_formats(const Session&, const Arguments&);
Result<int> cmd_policy_list(const Session&, const Arguments&);
Result<int> cmd_policy_show(const Session&, const Arguments&);
Result<int> cmd_policy_check(const Session&, const Arguments&);
Result<int> cmd_policy_new(const Session&, const Arguments&);
Result<int> cmd_doctor(const Session&, const Arguments&);
Result<int> cmd_help(const Session&, const Arguments&);

}  // namespace schouw
