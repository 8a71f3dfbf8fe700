// Worker: an importer in a process without rights, for formats whose libraries have a history of crashes.
//
//   this program  --socket pair-->  host (the same binary, started anew: no evidence, no keys in its memory)
//        ^                            |  one child for each entry
//        +------- pipe: records ---- child: no files, no sockets, no programs, little memory, little time
//
// The host opens no evidence; it gets two descriptors (the entry to read, the pipe to write) and forks. What comes over
// the pipe is validated byte by byte, because the child may have been taken over. Its death costs what it had not sent
// yet, and is a problem of that entry. docs/adr/0011-worker.md.
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
  std::uint64_t memory_bytes = 512ull << 20;   ///< on top of the program itself; not under AddressSanitizer
  std::uint64_t cpu_seconds = 10;              ///< plus one for each MiB of the entry
  std::uint64_t seconds = 3600;                ///< wall time per entry
  std::uint64_t no_progress_seconds = 60;      ///< without any output
};

/// Must come first in main() of every program that reads evidence. When the program was started as a host, this does
/// that work and gives the exit status; otherwise nothing.
std::optional<int> run_as_worker(int argc, char** argv);

/// Whether this system can take rights away from a process. Tries it on a child; call it before threads are started.
bool can_confine();

/// The bytes that a child will read, as a descriptor.
class WorkerInput {
 public:
  /// Does not own `fd`, which must stay open while it is read.
  static WorkerInput descriptor(int fd) { return WorkerInput(fd, -1); }
  /// Copies the entry: up to `in_memory` bytes into memory, a larger one into an unlinked file in `scratch`. Nothing
  /// when there is no room. `see` gets every byte as it passes.
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

/// One host process, started when first needed and again after a child had to be killed. Used and destroyed by one
/// thread.
class Worker {
 public:
  explicit Worker(WorkerLimits limits = {});
  ~Worker();
  Worker(Worker&&) noexcept;
  Worker& operator=(Worker&&) = delete;

  /// Lets `importer` read in a child. `shown` is asked for its names only. Never fails: what went wrong becomes a
  /// problem in the sink. `stop` is called now and then; once it gives true the rest is not read, without a problem.
  void read(const Importer& importer, const EntryReader& shown, const WorkerInput& input, RecordSink& sink,
            const std::function<bool()>& stop);

  /// Lets a child read a picture (schouw/import/picture.h). Nothing when the child died, or was stopped.
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
