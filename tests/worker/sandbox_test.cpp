// What a child can no longer do. Each attempt is made in a process of its own, because most of them end it.
#include "sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace schouw {
namespace {

constexpr int kNoFence = 90;

template <class Attempt>
int status_after(Attempt attempt, const WorkerLimits& limits = {}) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!enter_sandbox(limits, 0)) ::_exit(kNoFence);
    ::_exit(attempt());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

bool ended_with(int status, int code) { return WIFEXITED(status) && WEXITSTATUS(status) == code; }
bool was_killed(int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS; }

TEST(Sandbox, lets_bytes_be_read_and_written) {
  std::array<int, 2> ends = {};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const int status = status_after([&] {
    char letter = 'x';
    return ::write(ends[1], "y", 1) == 1 && ::read(ends[0], &letter, 1) == 1 && letter == 'y' ? 0 : 1;
  });
  EXPECT_TRUE(ended_with(status, 0)) << status;
}

TEST(Sandbox, opens_no_file) {
  for (const char* path : {"/etc/passwd", "/proc/self/maps", "."}) {
    const int status = status_after([&] { return ::open(path, O_RDONLY) < 0 ? errno : 0; });
    EXPECT_TRUE(ended_with(status, EACCES)) << path << ": " << status;
  }
  const int made = status_after([] { return ::open("made-by-a-child", O_CREAT | O_WRONLY, 0600) < 0 ? errno : 0; });
  EXPECT_TRUE(ended_with(made, EACCES)) << made;
}

TEST(Sandbox, makes_no_socket) {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK})
    EXPECT_TRUE(was_killed(status_after([&] { return ::socket(family, SOCK_STREAM, 0); }))) << family;
}

TEST(Sandbox, starts_no_program_and_no_process) {
  EXPECT_TRUE(was_killed(status_after([] {
    char name[] = "/bin/true";
    char* arguments[] = {name, nullptr};
    char* environment[] = {nullptr};
    return ::execve(name, arguments, environment);
  })));
  EXPECT_TRUE(was_killed(status_after([] { return static_cast<int>(::fork()); })));
  EXPECT_TRUE(was_killed(status_after([] { return static_cast<int>(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); })));
  EXPECT_TRUE(was_killed(status_after([] { return ::kill(::getppid(), SIGTERM); })));
}

TEST(Sandbox, runs_no_memory_that_it_wrote) {
  const auto writable_and_runnable = [] {
    return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
               ? 1
               : 0;
  };
  EXPECT_TRUE(was_killed(status_after(writable_and_runnable)));
}

TEST(Sandbox, ends_what_takes_too_long) {
  WorkerLimits limits;
  limits.cpu_seconds = 1;
  const int status = status_after(
      [] {
        volatile unsigned counter = 0;
        while (true) counter = counter + 1;
        return 0;
      },
      limits);
  EXPECT_TRUE(WIFSIGNALED(status)) << status;
}

}  // namespace
}  // namespace schouw
