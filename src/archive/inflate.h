// Deflate (RFC 1951) and gzip (RFC 1952) through zlib, as streams.
#pragma once

#include <memory>

#include "byte_source.h"

namespace schouw {

/// The deflate data at the start of `packed`; what lies behind its end is left alone. packed_bytes() is exact
/// after the end: where the deflate data stops, whatever a zip directory claims.
std::unique_ptr<ByteStream> inflate_stream(std::unique_ptr<ByteStream> packed);

/// All members of a gzip file, checksums checked. Bytes behind the last member that are no member
/// are a fault unless they are zeros (padding of tapes and blocks).
std::unique_ptr<ByteStream> gunzip_stream(std::unique_ptr<ByteStream> packed);

/// Zip's checksum (ISO 3309), continued from `sum`; 0 to start.
std::uint32_t crc32_of(std::uint32_t sum, std::span<const char> bytes);

}  // namespace schouw
