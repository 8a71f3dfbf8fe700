// The child gets the page as a file in memory and gives the PDF through a pipe. It sees no path of evidence, and a seccomp
// filter, which needs no privileges, refuses it every socket but those inside this machine (fonts ask for none).
//   weasyprint --quiet - -
#include "pdf.h"

#include <asm/unistd.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

namespace schouw {
namespace {

constexpr int kNotThere = 127, kNoCut = 126;

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned kArchitecture = 0;  // no filter, and so no PDF
#endif

/// From here on this process and what it starts gets EACCES for socket() of another family than AF_UNIX (1), and for
/// io_uring, which can open one too.
bool cut_network() {
  if (kArchitecture == 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  constexpr unsigned kNumber = offsetof(seccomp_data, nr), kArch = offsetof(seccomp_data, arch), kFamily = offsetof(seccomp_data, args);
  std::array<sock_filter, 11> program = {
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kArch),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kNumber),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 4, 0),  // the x32 calls have other numbers
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_io_uring_setup, 3, 0),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 3),
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kFamily),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 1, 0),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

[[noreturn]] void become_weasyprint(int page, int out, int complaints) {
  if (!cut_network()) ::_exit(kNoCut);
  ::dup2(page, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(complaints, STDERR_FILENO);
  ::setenv("PYTHONHASHSEED", "0", 1);  // or the parts of the PDF come in another order each time
  ::setenv("SOURCE_DATE_EPOCH", "0", 1);
  ::execlp("weasyprint", "weasyprint", "--quiet", "-", "-", static_cast<char*>(nullptr));
  ::_exit(errno == ENOENT ? kNotThere : kNoCut);
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

void read_all(int fd, const std::function<void(std::string_view)>& take) {
  std::array<char, 64 << 10> buffer;
  while (true) {
    const ssize_t n = ::read(fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    take(std::string_view(buffer.data(), static_cast<std::size_t>(n)));
  }
}

tl::unexpected<Error> failed(std::string what) { return fail(ErrorCode::io, "pdf-failed", {std::move(what)}); }

Result<void> judge(int status, int complaints) {
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (code == 0) return {};
  if (code == kNotThere) return fail(ErrorCode::usage, "pdf-absent");
  if (code == kNoCut) return fail(ErrorCode::usage, "pdf-network");
  std::string said;
  ::lseek(complaints, 0, SEEK_SET);
  read_all(complaints, [&](std::string_view bytes) { said += bytes; });
  while (said.ends_with('\n')) said.pop_back();
  return failed(said.substr(said.rfind('\n') + 1));
}

}  // namespace

Result<void> html_to_pdf(const std::function<void(const std::function<void(std::string_view)>&)>& write_html,
                         const std::function<void(std::string_view)>& take) {
  Descriptor page(::memfd_create("page", MFD_CLOEXEC)), complaints(::memfd_create("complaints", MFD_CLOEXEC));
  std::array<int, 2> ends{-1, -1};
  if (page.get() < 0 || complaints.get() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) return failed(::strerrordesc_np(errno));
  Descriptor in(ends[0]), out(ends[1]);
  bool written = true;
  write_html([&](std::string_view bytes) { written = written && write_all(page.get(), bytes); });
  if (!written) return failed(::strerrordesc_np(errno));
  ::lseek(page.get(), 0, SEEK_SET);
  const pid_t child = ::fork();
  if (child < 0) return failed(::strerrordesc_np(errno));
  if (child == 0) become_weasyprint(page.get(), out.get(), complaints.get());
  out.close();
  read_all(in.get(), take);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return judge(status, complaints.get());
}

}  // namespace schouw
