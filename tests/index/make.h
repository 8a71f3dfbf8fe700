// Invented messages and an index of them.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "schouw/index/index.h"
#include "testing.h"

namespace schouw::testing {

/// A row with an id and a text; the rest by designated assignment afterwards.
IndexRow row_of(std::int64_t row, std::string id, std::string text);

/// Local milliseconds of a day at noon.
std::int64_t noon(int year, int month, int day);

/// The school chat the tables ask about: w1..w9 (whatsapp), m1..m3 (mail), t1, t2 (teams).
std::vector<IndexRow> school_rows();

/// Publishes the rows in parts of `size`, and makes a segment of what is left.
void publish_rows(const std::filesystem::path& folder, std::span<const IndexRow> rows, std::size_t size);

/// What a store with these rows knows: their ids, and names of the accounts and conversations of school_rows().
QueryContext context_of(const std::vector<IndexRow>& rows);
QueryContext school_context();

/// Ids of the answer in order, joined by blanks; "!<text id>" for an error.
std::string ids_of(const IndexReader& reader, const std::vector<IndexRow>& rows, const std::string& query,
                   bool by_time = true);
std::string ids_of(const std::vector<IndexRow>& rows, const SearchAnswer&);

}  // namespace schouw::testing
