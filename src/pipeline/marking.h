// With which lexicon the messages of a case are marked. New words are looked for in the case itself: the exports are not
// read again.
#pragma once

#include <memory>

#include "schouw/detect/marks.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// The shipped lexicons with the case's own list.
Result<Lexicon> case_lexicon(const CaseStore&);

/// The patterns of a lexicon. Compiling them takes half a second, so the last ones are kept for the next step of the run.
/// May be called from any thread.
std::shared_ptr<const MarkPatterns> mark_patterns(const Lexicon&);

/// Whether the marks of the case are those of this lexicon.
bool is_marked_with(const CaseStore&, const Lexicon&);

/// Before an ingest: remembers the lexicon of an empty case; a case marked with another is marked anew by the next audit.
Result<void> note_marking(CaseStore&, const Lexicon&);

/// Before an audit: marks all messages anew when the case was marked with another lexicon.
Result<void> mark_if_outdated(CaseStore&, const Lexicon&);

}  // namespace schouw
