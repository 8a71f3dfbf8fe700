// Sealing: makes one encrypted (age) and signed (minisign) file of a case, and checks such a file on another machine.
// Both formats are public: `minisign -V`, `age -d`, `tar -x` and `sha256sum -c` do the same without schouw.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "schouw/base/age.h"
#include "schouw/base/minisign.h"
#include "schouw/base/result.h"
#include "schouw/store/case_store.h"

namespace schouw {

struct SealSummary {
  std::uint64_t files = 0, bytes = 0;   ///< what is inside
  std::string sha256 = {};              ///< of the sealed file; empty after checking a signature only
  std::string signed_by = {}, trusted_comment = {};
  bool opened = false;                  ///< the contents were checked against the manifest
};

/// Packs the whole case into `path` and its signature into `path`.minisig. Neither appears before it is complete; the
/// signature comes last. The case must be open for writing, so that nobody else can change it meanwhile.
Result<SealSummary> seal_case(CaseStore&, const std::filesystem::path& path, const AgeKeys&, const SigningKey&,
                              std::string_view trusted_comment);

/// Checks the signature of `path` in `path`.minisig and, when `keys` can open it, every file against the manifest.
/// Integrity error (exit 5) when anything differs; refused when keys were given and none fits.
Result<SealSummary> verify_bundle(const std::filesystem::path& path, std::string_view public_key, const AgeKeys& keys);

}  // namespace schouw
