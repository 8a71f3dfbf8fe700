// schouw seal CASE: the case as one encrypted and signed file, to hand over or to keep. The keys are the officer's: files
// of age and minisign. `--new-key FILE` makes a signing key for whoever has none.
#include <system_error>

#include "case_access.h"
#include "commands.h"
#include "schouw/base/file.h"
#include "schouw/pipeline/seal.h"
#include "steps.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

Result<int> make_key(const Session& session, const fs::path& path) {
  std::error_code ignored;
  if (fs::exists(path, ignored)) return fail(ErrorCode::usage, "key-exists", {path.string()});
  const SigningKey key = make_signing_key();
  if (const auto put = write_file(path, secret_key_file(key)); !put) return tl::unexpected(put.error());
  const fs::path open = path.string() + ".pub";
  if (const auto put = write_file(open, public_key_file(key)); !put) return tl::unexpected(put.error());
  tell(session, "seal.key", {path.string(), open.string()});
  return 0;
}

Result<AgeKeys> keys_for_sealing(const Arguments& arguments, const std::vector<std::string>& passphrases) {
  AgeKeys keys;
  for (const std::string_view recipient : split(arguments.get("recipient"), ',')) {
    if (const auto right = check_age_recipient(recipient); !right) return tl::unexpected(right.error());
    keys.recipients.emplace_back(recipient);
  }
  if (keys.recipients.empty()) keys.passphrases = passphrases;
  if (keys.recipients.empty() && keys.passphrases.empty()) return fail(ErrorCode::usage, "age-no-recipient");
  return keys;
}

Result<SigningKey> signing_key(const Arguments& arguments, const std::vector<std::string>& passphrases) {
  if (!arguments.has("sign-key")) return fail(ErrorCode::usage, "seal-no-key");
  const Result<std::string> file = read_file(arguments.get("sign-key"), 1 << 16);
  if (!file) return tl::unexpected(file.error());
  return read_signing_key(*file, passphrases);
}

/// Beside the case, unless -o says otherwise; never inside it.
fs::path bundle_path(const Arguments& arguments, const fs::path& folder) {
  if (arguments.has("output")) return arguments.get("output");
  fs::path path = folder;
  if (!path.has_filename()) path = path.parent_path();
  return path.string() + ".tar.age";
}

bool lies_in(const fs::path& path, const fs::path& folder) {
  std::error_code ignored;
  const fs::path relative = fs::weakly_canonical(path, ignored).lexically_relative(fs::weakly_canonical(folder, ignored));
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

Result<int> cmd_seal(const Session& session, const Arguments& arguments) {
  if (arguments.has("new-key")) return make_key(session, arguments.get("new-key"));
  if (arguments.words.empty()) return fail(ErrorCode::usage, "too-few-arguments", {"seal", "CASE"});
  const auto passphrases = read_passphrases(arguments.get("passphrase-file"));
  if (!passphrases) return tl::unexpected(passphrases.error());
  const auto keys = keys_for_sealing(arguments, *passphrases);
  if (!keys) return tl::unexpected(keys.error());
  const auto key = signing_key(arguments, *passphrases);
  if (!key) return tl::unexpected(key.error());
  Result<CaseStore> store = open_case(arguments.words[0], StoreMode::read_write);
  if (!store) return tl::unexpected(store.error());
  const fs::path path = bundle_path(arguments, fs::absolute(store->folder()).lexically_normal());
  if (lies_in(path, store->folder())) return fail(ErrorCode::usage, "seal-inside", {path.string()});
  Json details = Json::object();
  details["recipients"] = static_cast<std::uint64_t>(keys->recipients.size());
  details["path"] = path.string();
  // First the ledger, then the bundle: what is handed over shows that it was.
  const auto noted = note_in_ledger(session, store->folder(), "seal", std::move(details));
  if (!noted) return tl::unexpected(noted.error());
  const std::string comment = "schouw " + program_version() + ", " + now_utc() + ", " + path.filename().string();
  const auto sealed = seal_case(*store, path, *keys, *key, comment);
  if (!sealed) return tl::unexpected(sealed.error());
  tell(session, "seal.done", {path.string(), std::to_string(sealed->files), sealed->sha256});
  return 0;
}

}  // namespace schouw
