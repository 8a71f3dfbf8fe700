// One export leaves the case: first the store, in one transaction, then the index, then the files are written anew without
// what was deleted. After a kill in between no search shows what was removed, and asking again finishes it.
#include "schouw/pipeline/removal.h"

#include "indexing.h"
#include "joining.h"
#include "schouw/index/index.h"
#include "schouw/pipeline/ingest.h"

namespace schouw {

Result<SourceFile> source_to_remove(const CaseStore& store, std::string_view path_or_sha256) {
  const std::vector<SourceFile> found = store.find_sources(path_or_sha256);
  if (found.empty()) return fail(ErrorCode::usage, "source-unknown", {std::string(path_or_sha256)});
  if (found.size() > 1)
    return fail(ErrorCode::usage, "source-ambiguous", {std::string(path_or_sha256), std::to_string(found.size())});
  return found.front();
}

Result<CaseStore::Removed> remove_source(CaseStore store, const SourceFile& source) {
  auto removed = store.remove_source(source);
  if (!removed) return removed;
  if (auto finished = finish_removal(std::move(store)); !finished) return tl::unexpected<Error>(finished.error());
  return removed;
}

Result<void> finish_removal(CaseStore store) {
  auto writer = IndexWriter::open(index_folder(store));
  if (!writer) return tl::unexpected<Error>(writer.error());
  if (auto done = remove_gone_rows(store, *writer); !done) return done;
  // What is left of mails of which a piece stood in that export.
  if (auto joined = join_mails(store, *writer, {}); !joined) return tl::unexpected<Error>(joined.error());
  if (auto finished = store.finish_ingest(); !finished) return finished;
  Indexing indexing(*writer, index_folder(store));   // versions that count from now on
  indexing.catch_up(store, {});
  if (auto done = indexing.finish(); !done) return done;
  return CaseStore::compact(std::move(store));
}

}  // namespace schouw
