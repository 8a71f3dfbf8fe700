// Who said of which number that it is theirs. An audit notes it in the case; whoever resolves accounts uses it.
#pragma once

#include <string>
#include <vector>

#include "schouw/base/result.h"
#include "schouw/detect/detector.h"
#include "schouw/pipeline/case_setup.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// Reads the messages that the lexicon marks for a number. Only what is new is written.
Result<void> note_stated_numbers(CaseStore&, const Lexicon&);

/// An account that nothing but its number is known of is of whoever said so, when that is known and nobody else said it of the
/// same number. People can be wrong or joke: probable at most. A number of the school itself stays nobody's.
void know_stated_numbers(const CaseStore&, const Registers&, std::vector<CaseAccount>&);

/// Whether a match leaves room for this person: nobody is known, or several are.
bool may_be(const Match&, const std::string& person_id);

}  // namespace schouw
