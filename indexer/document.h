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

/// The only value slot: time, newest first; id; U+001F and platform; U+001F and kind. So it sorts ascending as newest
/// first, without a time last, then by id.
inline constexpr Xapian::valueno kOrderSlot = 0;

/// The part of the order value before the id. Later times have smaller keys.
std::string time_key(std::int64_t local_ms);
inline constexpr std::size_t kTimeKeyBytes = 8;
std::optional<std::int64_t> time_of_key(std::string_view order_key);

struct Facets {
  std::string_view platform, kind;
};
Facets facets_of_key(std::string_view order_key);

Xapian::Document make_document(const IndexRow& row, StemCache& stems);

}  // namespace schouw
