// What was wrong with a page, as problems of its entry.
#pragma once

#include "html_stream.h"
#include "tally.h"

namespace schouw {

/// One problem for each kind of damage; none for a clean page. `cut`: the page ends within a record, which is left out.
void report_html_damage(const HtmlDamage&, bool cut, Tally&);

}  // namespace schouw
