// The data of one entry of a zip, with its checksum and size checked.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "byte_source.h"
#include "zip_directory.h"

namespace schouw {

/// Stored and deflated entries by zlib, straight from their place; other methods and encrypted ones by
/// libarchive. A fault at the end with state `read` means: whole, but not as the directory says.
std::unique_ptr<ByteStream> open_zip_entry(SharedBytes zip, const ZipRecord& record, const std::string& passphrase);

/// The passphrase that opens this entry; none when no one does. Up to 64 KiB are tried with each.
std::optional<std::string> find_passphrase(const SharedBytes& zip, const ZipRecord& record,
                                           const std::vector<std::string>& passphrases);

/// Whether the mode says it is a link, a device, a pipe or a socket.
bool is_special_file(const ZipRecord& record);
bool is_folder(const ZipRecord& record);

}  // namespace schouw
