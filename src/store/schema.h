// The tables of case.db. Every change raises kSchemaVersion and is told in docs/case-file.md.
#pragma once

namespace schouw {

inline constexpr int kApplicationId = 0x73636877;  ///< "schw", in the header of the file
inline constexpr int kSchemaVersion = 3;

extern const char* const kSchema;

}  // namespace schouw
