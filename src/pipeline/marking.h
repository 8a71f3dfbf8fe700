// With which lexicon the messages of a case are marked. New words are looked for in the case itself: the exports are not
// read again.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "schouw/detect/marks.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// The shipped lexicons with the case's own list. The last one is kept for the next step of the run.
Result<std::shared_ptr<const Lexicon>> case_lexicon(const CaseStore&);

/// Marks texts; one for a thread. Compiling the patterns of a lexicon takes half a second: that is done at the first text
/// (a folder of pictures need not wait for it), on `jobs` threads, and the last patterns are kept for the next step of the run.
class Marker {
 public:
  explicit Marker(const Lexicon& lexicon, int jobs = 1) : lexicon_(lexicon), jobs_(jobs) {}
  FoundMarks marks_in(std::string_view said);

 private:
  const Lexicon& lexicon_;
  int jobs_;
  std::shared_ptr<const MarkPatterns> patterns_;
  std::optional<MarkScanner> scanner_;
};

/// Whether the marks of the case are those of this lexicon.
bool is_marked_with(const CaseStore&, const Lexicon&);

/// Before an ingest: remembers the lexicon of an empty case; a case marked with another is marked anew by the next audit.
Result<void> note_marking(CaseStore&, const Lexicon&);

/// Before an audit: marks all messages anew when the case was marked with another lexicon.
Result<void> mark_if_outdated(CaseStore&, const Lexicon&);

}  // namespace schouw
