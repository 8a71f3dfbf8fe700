// Importers that hand hostile bytes to a C library with a history of crashes: SCHOUW_CONFINED_IMPORTER in
// importers.def. They run in a process without rights (schouw/worker/worker.h). Any importer could: `read` shares no
// state.
#pragma once

#include "schouw/import/importer.h"

namespace schouw {

bool is_confined(const Importer&);

/// Loads the files that libraries would open at their first use: for a process about to give up that right.
void prepare_importers();

}  // namespace schouw
