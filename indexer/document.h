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

/// Value slots.
inline constexpr Xapian::valueno kOrderSlot = 0;   ///< order_key(): newest first, then id
inline constexpr Xapian::valueno kFacetSlot = 1;   ///< platform, U+001F, kind

/// Sorts ascending as newest first, without a time last, then by id.
std::string order_key(std::optional<std::int64_t> local_ms, std::string_view id);
/// The part of order_key() before the id. Later times have smaller keys.
std::string time_key(std::int64_t local_ms);
inline constexpr std::size_t kTimeKeyBytes = 8;
std::optional<std::int64_t> time_of_key(std::string_view order_key);

Xapian::Document make_document(const IndexRow& row, const Stemmer& stemmer);

/// What a hit needs without the store.
struct StoredText {
  std::string_view id;
  std::string_view text;
};
StoredText stored_text(std::string_view document_data);

}  // namespace schouw
