// A file in memory, for formats that cannot be read piece by piece; and cheap looks at its head, for bids: most files
// of an export are pictures, and every importer is asked about each.
#pragma once

#include <string>
#include <string_view>

#include "schouw/import/importer.h"

namespace schouw {

/// At most `most` bytes; what is over is a problem (entry-size) with its number of bytes.
std::string whole_entry(EntryReader&, std::size_t most, RecordSink&);

/// The same as UTF-8: by BOM, the pattern of UTF-16 (PowerShell writes it), or windows-1252 where it is no UTF-8.
std::string whole_text(EntryReader&, std::size_t most, RecordSink&);

/// No two NUL behind each other among the first bytes, or UTF-16 that says so.
bool is_text_head(std::string_view head);
/// The first sign is '<', in whatever encoding.
bool is_markup_head(std::string_view head);

}  // namespace schouw
