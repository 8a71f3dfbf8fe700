// The socket between this program and the host: one message is one request or one answer, descriptors ride along.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "schouw/worker/worker.h"

namespace schouw {

inline constexpr int kHostChannel = 3;                   ///< the descriptor under which the host finds its end
inline constexpr std::size_t kMaxRequest = 96u << 10;    ///< a name longer than that loses its beginning
inline constexpr int kNoSandbox = 40;                    ///< exit status of a child that could not give up its rights

/// "Let this importer read the entry of this name." With two descriptors: the entry, and where the records go.
struct WorkerRequest {
  std::string importer;
  std::string path, source_name;
  std::uint64_t stated_size = 0;
  WorkerLimits limits = {};
};

struct ReceivedRequest {
  WorkerRequest request;
  int input = -1, output = -1;
};

/// Two ends that close on exec; -1 when there is none.
std::array<int, 2> make_channel();
bool send_request(int channel, WorkerRequest request, int input, int output);
/// Nothing: the other side is gone.
std::optional<ReceivedRequest> receive_request(int channel);
/// How the child ended, as waitpid() says it.
bool send_status(int channel, int status);
std::optional<int> receive_status(int channel);

}  // namespace schouw
