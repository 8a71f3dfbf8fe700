// What the reader threads hand to the pipeline: records as importers gave them, with where they stood.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schouw/model/prepared.h"

namespace schouw {

/// What the records of an entry share. A new one whenever the entry or the export set changes.
struct EntryContext {
  std::string path;          ///< inside the source; empty for a plain file
  std::string format;        ///< importer id
  std::string platform;
  std::string export_set;    ///< key of the set that `is_owner` accounts belong to
};

/// The owner of an export set, as a profile file states it.
struct OwnerStatement {
  std::string export_set;
  AccountRef account;
};

struct RawRecord {
  std::uint32_t context = 0;   ///< index in Slice::contexts
  std::variant<Message, ConversationInfo, Connection, MediaItem, Problem, OwnerStatement, PreparedMediaFile,
               MailPiece, PreparedEntry>
      value;
};

/// A slice of one source, cut after so many records or bytes: the unit of work and of commit.
struct Slice {
  std::size_t source = 0;      ///< number in the list of this ingest
  bool first = false, last = false;
  std::uint64_t bytes_read = 0;   ///< of the source so far, for the progress line
  std::uint64_t messages = 0;
  std::vector<EntryContext> contexts;
  std::vector<RawRecord> records;
};

inline constexpr std::size_t kSliceRecords = 1'250;
inline constexpr std::size_t kSliceBytes = 4u << 20;

}  // namespace schouw
