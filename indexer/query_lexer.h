// The query as a row of tokens, each with its place for the error that may follow.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/result.h"

namespace schouw {

struct QueryToken {
  enum class Kind { word, phrase, field, open, close, and_, or_, not_, plus, end };
  Kind kind = Kind::end;
  std::string text = {};      ///< the word, the quoted text, or the name of the field
  std::size_t place = 0;      ///< characters from the start, from 1
  std::size_t begin = 0;      ///< bytes
};

inline constexpr std::size_t kMaxQueryBytes = 10'000;

Result<std::vector<QueryToken>> lex_query(std::string_view query);

/// A usage error about a place in the query: args {word, place, more...}.
tl::unexpected<Error> query_error(std::string id, std::string_view word, std::size_t place,
                                  std::vector<std::string> more = {});

}  // namespace schouw
