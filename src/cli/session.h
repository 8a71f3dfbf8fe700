// Everything that the program takes from its surroundings: clock, locale, environment, terminal, user. The only
// place that does (house rule 6). And what goes to stderr.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "options.h"
#include "schouw/base/result.h"
#include "schouw/base/texts.h"
#include "schouw/base/time.h"

namespace schouw {

enum class ProgressKind { none, plain, json, line };

struct Session {
  Lang lang = Lang::en;  ///< of messages
  Lang report_lang = Lang::nl;
  bool in_is_terminal = false, out_is_terminal = false, err_is_terminal = false;
  bool color_out = false, color_err = false;
  bool quiet = false, verbose = false;
  ProgressKind progress = ProgressKind::none;
  std::string user;  ///< "jansen@kantoor-3"
};

/// As the process was started.
Session read_surroundings();
/// With what the options say about it.
void apply(Session&, const Arguments&);

std::string program_version();
std::string now_utc();                      ///< ISO 8601, seconds
Date today_in(std::string_view time_zone);  ///< of UTC when the zone is unknown
double seconds_running();                   ///< since the program started, for progress

/// A text of the catalogue, "cli.<id>", in the language of messages; the arguments shown safely.
std::string say(const Session&, std::string_view id, std::vector<std::string> arguments = {});

/// A line on stderr; not with --quiet.
void tell(const Session&, std::string_view id, std::vector<std::string> arguments = {});
/// A line on stderr, always.
void warn(const Session&, std::string_view id, std::vector<std::string> arguments = {});
/// What is wrong, with the place, and on a second line what to do.
void print_error(const Session&, const Error&);
void write_stderr(std::string_view bytes);

/// Text of evidence on one line of a screen.
std::string on_one_line(std::string_view text);

}  // namespace schouw
