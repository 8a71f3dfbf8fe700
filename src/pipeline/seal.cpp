// The sealed file is age( tar( MANIFEST.sha256, case.json, case.db, ledger.jsonl, ..., index/*, reports/* ) ).
#include "schouw/pipeline/seal.h"

#include <algorithm>
#include <system_error>

#include "schouw/archive/bundle.h"
#include "schouw/base/file.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

/// Belong to a case that is open, and are made anew: never part of what is handed over.
bool is_transient(const std::string& name) {
  return name == "lock" || name.ends_with(".tmp") || name.ends_with("-shm") || name.ends_with("-wal");
}

Result<std::vector<std::string>> files_of(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error); !error && it != fs::recursive_directory_iterator();
       it.increment(error)) {
    if (!it->is_regular_file(error) || it->is_symlink(error)) continue;
    std::string name = it->path().lexically_relative(folder).generic_string();
    if (!is_transient(name)) names.push_back(std::move(name));
  }
  if (error) return fail(ErrorCode::io, "folder-unreadable", {folder.string(), error.message()});
  std::ranges::sort(names);
  return names;
}

fs::path signature_of(const fs::path& path) { return path.string() + ".minisig"; }

Result<std::string> hash_for_signature(const InputFile& file) {
  SignedHash hash;
  std::string buffer(256 << 10, '\0');
  std::uint64_t at = 0;
  for (;;) {
    const auto got = file.read_at(at, buffer);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return hash.finish();
    hash.update(std::string_view(buffer).substr(0, *got));
    at += *got;
  }
}

Result<void> check_contents(const InputFile& file, const AgeKeys& keys, SealSummary& summary) {
  std::uint64_t at = 0;
  auto reader = AgeReader::begin(keys, [&](std::span<char> buffer) {
    auto got = file.read_at(at, buffer);
    if (got) at += *got;
    return got;
  });
  if (!reader) return tl::unexpected(reader.error());
  const auto files = check_bundle([&] { return reader->next(); });
  if (!files) return tl::unexpected(files.error());
  summary.opened = true;
  summary.files = files->size();
  for (const BundledFile& one : *files) summary.bytes += one.bytes;
  return {};
}

}  // namespace

Result<SealSummary> seal_case(CaseStore& store, const fs::path& path, const AgeKeys& keys, const SigningKey& key,
                              std::string_view trusted_comment) {
  if (const auto settled = store.settle(); !settled) return tl::unexpected(settled.error());
  const auto names = files_of(store.folder());
  if (!names) return tl::unexpected(names.error());
  Result<OutputFile> out = OutputFile::create(path);
  if (!out) return tl::unexpected(out.error());
  SignedHash signed_hash;
  Sha256 hash;
  Result<AgeWriter> writer = AgeWriter::begin(keys, [&](std::string_view bytes) {
    signed_hash.update(bytes);
    hash.update(bytes);
    out->write(bytes);
  });
  if (!writer) return tl::unexpected(writer.error());
  const auto files = pack_bundle(store.folder(), *names, [&](std::string_view bytes) { writer->write(bytes); });
  if (!files) return tl::unexpected(files.error());
  writer->finish();
  SealSummary summary{.files = files->size(), .sha256 = hash.hex(), .trusted_comment = std::string(trusted_comment)};
  for (const BundledFile& file : *files) summary.bytes += file.bytes;
  const std::string signature = sign(key, signed_hash.finish(), trusted_comment);
  if (const auto done = out->commit(); !done) return tl::unexpected(done.error());
  if (const auto done = write_file(signature_of(path), signature); !done) return tl::unexpected(done.error());
  return summary;
}

Result<SealSummary> verify_bundle(const fs::path& path, std::string_view public_key, const AgeKeys& keys) {
  const Result<std::string> signature = read_file(signature_of(path), 1 << 20);
  if (!signature) return fail(ErrorCode::usage, "bundle-unsigned", {signature_of(path).string()});
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const auto hash = hash_for_signature(*file);
  if (!hash) return tl::unexpected(hash.error());
  const auto checked = check_signature(public_key, *signature, *hash);
  if (!checked) return tl::unexpected(checked.error());
  SealSummary summary{.signed_by = checked->key_id, .trusted_comment = checked->trusted_comment};
  if (!keys.identities.empty() || !keys.passphrases.empty())
    if (const auto sound = check_contents(*file, keys, summary); !sound) return tl::unexpected(sound.error());
  return summary;
}

}  // namespace schouw
