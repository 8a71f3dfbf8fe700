// Archives made byte by byte, so that a test says which bytes are wrong. And a visitor that writes down what
// it is told.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/archive/archive.h"

namespace schouw::testing {

std::string number(std::uint64_t value, int bytes);  ///< little-endian

struct ZipFile {
  std::string name;
  std::string data;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;          ///< 8: `data` is packed as stored deflate blocks, or see `packed`
  std::uint32_t mode = 0100644;
  std::string packed = {};           ///< given packed form, for data that stored blocks cannot make
  std::string local_name = {};       ///< when it differs
  std::int64_t crc_is_off_by = 0;
  bool zip64 = false;
};

/// Local headers, directory, end record. Hooks change the end.
struct ZipShape {
  std::string prefix = {};
  std::string comment = {};
  std::string behind = {};
  std::uint64_t repeat_last = 0;     ///< directory records more, for the last entry
  std::int64_t count_is_off_by = 0;
  bool without_directory = false;
};
std::string make_zip(const std::vector<ZipFile>& files, const ZipShape& shape = {});

struct TarFile {
  std::string name;
  std::string data = {};
  char type = '0';
  std::string link = {};
};
std::string make_tar(const std::vector<TarFile>& files);

std::string deflate(std::string_view data);
std::string gzip(std::string_view data);
std::string zeros(std::uint64_t count);

struct Walked {
  std::vector<std::string> done;                 ///< "name=read"
  std::vector<std::string> problems;             ///< "name:code"
  std::map<std::string, std::string> contents;   ///< of entries that were offered, by path
  int rereads_that_differ = 0;                   ///< only a limit of the source may be a reason
  std::size_t count(EntryState state) const;
  bool has(std::string_view problem) const;
  std::map<EntryState, std::size_t> states = {};
};

/// Writes `bytes` to a file of that name in a temporary folder and walks it. Reads every entry twice.
Walked walk(const std::string& bytes, const std::string& name = "export.zip", const ArchiveOptions& options = {});
Walked walk_file(const std::filesystem::path& file, const ArchiveOptions& options = {});

}  // namespace schouw::testing
