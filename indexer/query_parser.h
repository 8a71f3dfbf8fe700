// The query as a tree, before it meets an index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fields.h"
#include "query_dates.h"
#include "schouw/base/result.h"

namespace schouw {

struct QueryNode {
  enum class Kind {
    everything,  ///< a star by itself
    word,        ///< one word, with all that shares its stem
    phrase,      ///< exactly these words after each other; one word: exactly that word
    prefix,      ///< words[0] and everything that starts with it
    field,       ///< `field` with `text`; words as in phrase or, with `star`, prefix
    date,
    all_of,
    any_of,
    none_of      ///< parts[0] not
  };
  Kind kind = Kind::everything;
  std::size_t place = 0;
  Field field = Field::from;
  bool star = false;
  bool exact = false;                    ///< the value of a field stood in quotes
  std::string text = {};                 ///< as typed, for field values and phone numbers
  std::vector<std::string> words = {};   ///< folded
  TimeRange range = {};
  std::vector<QueryNode> parts = {};
  // Filled by look_up():
  std::vector<std::string> ids = {};         ///< accounts or conversations that a field stands for
  std::optional<std::int64_t> row = {};      ///< of the message that `id:` names
};

Result<QueryNode> parse_query(std::string_view query);

}  // namespace schouw
