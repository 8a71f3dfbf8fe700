// Worker: an importer in a process without rights, for formats whose libraries have a record of crashes.
//
//   this program  --socket pair-->  host (the same binary, started anew: no evidence, no keys in its memory)
//        ^                            |  one child for each entry
//        +------- pipe: records ---- child: no files, no sockets, no programs, little memory, little time
//
// The host opens nothing of the evidence; it gets two descriptors (the entry to read, the pipe to write) and forks. What
// comes over the pipe is judged byte for byte, for the child may have been taken over. Its death costs what it had not
// said yet, and is a problem of that entry. docs/adr/0011-worker.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "schouw/import/importer.h"
#include "schouw/model/picture.h"

namespace schouw {

/// Printed by `schouw doctor`.
struct WorkerLimits {
  std::uint64_t memory_bytes = 512ull << 20;   ///< beside the program itself; not under AddressSanitizer
  std::uint64_t cpu_seconds = 10;              ///< and one more for each MiB of the entry
  std::uint64_t seconds = 3600;                ///< on the clock, per entry
  std::uint64_t no_progress_seconds = 60;      ///< without a word
};

/// Must come first in main() of every program that reads evidence: when the program was started as a host, this does
/// its work and gives the exit status.
std::optional<int> run_as_worker(int argc, char** argv);

/// Whether this system takes rights from a process. Tries it on a child; for a program without threads.
bool can_confine();

/// Bytes that the child can reach by a descriptor of its own.
class WorkerInput {
 public:
  /// Not owned; must stay open while it is read.
  static WorkerInput descriptor(int fd) { return WorkerInput(fd, -1); }
  /// Copies the entry: into memory up to `in_memory` bytes, beyond it into a file without a name in `scratch`. Nothing
  /// when there is no room.
  /// `see` is shown every byte on its way.
  static std::optional<WorkerInput> copy(EntryReader&, std::uint64_t in_memory, const std::filesystem::path& scratch,
                                         const std::function<void(std::string_view)>& see = {});

  ~WorkerInput();
  WorkerInput(WorkerInput&& other) noexcept;
  WorkerInput& operator=(WorkerInput&&) = delete;
  int fd() const { return fd_; }

 private:
  WorkerInput(int fd, int owned) : fd_(fd), owned_(owned) {}
  int fd_, owned_;
};

/// One host process, started at the first need and again after a child had to be killed. Used by one thread, and ended
/// by that thread.
class Worker {
 public:
  explicit Worker(WorkerLimits limits = {});
  ~Worker();
  Worker(Worker&&) noexcept;
  Worker& operator=(Worker&&) = delete;

  /// Lets `importer` read in a child. `shown` is asked for its names only. Never fails: what went wrong is a problem in
  /// the sink. `stop` is asked every so often; when it says true the rest is not read, and nothing is said.
  void read(const Importer& importer, const EntryReader& shown, const WorkerInput& input, RecordSink& sink,
            const std::function<bool()>& stop);

  /// Lets a child look at a picture (schouw/import/picture.h). Nothing when it died over it, or was stopped.
  std::optional<PictureFacts> look(const EntryReader& shown, const WorkerInput& input,
                                   const std::function<bool()>& stop);

 private:
  struct Outcome;
  Outcome run(std::string_view importer, const EntryReader& shown, const WorkerInput& input, RecordSink& sink,
              const std::function<bool()>& stop);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schouw
