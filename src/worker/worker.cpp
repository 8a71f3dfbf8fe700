// This side: starts the host, hands it an entry, and takes the records in, one frame at a time.
#include "schouw/worker/worker.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <utility>

#include "channel.h"
#include "frames.h"
#include "schouw/import/null_sink.h"

namespace schouw {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kSlice{200};       ///< how often `stop` is asked
constexpr milliseconds kLastWord{5'000};  ///< between the end of the records and the end of the child
constexpr std::size_t kRead = 256u << 10;

bool readable(int fd, milliseconds wait) {
  pollfd one{fd, POLLIN, 0};
  return ::poll(&one, 1, static_cast<int>(wait.count())) > 0;
}

/// "signal 11", "exit 1": as the problem says it.
std::string ending(int status) {
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "exit " + std::to_string(WEXITSTATUS(status));
}

void close_end(int& fd) {
  if (fd >= 0) ::close(std::exchange(fd, -1));
}

/// The binary itself, without the environment, and with nothing to read from or to write to but its channel.
pid_t start_host(int channel) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  if (::posix_spawn_file_actions_init(&files) != 0) return -1;
  if (::posix_spawnattr_init(&attributes) != 0) return -1;
  ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_adddup2(&files, channel, kHostChannel);
  sigset_t none;
  ::sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::string name = "schouw", role = "--worker";
  const std::array<char*, 3> arguments = {name.data(), role.data(), nullptr};
  const std::array<char*, 1> environment = {nullptr};
  pid_t pid = -1;
  const int failed =
      ::posix_spawn(&pid, "/proc/self/exe", &files, &attributes, arguments.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&files);
  ::posix_spawnattr_destroy(&attributes);
  return failed == 0 ? pid : -1;
}

}  // namespace

struct Worker::State {
  WorkerLimits limits;
  pid_t host = -1;
  int channel = -1;

  bool start() {
    if (host > 0) return true;
    std::array<int, 2> ends = make_channel();
    if (ends[0] < 0) return false;
    // A duplicate onto itself would stay closed on exec.
    if (ends[1] == kHostChannel) std::swap(ends[0], ends[1]);
    host = start_host(ends[1]);
    ::close(ends[1]);
    channel = ends[0];
    if (host < 0) close_end(channel);
    return host > 0;
  }

  void kill_host() {
    close_end(channel);
    if (host <= 0) return;
    ::kill(host, SIGKILL);  // its child dies with it
    while (::waitpid(host, nullptr, 0) < 0 && errno == EINTR) {}
    host = -1;
  }
};

Worker::Worker(WorkerLimits limits) : state_(std::make_unique<State>()) { state_->limits = limits; }
Worker::~Worker() {
  if (state_ != nullptr) state_->kill_host();
}
Worker::Worker(Worker&&) noexcept = default;

namespace {

Problem lost(std::string code, Loss loss, std::vector<std::string> args) {
  return {.code = std::move(code), .severity = Severity::high, .loss = loss, .args = std::move(args)};
}

/// What ended the reading of one entry.
enum class Ending { pipe_closed, stopped, silent, too_long, nonsense };

class Reading {
 public:
  Reading(int pipe, const WorkerLimits& limits, FrameTaker& frames, const std::function<bool()>& stop)
      : pipe_(pipe), limits_(limits), frames_(frames), stop_(stop) {}

  Ending run() {
    std::string buffer(kRead, '\0');
    while (true) {
      if (const auto ended = wait()) return *ended;
      const ssize_t got = ::read(pipe_, buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return Ending::pipe_closed;
      if (!frames_.take({buffer.data(), static_cast<std::size_t>(got)})) return Ending::nonsense;
    }
  }

 private:
  /// Until there is something. Only waiting counts: what this side does with a record is not the child's time.
  std::optional<Ending> wait() {
    milliseconds silence{0};
    while (true) {
      if (stop_ && stop_()) return Ending::stopped;
      const auto before = Clock::now();
      const bool there = readable(pipe_, kSlice);
      const auto waited = std::chrono::duration_cast<milliseconds>(Clock::now() - before);
      silence += waited;
      all_ += waited;
      if (all_ >= milliseconds(limits_.seconds * 1000)) return Ending::too_long;
      if (there) return std::nullopt;
      if (silence >= milliseconds(limits_.no_progress_seconds * 1000)) return Ending::silent;
    }
  }

  int pipe_;
  const WorkerLimits& limits_;
  FrameTaker& frames_;
  const std::function<bool()>& stop_;
  milliseconds all_{0};
};

}  // namespace

/// What came of one entry.
struct Worker::Outcome {
  Ending ended = Ending::pipe_closed;
  std::optional<int> status = {};   ///< how the child ended; none: it had to be ended, or there was none
  bool available = true, whole = false;
  std::uint64_t records = 0;
  std::optional<PictureFacts> picture = {};
};

Worker::Outcome Worker::run(std::string_view importer, const EntryReader& shown, const WorkerInput& input,
                            RecordSink& sink, const std::function<bool()>& stop) {
  Outcome out;
  std::array<int, 2> pipe = {-1, -1};
  out.available = state_->start() && ::pipe2(pipe.data(), O_CLOEXEC) == 0;
  if (!out.available) return out;
  const bool sent = send_request(state_->channel,
                                 {.importer = std::string(importer),
                                  .path = std::string(shown.path()),
                                  .source_name = std::string(shown.source_name()),
                                  .stated_size = shown.stated_size(),
                                  .limits = state_->limits},
                                 input.fd(), pipe[1]);
  close_end(pipe[1]);
  FrameTaker frames(sink);
  if (sent) out.ended = Reading(pipe[0], state_->limits, frames, stop).run();
  close_end(pipe[0]);
  const bool may_answer = out.ended == Ending::pipe_closed && readable(state_->channel, kLastWord);
  if (may_answer) out.status = receive_status(state_->channel);
  if (!out.status) state_->kill_host();
  out.available = !(out.status && WIFEXITED(*out.status) && WEXITSTATUS(*out.status) == kNoSandbox);
  out.whole = frames.complete() && out.status == 0;
  out.records = frames.records();
  out.picture = frames.picture();
  return out;
}

void Worker::read(const Importer& importer, const EntryReader& shown, const WorkerInput& input, RecordSink& sink,
                  const std::function<bool()>& stop) {
  const Outcome out = run(importer.id, shown, input, sink, stop);
  if (!out.available) return sink.problem(lost("worker-unavailable", Loss::whole, {}));
  if (out.ended == Ending::stopped || out.whole) return;
  const Loss loss = out.records == 0 ? Loss::whole : Loss::partial;
  const std::string count = std::to_string(out.records);
  if (out.ended == Ending::silent || out.ended == Ending::too_long)
    return sink.problem(lost("worker-timeout", loss, {count}));
  const std::string reason = out.ended == Ending::nonsense ? "bad data" : out.status ? ending(*out.status) : "no answer";
  sink.problem(lost("worker-died", loss, {reason, count}));
}

std::optional<PictureFacts> Worker::look(const EntryReader& shown, const WorkerInput& input,
                                         const std::function<bool()>& stop) {
  NullSink none;  // a picture gives no records
  const Outcome out = run(kPictures, shown, input, none, stop);
  return out.whole ? out.picture : std::nullopt;
}

}  // namespace schouw
