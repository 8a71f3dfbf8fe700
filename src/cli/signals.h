// Stopping: the first SIGINT or SIGTERM asks to finish what is under way, the second ends the program at once.
#pragma once

namespace schouw {

inline constexpr int kStopped = 130;  ///< exit status: stopped on request, state saved

void catch_signals();
bool stop_asked();  ///< safe from several threads

}  // namespace schouw
