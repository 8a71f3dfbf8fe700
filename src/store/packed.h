// Values that are stored as one text: times, attachments, lists. Compact JSON of our own; what goes in comes out, byte
// for byte, also text that is no UTF-8.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/model/finding.h"
#include "schouw/model/message.h"

namespace schouw {

inline constexpr std::int64_t kNoInstant = std::numeric_limits<std::int64_t>::max();
inline std::int64_t instant_of(const RecordTime& time) { return time.utc_ms.value_or(kNoInstant); }

/// A text as JSON; bytes that are no UTF-8 as {"base64": ...}.
Json pack_text(std::string_view text);
std::string unpack_text(const Json&);
Json pack_texts(const std::vector<std::string>& texts);
std::vector<std::string> unpack_texts(const Json&);

Json pack(const RecordTime&);
RecordTime unpack_record_time(const Json&);
Json pack(const Timestamp&);
Timestamp unpack_timestamp(const Json&);
Json pack(const Locator&);
Locator unpack_locator(const Json&);

struct StoredAttachment {
  Attachment attachment;
  RecordTime taken;
};
Json pack(const Attachment&, const RecordTime& taken);
StoredAttachment unpack_attachment(const Json&);

/// A stored document; damaged ones raise CaseFailure (integrity).
Json parse_stored(std::string_view text);
const Json& item(const Json& array, std::size_t index);  ///< null beyond its end

/// Small enumerations are stored by their number.
template <class Enum>
requires std::is_enum_v<Enum> std::int64_t number_of(Enum value) { return static_cast<std::int64_t>(value); }
/// Damaged numbers raise CaseFailure.
[[noreturn]] void raise_damaged(std::string_view what);
template <class Enum>
requires std::is_enum_v<Enum> Enum enum_of(std::int64_t number, Enum last) {
  if (number < 0 || number > number_of(last)) raise_damaged(std::to_string(number));
  return static_cast<Enum>(number);
}

std::int64_t pack_flags(const Flags&);
Flags unpack_flags(std::int64_t);

/// "3 17 4"
std::string pack_rows(const std::vector<std::int64_t>& rows);
std::vector<std::int64_t> unpack_rows(std::string_view text);

}  // namespace schouw
