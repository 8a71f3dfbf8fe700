// JSON Feed, the form of a feed that is no XML.
#pragma once

#include <string_view>

#include "schouw/import/importer.h"

namespace schouw {

bool is_json_feed(std::string_view head);

void read_json_feed(const Importer& importer, EntryReader& entry, RecordSink& sink);

}  // namespace schouw
