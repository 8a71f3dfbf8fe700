// One line an action, each with the hash of the one before:
//
//   {"n":2,"previous":"9f..","action":"ingest","at":"2026-08-15T09:00:00Z",...,"hash":"c1.."}
//
// `hash` is the SHA-256 of the line as it stands without it. A line that is changed, left out or moved breaks the
// chain; that the last lines were cut off shows from ledger.head, which holds number and hash of the last line. Gap:
// whoever rewrites both files from the beginning leaves no trace here; seal the case against that.
#include "schouw/store/ledger.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "case_folder.h"
#include "schouw/base/file.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 1ull << 30;

fs::path ledger_of(const fs::path& folder) { return folder / "ledger.jsonl"; }
fs::path head_of(const fs::path& folder) { return folder / "ledger.head"; }

struct Head {
  std::uint64_t lines = 0;
  std::string hash = std::string(64, '0');
};

/// A file that is open, and locked while it is.
struct LockedFile {
  int fd = -1;
  explicit LockedFile(const fs::path& file)
      : fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    if (fd >= 0 && (::fchmod(fd, 0600) != 0 || ::flock(fd, LOCK_EX) != 0)) {
      ::close(fd);
      fd = -1;
    }
  }
  ~LockedFile() {
    if (fd >= 0) ::close(fd);
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;
};

constexpr std::string_view kHashKey = ",\"hash\":\"";

std::string body_with_hash(std::string body) {
  const std::string hash = sha256_hex(body);
  body.pop_back();
  return body.append(kHashKey).append(hash).append("\"}\n");
}

/// The hash of a line, or nothing when it does not follow `before`.
std::optional<std::string> follow(std::string_view line, const Head& before) {
  const std::size_t tail = kHashKey.size() + 64 + 2;
  if (line.size() <= tail || !line.ends_with("\"}")) return std::nullopt;
  const std::size_t cut = line.size() - tail;
  if (line.substr(cut, kHashKey.size()) != kHashKey) return std::nullopt;
  const std::string hash(line.substr(cut + kHashKey.size(), 64));
  const std::string body = std::string(line.substr(0, cut)) + "}";
  if (sha256_hex(body) != hash) return std::nullopt;
  const Result<Json> json = parse_json_document(body, "ledger.jsonl");
  if (!json || json->str("previous") != before.hash) return std::nullopt;
  if (json->at("n").integer() != static_cast<std::int64_t>(before.lines + 1)) return std::nullopt;
  return hash;
}

tl::unexpected<Error> broken(const fs::path& folder, std::uint64_t line) {
  const std::string file = ledger_of(folder).string();
  return fail(ErrorCode::integrity, "ledger-broken", {file, std::to_string(line)}, file + ":" + std::to_string(line));
}

/// Where the chain ends; `bytes` without a last line that was never finished.
Result<Head> walk(const fs::path& folder, std::string_view bytes, const Head* must_pass) {
  Head head;
  bool passed = must_pass == nullptr || must_pass->lines == 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const auto hash = end == std::string_view::npos ? std::nullopt : follow(bytes.substr(0, end), head);
    if (!hash) return broken(folder, head.lines + 1);
    head = {head.lines + 1, *hash};
    if (must_pass != nullptr && head.lines == must_pass->lines) {
      if (head.hash != must_pass->hash) return broken(folder, head.lines);
      passed = true;
    }
    bytes.remove_prefix(end + 1);
  }
  if (!passed) return broken(folder, head.lines + 1);
  return head;
}

Result<std::string> ledger_bytes(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(ledger_of(folder), ignored)) return std::string();
  return read_file(ledger_of(folder), kMostBytes);
}

/// Number and hash as the last append left them; nothing when there never was one.
Result<Head> stored_head(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(head_of(folder), ignored)) return Head{};
  const Result<std::string> bytes = read_file(head_of(folder));
  if (!bytes) return tl::unexpected(bytes.error());
  const Result<Json> json = parse_json_document(*bytes, head_of(folder).string());
  if (!json) return broken(folder, 1);
  return Head{static_cast<std::uint64_t>(json->at("lines").integer().value_or(0)), std::string(json->str("hash"))};
}

Result<void> append_line(int fd, const fs::path& file, std::size_t at, std::string_view line) {
  // A line that a power cut left unfinished was never acknowledged; the new one takes its place.
  if (::ftruncate(fd, static_cast<off_t>(at)) != 0) return system_error(errno, file);
  std::size_t done = 0;
  while (done < line.size()) {
    const ssize_t put = ::pwrite(fd, line.data() + done, line.size() - done, static_cast<off_t>(at + done));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) {
      const int error = put < 0 ? errno : ENOSPC;
      // Half a line would break the chain for ever; if even this fails, the next append cuts it off.
      if (::ftruncate(fd, static_cast<off_t>(at)) != 0) return system_error(errno, file);
      return system_error(error, file);
    }
    done += static_cast<std::size_t>(put);
  }
  if (::fsync(fd) != 0) return system_error(errno, file);
  return {};
}

Json line_of(const LedgerEntry& entry, const Head& before) {
  Json line = Json::object();
  line["n"] = Json(before.lines + 1);
  line["previous"] = Json(before.hash);
  line["action"] = Json(entry.action);
  line["at"] = Json(entry.at);
  line["by"] = Json(entry.by);
  line["version"] = Json(entry.version);
  line["details"] = entry.details;
  return line;
}

}  // namespace

Result<void> append_ledger(const fs::path& case_folder, const LedgerEntry& entry) {
  const fs::path file = ledger_of(case_folder);
  const LockedFile locked(file);
  if (locked.fd < 0) return system_error(errno, file);
  const Result<std::string> bytes = ledger_bytes(case_folder);
  if (!bytes) return tl::unexpected(bytes.error());
  const std::size_t complete = bytes->rfind('\n') == std::string::npos ? 0 : bytes->rfind('\n') + 1;
  const Result<Head> before = walk(case_folder, std::string_view(*bytes).substr(0, complete), nullptr);
  if (!before) return tl::unexpected(before.error());
  const std::string line = body_with_hash(to_json(line_of(entry, *before)));
  if (const Result<void> put = append_line(locked.fd, file, complete, line); !put) return put;
  const std::size_t hash_at = line.size() - 64 - 3;
  Json head = Json::object();
  head["lines"] = Json(before->lines + 1);
  head["hash"] = Json(line.substr(hash_at, 64));
  if (const Result<void> put = write_file(head_of(case_folder), to_json(head) + "\n"); !put) return put;
  return before->lines == 0 ? sync_folder(case_folder) : Result<void>();
}

Result<std::uint64_t> verify_ledger(const fs::path& case_folder) {
  const Result<Head> must_pass = stored_head(case_folder);
  if (!must_pass) return tl::unexpected(must_pass.error());
  const Result<std::string> bytes = ledger_bytes(case_folder);
  if (!bytes) return tl::unexpected(bytes.error());
  const Result<Head> end = walk(case_folder, *bytes, &*must_pass);
  if (!end) return tl::unexpected(end.error());
  return end->lines;
}

Result<void> each_ledger_line(const fs::path& case_folder, const std::function<void(const Json&)>& take) {
  const Result<std::string> bytes = ledger_bytes(case_folder);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string_view rest = *bytes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const Result<Json> line = parse_json_document(rest.substr(0, end), "ledger.jsonl");
    if (line) take(*line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

}  // namespace schouw
