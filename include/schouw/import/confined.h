// Importers that hand hostile bytes to a C library with a record of crashes: SCHOUW_CONFINED_IMPORTER in importers.def.
// They run in a process without rights (schouw/worker/worker.h). Any importer could: `read` shares nothing.
#pragma once

#include "schouw/import/importer.h"

namespace schouw {

bool is_confined(const Importer&);

/// Loads what libraries would open files for at their first use. For a process that is about to give up that right.
void prepare_importers();

}  // namespace schouw
