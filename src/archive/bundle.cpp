// libarchive writes and reads the tar; the manifest is ours.
#include "schouw/archive/bundle.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "byte_source.h"
#include "schouw/base/file.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostManifest = 16 << 20;

struct Freed {
  void operator()(struct archive* handle) const { archive_free(handle); }
  void operator()(struct archive_entry* entry) const { archive_entry_free(entry); }
};
using Handle = std::unique_ptr<struct archive, Freed>;

std::string said_by(struct archive* handle) {
  const char* text = archive_error_string(handle);
  return text == nullptr ? "?" : text;
}

// --- Packing ---

la_ssize_t give(struct archive*, void* self, const void* bytes, std::size_t size) {
  const auto& sink = *static_cast<const std::function<void(std::string_view)>*>(self);
  sink(std::string_view(static_cast<const char*>(bytes), size));
  return static_cast<la_ssize_t>(size);
}

Result<void> put_header(struct archive* tar, const std::string& name, std::uint64_t bytes) {
  const std::unique_ptr<struct archive_entry, Freed> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_mtime(entry.get(), 0, 0);
  if (archive_write_header(tar, entry.get()) == ARCHIVE_OK) return {};
  return fail(ErrorCode::io, "bundle-write", {said_by(tar)});
}

Result<void> put_bytes(struct archive* tar, std::string_view bytes) {
  if (archive_write_data(tar, bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size())) return {};
  return fail(ErrorCode::io, "bundle-write", {said_by(tar)});
}

/// Calls `take` with each chunk of the file; gives what it amounted to.
Result<BundledFile> stream_file(const fs::path& folder, const std::string& name,
                                const std::function<Result<void>(std::string_view)>& take) {
  const Result<InputFile> file = InputFile::open(folder / name);
  if (!file) return tl::unexpected(file.error());
  BundledFile out{.name = name, .sha256 = {}};
  Sha256 hash;
  std::string buffer(kChunk, '\0');
  for (;;) {
    const auto got = file->read_at(out.bytes, buffer);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) break;
    const std::string_view chunk = std::string_view(buffer).substr(0, *got);
    hash.update(chunk);
    out.bytes += *got;
    if (const auto taken = take(chunk); !taken) return tl::unexpected(taken.error());
  }
  out.sha256 = hash.hex();
  return out;
}

std::string manifest_of(const std::vector<BundledFile>& files) {
  std::string out;
  for (const BundledFile& file : files) out += file.sha256 + "  " + file.name + "\n";
  return out;
}

// --- Reading ---

struct Pull {
  const std::function<Result<std::string_view>()>& next;
  std::optional<Error> error = {};
};

la_ssize_t pull(struct archive*, void* self, const void** out) {
  auto& from = *static_cast<Pull*>(self);
  const auto chunk = from.next();
  if (!chunk) {
    from.error = chunk.error();
    return -1;
  }
  *out = chunk->data();
  return static_cast<la_ssize_t>(chunk->size());
}

/// What a manifest lists: name to hash. A line of another form lists nothing, and so is found as missing.
std::map<std::string, std::string> listed_in(std::string_view manifest) {
  std::map<std::string, std::string> out;
  while (!manifest.empty()) {
    const std::size_t end = std::min(manifest.find('\n'), manifest.size());
    const std::string_view line = manifest.substr(0, end);
    if (line.size() > 66 && line.substr(64, 2) == "  ") out[std::string(line.substr(66))] = line.substr(0, 64);
    manifest.remove_prefix(std::min(end + 1, manifest.size()));
  }
  return out;
}

Result<BundledFile> read_entry(struct archive* tar, const std::string& name, std::string* keep) {
  BundledFile out{.name = name, .sha256 = {}};
  Sha256 hash;
  std::string buffer(kChunk, '\0');
  for (;;) {
    const la_ssize_t got = archive_read_data(tar, buffer.data(), buffer.size());
    if (got < 0) return fail(ErrorCode::integrity, "bundle-read", {said_by(tar)});
    if (got == 0) break;
    const std::string_view chunk = std::string_view(buffer).substr(0, static_cast<std::size_t>(got));
    hash.update(chunk);
    out.bytes += chunk.size();
    if (keep != nullptr && out.bytes <= kMostManifest) keep->append(chunk);
  }
  out.sha256 = hash.hex();
  return out;
}

