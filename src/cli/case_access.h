// Opening a case from the command line, the day that counts as today, and the lines of the ledger.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/model/finding.h"
#include "schouw/pipeline/case_setup.h"
#include "schouw/store/case_store.h"
#include "session.h"

namespace schouw {

bool is_case_folder(const std::filesystem::path&);

/// usage error "case-not-found" where there is none, io error "file-permission" where nobody may look.
Result<CaseStore> open_case(std::string_view folder, StoreMode);
/// The purpose gate as well: for commands that show what people wrote. A case without purpose, legal ground or approver
/// gives its counts on stderr and is refused (exit 4).
Result<CaseStore> open_case_to_look_into(const Session&, std::string_view folder);

/// One passphrase a line; an empty line is none. No path: no passphrases.
Result<std::vector<std::string>> read_passphrases(std::string_view path);

/// --as-of, else the day of the case, else today in its zone.
Date day_of_audit(const Arguments&, const CaseSetup&);

/// A line in the ledger: who did what, when. `details` are small and hold no evidence.
Result<void> note_in_ledger(const Session&, const std::filesystem::path& case_folder, std::string_view action,
                            Json details);

/// The finding with this id or fingerprint, or the only one that begins with six or more of its digits.
Result<Finding> find_finding(const CaseStore&, std::string_view id);

}  // namespace schouw
