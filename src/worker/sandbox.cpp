// Three fences, one behind the other: rlimits (memory, time, no files to write), Landlock (no path of the file system;
// Linux 5.13 and later), seccomp (a short list of system calls; the rest ends the process).
//
// Opening a file is refused with an error and not with death: the C library tries to (locales, /proc) and goes on
// without. A socket, a program, a process: nothing honest asks for them here.
#include "sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <memory>

namespace schouw {
namespace {

/// AddressSanitizer and ThreadSanitizer reserve terabytes of address space that are never used.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

bool limit(__rlimit_resource what, std::uint64_t value) {
  const rlimit both{value, value};
  return ::setrlimit(what, &both) == 0;
}

/// Address space of the program itself: libraries, mostly. proc(5): the first number of statm, in pages.
std::uint64_t own_size() {
  const int fd = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  std::array<char, 64> text = {};
  const ssize_t got = fd < 0 ? 0 : ::read(fd, text.data(), text.size() - 1);
  if (fd >= 0) ::close(fd);
  std::uint64_t pages = 0;
  std::from_chars(text.data(), text.data() + std::max<ssize_t>(got, 0), pages);
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

bool limit_resources(const WorkerLimits& limits, std::uint64_t input_bytes) {
  const bool memory = kSanitized || limit(RLIMIT_AS, own_size() + limits.memory_bytes);
  return memory && limit(RLIMIT_CPU, limits.cpu_seconds + (input_bytes >> 20)) && limit(RLIMIT_CORE, 0) &&
         limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 16);
}

/// All that this kernel's Landlock can forbid, forbidden. A kernel without it leaves the file system to seccomp.
void forbid_paths() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return;
  landlock_ruleset_attr rules = {};
  rules.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  const long ruleset = ::syscall(SYS_landlock_create_ruleset, &rules, sizeof(rules), 0);
  if (ruleset < 0) return;
  ::syscall(SYS_landlock_restrict_self, ruleset, 0);
  ::close(static_cast<int>(ruleset));
}

struct FilterDeleter {
  void operator()(scmp_filter_ctx filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, FilterDeleter>;

constexpr int kAllowed[] = {
    SCMP_SYS(read),          SCMP_SYS(readv),           SCMP_SYS(pread64),       SCMP_SYS(write),
    SCMP_SYS(writev),        SCMP_SYS(lseek),           SCMP_SYS(fstat),         SCMP_SYS(munmap),
    SCMP_SYS(mremap),        SCMP_SYS(brk),             SCMP_SYS(madvise),       SCMP_SYS(futex),
    SCMP_SYS(exit),          SCMP_SYS(exit_group),      SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),  SCMP_SYS(getrandom),       SCMP_SYS(close),         SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),   SCMP_SYS(sigaltstack),   SCMP_SYS(getpid),
    SCMP_SYS(gettid),        SCMP_SYS(sched_yield),     SCMP_SYS(sched_getaffinity), SCMP_SYS(sysinfo),
    SCMP_SYS(getrlimit),     SCMP_SYS(restart_syscall), SCMP_SYS(poll)};

struct Refused {
  int call, error;
};
constexpr Refused kRefused[] = {
    {SCMP_SYS(open), EACCES},       {SCMP_SYS(openat), EACCES},   {SCMP_SYS(openat2), EACCES}, {SCMP_SYS(stat), EACCES},
    {SCMP_SYS(lstat), EACCES},      {SCMP_SYS(statx), EACCES},    {SCMP_SYS(access), EACCES},  {SCMP_SYS(faccessat), EACCES},
    {SCMP_SYS(faccessat2), EACCES}, {SCMP_SYS(readlink), EACCES}, {SCMP_SYS(readlinkat), EACCES},
    {SCMP_SYS(statfs), EACCES},     {SCMP_SYS(getcwd), EACCES},   {SCMP_SYS(ioctl), ENOTTY},   {SCMP_SYS(prctl), EINVAL},
    {SCMP_SYS(prlimit64), EPERM},   {SCMP_SYS(getpeername), ENOTSOCK}, {SCMP_SYS(getsockname), ENOTSOCK},
    {SCMP_SYS(getsockopt), ENOTSOCK}};

/// Memory that can be run is how a taken-over process gets code of its own in.
bool allow_memory(scmp_filter_ctx filter, int call) {
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
}

/// Only to end itself: abort() does so.
bool allow_abort(scmp_filter_ctx filter) {
  const auto self = static_cast<scmp_datum_t>(::getpid());
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, self)) == 0;
}

bool filter_calls() {
  const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  if (filter == nullptr) return false;
  bool right = true;
  for (const int call : kAllowed) right = right && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
  for (const auto& [call, error] : kRefused)
    right = right && seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(static_cast<std::uint16_t>(error)), call, 0) == 0;
  // fstat() of glibc 2.36 is fstatat() of the descriptor itself, with an empty path.
  constexpr auto kEmptyPath = SCMP_A3(SCMP_CMP_MASKED_EQ, 0x1000, 0x1000);
  constexpr auto kSomePath = SCMP_A3(SCMP_CMP_MASKED_EQ, 0x1000, 0);
  right = right && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1, kEmptyPath) == 0;
  right = right && seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EACCES), SCMP_SYS(newfstatat), 1, kSomePath) == 0;
  right = right && allow_memory(filter.get(), SCMP_SYS(mmap)) && allow_memory(filter.get(), SCMP_SYS(mprotect));
  right = right && allow_abort(filter.get());
  // UndefinedBehaviorSanitizer asks through a pipe whether memory can be read.
  if (kSanitized) right = right && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(pipe2), 0) == 0;
  return right && seccomp_load(filter.get()) == 0;
}

}  // namespace

void become_unremarkable() {
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit(RLIMIT_CORE, 0);
}

bool can_confine() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(enter_sandbox({}, 0) ? 0 : 1);
  int status = 1;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  return status == 0;
}

bool enter_sandbox(const WorkerLimits& limits, std::uint64_t input_bytes) {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  if (!limit_resources(limits, input_bytes)) return false;
  forbid_paths();
  return filter_calls();
}

}  // namespace schouw