tl::unexpected<Error> differs(std::string name) {
  return fail(ErrorCode::integrity, "bundle-differs", {std::move(name)});
}

}  // namespace

Result<std::vector<BundledFile>> pack_bundle(const fs::path& folder, std::span<const std::string> names,
                                             const std::function<void(std::string_view)>& sink) {
  std::vector<BundledFile> files;
  for (const std::string& name : names) {
    auto file = stream_file(folder, name, [](std::string_view) { return Result<void>(); });
    if (!file) return tl::unexpected(file.error());
    files.push_back(std::move(*file));
  }
  const Handle tar(archive_write_new());
  archive_write_set_format_pax_restricted(tar.get());
  archive_write_set_bytes_per_block(tar.get(), 0);
  auto give_to = sink;
  if (archive_write_open(tar.get(), &give_to, nullptr, give, nullptr) != ARCHIVE_OK)
    return fail(ErrorCode::io, "bundle-write", {said_by(tar.get())});
  const std::string manifest = manifest_of(files);
  if (auto put = put_header(tar.get(), std::string(kManifestName), manifest.size()); !put)
    return tl::unexpected(put.error());
  if (auto put = put_bytes(tar.get(), manifest); !put) return tl::unexpected(put.error());
  for (const BundledFile& file : files) {
    if (auto put = put_header(tar.get(), file.name, file.bytes); !put) return tl::unexpected(put.error());
    const auto packed =
        stream_file(folder, file.name, [&](std::string_view chunk) { return put_bytes(tar.get(), chunk); });
    if (!packed) return tl::unexpected(packed.error());
    if (packed->sha256 != file.sha256) return fail(ErrorCode::integrity, "bundle-changed", {file.name});
  }
  if (archive_write_close(tar.get()) != ARCHIVE_OK) return fail(ErrorCode::io, "bundle-write", {said_by(tar.get())});
  return files;
}

Result<std::vector<BundledFile>> check_bundle(const std::function<Result<std::string_view>()>& next) {
  const Handle tar(archive_read_new());
  archive_read_support_format_tar(tar.get());
  Pull from{.next = next};
  struct archive_entry* entry = nullptr;
  const auto failed = [&]() -> tl::unexpected<Error> {
    if (from.error) return tl::unexpected<Error>(*from.error);
    return fail(ErrorCode::integrity, "bundle-read", {said_by(tar.get())});
  };
  if (archive_read_open(tar.get(), &from, nullptr, pull, nullptr) != ARCHIVE_OK) return failed();
  std::vector<BundledFile> files;
  std::map<std::string, std::string> listed;
  bool first = true;
  for (;;) {
    const int status = archive_read_next_header(tar.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK) return failed();
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || (first && name != kManifestName)) return differs(name == nullptr ? "?" : name);
    std::string manifest;
    auto file = read_entry(tar.get(), name, first ? &manifest : nullptr);
    if (!file) return from.error ? tl::unexpected<Error>(*from.error) : tl::unexpected<Error>(file.error());
    if (first) {
      listed = listed_in(manifest);
      first = false;
      continue;
    }
    const auto line = listed.find(file->name);
    if (line == listed.end() || line->second != file->sha256) return differs(file->name);
    listed.erase(line);
    files.push_back(std::move(*file));
  }
  if (first) return differs(std::string(kManifestName));
  if (!listed.empty()) return differs(listed.begin()->first);
  // What stands behind the end of the tar must be whole as well.
  for (;;) {
    const auto rest = next();
    if (!rest) return tl::unexpected(rest.error());
    if (rest->empty()) break;
  }
  return files;
}

}  // namespace schouw
