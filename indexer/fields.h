// The fields of the query language and their place in the index; fields.def is the list.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

enum class Field {
#define SCHOUW_FIELD(field, prefix, dutch, english) field,
#define SCHOUW_VALUE(field, value, dutch, english)
#include "fields.def"
#undef SCHOUW_FIELD
#undef SCHOUW_VALUE
};

inline constexpr std::string_view kStemPrefix = "Z";

std::string_view prefix_of(Field);
std::string_view english_name(Field);
std::optional<Field> field_from(std::string_view name);   ///< Dutch or English, any case

/// The value as it is in the index, for a field with a fixed list.
std::optional<std::string_view> value_from(Field, std::string_view name);

std::vector<std::string> field_names();                   ///< "van/from", ... in the order of fields.def
std::vector<std::string> value_names(Field);

/// The nearest of `known` within two changes of letters, or nothing.
std::string nearest(std::string_view word, std::span<const std::string> known);
std::string nearest_field(std::string_view name);
std::string nearest_value(Field, std::string_view name);

/// "a, b, c" for an error text.
std::string comma_list(std::span<const std::string> words);

/// An id of 32 hex digits as 16 bytes; any other as it is.
void append_id(std::string& out, std::string_view id);

/// The term of an account or a conversation.
std::string id_term(std::string_view prefix, std::string_view id);

/// A boolean term. Xapian takes 245 bytes; a longer value is replaced by its hash.
std::string boolean_term(std::string_view prefix, std::string_view value);

}  // namespace schouw
