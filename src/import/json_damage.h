// What was wrong with a JSON file, as problems of its entry.
#pragma once

#include "schouw/base/json_stream.h"
#include "schouw/import/importer.h"

namespace schouw {

/// One problem for each kind of damage; none for a clean file. `lost_records`: those that were cut and left out.
void report_json_damage(const JsonDamage&, std::uint64_t lost_records, RecordSink&);

/// "Recognised as `id`, but in an unknown version", with the keys that are there instead (at most 12).
void report_unknown_version(std::string_view id, const Json& sample, Locator where, std::uint64_t lost_records, RecordSink&);

/// The file piece by piece, for stream_json.
ByteSource bytes_of(EntryReader&);

}  // namespace schouw
