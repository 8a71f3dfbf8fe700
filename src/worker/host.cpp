// The host and its children. The host is the same binary started anew: its memory holds nothing of the case. It never
// looks at a byte of evidence; each entry gets a child of its own, so that nothing one entry does reaches the next.
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <string>
#include <string_view>
#include <utility>

#include "channel.h"
#include "sandbox.h"
#include "schouw/base/file.h"
#include "schouw/base/utf8.h"
#include "schouw/import/confined.h"
#include "schouw/import/picture.h"
#include "schouw/model/seekable_entry.h"
#include "wire.h"

namespace schouw {
namespace {

constexpr std::size_t kHead = 64u << 10;
constexpr std::size_t kChunk = 256u << 10;
constexpr std::size_t kMaxText = 16u << 20;  ///< of one record

/// The entry behind a descriptor. Positions are given with every read: the descriptor's own belongs to nobody.
class DescriptorEntry : public SeekableEntry {
 public:
  DescriptorEntry(int fd, const WorkerRequest& request) : fd_(fd), request_(request), head_(kHead, '\0') {
    head_.resize(read_at(0, head_));
  }
  std::string_view path() const override { return request_.path; }
  std::string_view source_name() const override { return request_.source_name; }
  std::string_view head() const override { return head_; }
  std::uint64_t stated_size() const override { return request_.stated_size; }
  std::uint64_t size() const override {
    struct stat status = {};
    return ::fstat(fd_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
  }
  void rewind() override { at_ = 0; }
  std::span<const char> next() override {
    chunk_.resize(kChunk);
    chunk_.resize(read_at(at_, chunk_));
    at_ += chunk_.size();
    return chunk_;
  }
  std::size_t read_at(std::uint64_t offset, std::span<char> buffer) override {
    return schouw::read_at(fd_, offset, buffer).value_or(0);
  }

 private:
  int fd_;
  const WorkerRequest& request_;
  std::string head_, chunk_ = {};
  std::uint64_t at_ = 0;
};

/// Every record leaves at once: what was said before a crash is kept.
class PipeSink : public RecordSink {
 public:
  explicit PipeSink(int fd) : fd_(fd) {}

  void message(Message m) override {
    const bool cut = shorten(m.text) | shorten(m.quoted);
    const Locator where = m.locator;
    give(FrameKind::message, m);
    if (cut) problem({.code = "line-too-long", .locator = where, .args = {std::to_string(kMaxText)}});
  }
  void conversation(ConversationInfo info) override { give(FrameKind::conversation, info); }
  void connection(Connection c) override { give(FrameKind::connection, c); }
  void media(MediaItem item) override { give(FrameKind::media, item); }
  void owner(std::string_view root, AccountRef account) override {
    WireWriter wire;
    wire.value(std::string(root));
    each(wire, account);
    put(FrameKind::owner, wire.take());
  }
  void set(std::string_view root) override {
    std::string text(root);
    give(FrameKind::set, text);
  }
  void rejected(std::uint64_t records) override { give(FrameKind::rejected, records); }
  void problem(Problem p) override { give(FrameKind::problem, p); }
  void nothing_here() override { put(FrameKind::nothing_here, {}); }
  void picture(PictureFacts facts) { give(FrameKind::picture, facts); }
  void end() { put(FrameKind::end, {}); }

 private:
  static bool shorten(std::string& text) {
    if (text.size() <= kMaxText) return false;
    text.resize(kMaxText);
    repair_utf8(text);
    return true;
  }

  template <class Value>
  void give(FrameKind kind, Value& value) {
    WireWriter wire;
    each(wire, value);
    put(kind, wire.take());
  }

  void put(FrameKind kind, const std::string& values) {
    std::string frame(1, static_cast<char>(kind));
    for (int i = 0; i < 4; ++i) frame += static_cast<char>(values.size() >> (8 * i) & 0xFF);
    frame += values;
    std::string_view left = frame;
    while (!left.empty()) {
      const ssize_t written = ::write(fd_, left.data(), left.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) ::_exit(1);  // nobody listens any more
      left.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  int fd_;
};

std::uint64_t size_of(int fd) {
  struct stat status = {};
  return ::fstat(fd, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

const Importer* importer_of(std::string_view id) {
  const auto all = importers();
  const auto found = std::ranges::find(all, id, &Importer::id);
  return found == all.end() ? nullptr : *found;
}

std::string all_of(DescriptorEntry& entry) {
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(entry.size(), kMaxPictureBytes)), '\0');
  bytes.resize(entry.read_at(0, bytes));
  return bytes;
}

/// Never comes back. _exit, so that nothing of the host's runs twice.
[[noreturn]] void be_child(const ReceivedRequest& received) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  ::close(kHostChannel);
  const Importer* importer = importer_of(received.request.importer);
  const bool is_picture = received.request.importer == kPictures;
  if (importer == nullptr && !is_picture) ::_exit(1);
  if (!enter_sandbox(received.request.limits, size_of(received.input))) ::_exit(kNoSandbox);
  DescriptorEntry entry(received.input, received.request);
  PipeSink sink(received.output);
  if (is_picture) sink.picture(read_picture(all_of(entry)));
  else importer->read(entry, sink);
  sink.end();
  ::_exit(0);
}

void serve(const ReceivedRequest& received) {
  const pid_t child = ::fork();
  if (child == 0) be_child(received);
  ::close(received.input);
  ::close(received.output);
  int status = kNoSandbox << 8;  // as of a child that could not be: fork() failed
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  if (!send_status(kHostChannel, status)) ::_exit(0);
}

}  // namespace

std::optional<int> run_as_worker(int argc, char** argv) {
  if (argc != 2 || argv[1] != std::string_view("--worker")) return std::nullopt;
  if (::fcntl(kHostChannel, F_GETFD) < 0) return std::nullopt;
  ::close_range(kHostChannel + 1, ~0U, 0);
  become_unremarkable();
  // The keys that stop the program go to all its processes; the program itself stops us.
  for (const int signal : {SIGINT, SIGHUP, SIGTERM}) std::signal(signal, SIG_IGN);
  prepare_importers();
  prepare_pictures();
  while (auto received = receive_request(kHostChannel)) serve(*received);
  return 0;
}

}  // namespace schouw
