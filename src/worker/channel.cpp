// unix(7), cmsg(3): SOCK_SEQPACKET keeps messages apart, SCM_RIGHTS carries descriptors.
#include "channel.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "wire.h"

namespace schouw {
namespace {

template <class Wire>
void fields(Wire& w, WorkerRequest& r) {
  for (std::string* text : {&r.importer, &r.path, &r.source_name}) w.value(*text);
  w.value(r.stated_size);
  WorkerLimits& l = r.limits;
  for (std::uint64_t* n : {&l.memory_bytes, &l.cpu_seconds, &l.seconds, &l.no_progress_seconds}) w.value(*n);
}

void keep_end(std::string& text, std::size_t most) {
  if (text.size() > most) text.erase(0, text.size() - most);
}

constexpr std::size_t kTwoDescriptors = CMSG_SPACE(2 * sizeof(int));

}  // namespace

std::array<int, 2> make_channel() {
  std::array<int, 2> ends = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return {-1, -1};
  return ends;
}

bool send_request(int channel, WorkerRequest request, int input, int output) {
  keep_end(request.path, kMaxRequest / 2);
  keep_end(request.source_name, kMaxRequest / 4);
  WireWriter wire;
  fields(wire, request);
  std::string bytes = wire.take();
  iovec part{bytes.data(), bytes.size()};
  alignas(cmsghdr) std::array<char, kTwoDescriptors> room = {};
  msghdr message = {};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room.data();
  message.msg_controllen = room.size();
  cmsghdr* rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(2 * sizeof(int));
  const std::array<int, 2> both = {input, output};
  std::memcpy(CMSG_DATA(rights), both.data(), sizeof(both));
  ssize_t sent = 0;
  do sent = ::sendmsg(channel, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(bytes.size());
}

std::optional<ReceivedRequest> receive_request(int channel) {
  std::string bytes(kMaxRequest, '\0');
  iovec part{bytes.data(), bytes.size()};
  alignas(cmsghdr) std::array<char, kTwoDescriptors> room = {};
  msghdr message = {};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room.data();
  message.msg_controllen = room.size();
  ssize_t got = 0;
  do got = ::recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got <= 0) return std::nullopt;
  const cmsghdr* rights = CMSG_FIRSTHDR(&message);
  if (rights == nullptr || rights->cmsg_type != SCM_RIGHTS || rights->cmsg_len != CMSG_LEN(2 * sizeof(int)))
    return std::nullopt;
  std::array<int, 2> both = {-1, -1};
  std::memcpy(both.data(), CMSG_DATA(rights), sizeof(both));
  ReceivedRequest out{{}, both[0], both[1]};
  WireReader wire(std::string_view(bytes).substr(0, static_cast<std::size_t>(got)));
  fields(wire, out.request);
  if (!wire.whole()) return std::nullopt;
  return out;
}

bool send_status(int channel, int status) {
  const std::int32_t value = status;
  return ::send(channel, &value, sizeof(value), MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof(value));
}

std::optional<int> receive_status(int channel) {
  std::int32_t value = 0;
  ssize_t got = 0;
  do got = ::recv(channel, &value, sizeof(value), 0);
  while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof(value))) return std::nullopt;
  return value;
}

}  // namespace schouw
