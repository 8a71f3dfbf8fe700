// A handler may do next to nothing: it sets a flag of the one type that is allowed, or leaves.
#include "signals.h"

#include <unistd.h>

#include <csignal>

namespace schouw {
namespace {

volatile std::sig_atomic_t stop_flag = 0;

void on_signal(int) {
  if (stop_flag != 0) ::_exit(kStopped);
  stop_flag = 1;
}

}  // namespace

void catch_signals() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;  // libraries that read and write expect no EINTR
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = SIG_IGN;  // a reader of stdout that left gives EPIPE, which is told
  ::sigaction(SIGPIPE, &action, nullptr);
}

bool stop_asked() { return stop_flag != 0; }

}  // namespace schouw
