// Invented evidence for the tests of the case file, and the whole content of a case as one text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/store/case_store.h"
#include "testing.h"

namespace schouw::testing {

/// One source with what the pipeline would make of it.
struct Script {
  SourceFile file;
  std::vector<PreparedAccount> accounts = {};
  std::vector<PreparedRecord> records = {};

  Script(std::string path, std::string sha256);
  Origin at(std::string entry, std::uint64_t line) const;
  /// A line of a chat: the same sender, minute and text give the same id. Gives the message, to be changed further.
  PreparedMessage& line(std::string entry, std::uint64_t number, std::string sender, std::int64_t minute,
                        std::string text);
  void entry(std::string path, std::string format, EntryState state = EntryState::read);
  void problem(std::string entry, std::uint64_t line, std::string code, Loss loss);
  void media_file(std::string entry, std::string sha256);
};

inline constexpr std::int64_t kStart = 1'755'500'400'000;  ///< 2025-08-18 07:00 UTC
RecordTime minute(std::int64_t minute);
std::string account_of(std::string_view name);

CaseStore new_case(const std::filesystem::path& folder);

/// Reads `first`..`last` records of the script in batches of `size`; the source stays unfinished.
std::vector<std::int64_t> commit_part(CaseStore&, const Script&, std::size_t first, std::size_t last,
                                      std::size_t size = 3);
/// begin_source to end_source.
void read_all(CaseStore&, const Script&);
void ingest(CaseStore&, const std::vector<Script>&);

/// Everything that can be read out of a case, a record a line.
std::string dump(const CaseStore&);
std::vector<std::string> texts_of(const CaseStore&);

}  // namespace schouw::testing
