// Runs one importer over one file and writes down everything it said, as the golden corpora hold it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/import/importer.h"
#include "schouw/import/mail_pieces.h"

namespace schouw::testing {

/// An entry whose bytes are in memory, handed out in pieces of `piece` bytes.
class MemoryEntry : public EntryReader {
 public:
  MemoryEntry(std::string path, std::string bytes, std::string source_name = {}, std::size_t piece = 1 << 16);
  std::string_view path() const override { return path_; }
  std::string_view source_name() const override { return source_name_; }
  std::string_view head() const override { return std::string_view(bytes_).substr(0, 64 << 10); }
  std::span<const char> next() override;
  void rewind() override { at_ = 0; }
  std::uint64_t stated_size() const override { return bytes_.size(); }

 private:
  std::string path_, bytes_, source_name_;
  std::size_t piece_, at_ = 0;
};

/// All records and problems of one entry, in order, as an array of {"record": "message", ...} objects. Fields
/// with default values are left out.
/// Pieces of mails are written down, and added to `pieces`.
Json read_all(const Importer&, EntryReader&, std::vector<MailPiece>* pieces = nullptr);

/// What these pieces of mails make, in the same form.
Json join_all(std::vector<MailPiece> pieces);

/// The first field that is no UTF-8, as "key: text"; empty when all are. Paths and what is made of them (keys of
/// conversations) are the bytes of the archive, and stay so.
std::string broken_text(const Json& records);

/// Totals, for quick checks: {"messages": 3, "system": 1, "senders": 2, ...}.
Json totals(const Json& records);

/// The importer that bids highest must be `id`.
void expect_chosen(std::string_view id, const EntryReader&);

}  // namespace schouw::testing
