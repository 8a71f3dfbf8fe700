// A row of the store as a Xapian document, and what the reader takes back out of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <xapian.h>

#include "schouw/model/index_row.h"
#include "words.h"

namespace schouw {

/// Time, newest first, and the first bytes of the id. So it sorts ascending as newest first, without a time last, then by id. A
/// search reads it of every hit, so it is short: of what is equal so far, the older row comes first.
inline constexpr Xapian::valueno kOrderSlot = 0;
/// Platform, U+001F and kind. Read only where facets are asked for.
inline constexpr Xapian::valueno kFacetSlot = 1;

/// The part of the order value before the id. Later times have smaller keys. Years -2490 to 6429.
std::string time_key(std::int64_t local_ms);
inline constexpr std::size_t kTimeKeyBytes = 6, kIdKeyBytes = 4;
std::optional<std::int64_t> time_of_key(std::string_view order_key);

struct Facets {
  std::string_view platform, kind;
};
Facets facets_of(std::string_view facet_value);

Xapian::Document make_document(const IndexRow& row, StemCache& stems);

}  // namespace schouw
