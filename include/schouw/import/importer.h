// Importer: reads one export format into records.
//
// To add one: src/import/<name>.cpp, one line in src/import/importers.def, a case folder under
// tests/corpus/import/<id>/ and docs/formats/<id>.md. docs/adding-an-importer.md walks through an example.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "schouw/base/texts.h"
#include "schouw/model/entry.h"
#include "schouw/model/message.h"
#include "schouw/model/problem.h"

namespace schouw {

/// How sure an importer is that an entry is its own. The highest bid gets it; among equals, the first in importers.def.
/// `weak` is for importers that check again while reading.
enum class Bid { no = 0, weak = 1, likely = 2, certain = 3 };

/// What an export itself states about one of its files: how many items it holds.
struct StatedCount {
  std::string path = {};  ///< from the root of the download; ending in '/': all files of that folder together
  std::uint64_t items = 0;
};

/// Takes the records of one entry, in the order of the entry.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  virtual void message(Message) = 0;
  virtual void conversation(ConversationInfo) = 0;
  virtual void connection(Connection) = 0;
  virtual void media(MediaItem) = 0;

  /// Whose export this is (from a profile file). `root`: the folder of the download inside the archive or, for an
  /// unpacked one, on disk; see set_root(). Several files may say so; the fields are merged.
  virtual void owner(std::string_view root, AccountRef account) = 0;

  /// Records with `is_owner` accounts that follow belong to the owner of this root. Default: the entry's folder.
  virtual void set(std::string_view root) = 0;

  /// Records that were there and could not be read (counted as `rejected`). The problem that says so comes separately.
  virtual void rejected(std::uint64_t records) = 0;
  virtual void problem(Problem) = 0;

  /// A file that the export itself lists (load file, manifest), as a path from the folder of the list or one above it.
  /// The pipeline reports those that are missing; the path is compared, never opened.
  virtual void stated_file(std::string_view path) { static_cast<void>(path); }

  /// What the export states about any of its files, and how many items this file turned out to hold, counted as the
  /// export counts them. A difference is a problem of the file that states it.
  virtual void stated(StatedCount) {}
  virtual void counted(std::uint64_t items) { static_cast<void>(items); }

  /// The file belongs to this platform, was read to the end, and holds nothing for an audit (settings, advertisers).
  virtual void nothing_here() = 0;
};

/// A stateless format reader; one instance serves all threads.
struct Importer {
  std::string_view id;        ///< stable, kebab-case: in findings, corpora and --importers
  std::string_view platform;
  std::string_view versions;  ///< export versions known, for `schouw formats`; language-neutral ("2018-2025")
  std::string_view gaps;      ///< catalogue id: what this export cannot show

  /// Looks at path and head; must be cheap and must not call next().
  Bid (*bid)(const EntryReader&);

  /// Reads the whole entry. Never fails: what cannot be read becomes a Problem, and reading goes on behind it.
  void (*read)(EntryReader&, RecordSink&);
};

/// All importers, in the order of importers.def.
std::span<const Importer* const> importers();

/// The importer that reads this entry, or null.
const Importer* choose_importer(const EntryReader&);

/// The entry as UTF-8, when somebody saved it again as UTF-16 (PowerShell, Notepad): importers look for their words in
/// UTF-8 only. Null for any other entry. The entry must outlive it.
std::unique_ptr<EntryReader> in_utf8(EntryReader&);
/// The same, for HTML and XML only. To be tried before the bids: an importer would take such a page for its name or
/// folder, and then recognise none of its words.
std::unique_ptr<EntryReader> markup_in_utf8(EntryReader&);

/// The folder of the download, when `path` ends (at a '/') with one of the suffixes that a platform uses:
/// set_root("x/connections/followers_and_following/following.json",
/// {"connections/followers_and_following/following.json"}) is "x/". The longest suffix counts; without a match, the
/// folder of the file.
std::string_view set_root(std::string_view path, std::span<const std::string_view> suffixes);

/// True when `path` is `suffix` or ends with '/' + suffix.
bool path_ends_with(std::string_view path, std::string_view suffix);

/// The file name part of a path.
std::string_view base_name(std::string_view path);

/// Whether the entry is the source itself, not an entry of an archive.
bool is_plain_file(const EntryReader&);

/// `path`, preceded by the name of the archive if there is one: two archives may have the same folders.
std::string with_archive(const EntryReader&, std::string_view path);

/// What distinguishes this download from others: the name of the archive, or, for a plain file, the folder `root`.
std::string archive_or(const EntryReader&, std::string_view root);

}  // namespace schouw
