// What an independent reader found in files of others (EXPECT.json), held against one importer. Only numbers that
// are marked sure; a machine without those files skips.
#pragma once

#include <string_view>

namespace schouw::testing {

/// All cases of this family; every file must be chosen by `importer` or by `other`.
void expect_family(std::string_view family, std::string_view importer, std::string_view other = {});

/// Reads every file below this folder of the fixtures with every importer of the list: no crash, no hang.
void expect_survives(std::string_view folder);

}  // namespace schouw::testing
