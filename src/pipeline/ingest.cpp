// Hashes every file, asks the case which are known, and runs the rest through the ordered pipeline. The commit of a
// batch is the commit point; the index follows, and is caught up first when an earlier run was killed in between.
#include "schouw/pipeline/ingest.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "indexing.h"
#include "joining.h"
#include "marking.h"
#include "ordered.h"
#include "prepare.h"
#include "reading.h"
#include "schouw/index/index.h"
#include "schouw/pipeline/case_setup.h"
#include "to_read.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

/// So many records, sources and entries go to disk together at most. The index is never ahead of the case: where a part of it
/// is full, the case is written first.
constexpr std::size_t kBundle = 2'500;

/// The serial part of an ingest: what the commit stage knows.
class Commits {
 public:
  Commits(CaseStore& store, const std::vector<SourceToRead>& sources, const IngestOptions& options,
          IngestTotals& totals, std::uint64_t next_part)
      : store_(store), sources_(sources), options_(options), totals_(totals), cutter_(next_part) {
    progress_.files_total = sources.size();
    for (const SourceToRead& source : sources) progress_.bytes_total += source.stamp.size;
  }

  std::vector<PartOrder> commit(Slice&& slice, Batch&& batch, bool& go_on) {
    std::vector<PartOrder> parts;
    if (error_.has_value()) return parts;
    if (Result<void> done = write(slice, batch, parts); !done) fail(done.error(), parts);
    go_on = !error_.has_value();
    if (go_on) tell(slice);
    return parts;
  }

  /// What is left over at the end.
  std::vector<PartOrder> rest() {
    std::vector<PartOrder> out;
    if (!cutter_.empty()) out.push_back(cutter_.cut());
    if (Result<void> done = end_bundle(); !done) fail(done.error(), out);
    return out;
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  void fail(const Error& error, std::vector<PartOrder>& parts) {
    if (!error_.has_value()) error_ = error;
    parts.clear();  // not in the case: not in the index
  }

  Result<void> write(const Slice& slice, Batch& batch, std::vector<PartOrder>& parts) {
    if (bundled_ == 0)
      if (auto begun = store_.begin_bundle(); !begun) return begun;
    bundled_ += batch.records.size() + 1;
    if (Result<void> done = put(slice, batch, parts); !done) return done;
    return parts.empty() && bundled_ < kBundle ? Result<void>() : end_bundle();
  }

  Result<void> end_bundle() {
    bundled_ = 0;
    return store_.end_bundle();
  }

  Result<void> put(const Slice& slice, Batch& batch, std::vector<PartOrder>& parts) {
    if (slice.first) {
      const Result<std::int64_t> begun = store_.begin_source(source_file(sources_[slice.source]));
      if (!begun) return tl::unexpected<Error>(begun.error());
      row_ = *begun;
    }
    batch.source = row_;
    batch.number = next_batch_++;
    const Result<std::vector<std::int64_t>> rows = store_.commit(batch);
    if (!rows) return tl::unexpected<Error>(rows.error());
    cut(batch, *rows, parts);
    totals_.messages += slice.messages;
    if (!slice.last) return {};
    ++totals_.read;
    totals_.bytes += sources_[slice.source].stamp.size;
    return store_.end_source(row_);
  }

  void cut(const Batch& batch, const std::vector<std::int64_t>& rows, std::vector<PartOrder>& parts) {
    std::size_t next = 0;
    for (const PreparedRecord& record : batch.records) {
      const auto* message = std::get_if<PreparedMessage>(&record);
      if (message == nullptr) continue;
      const std::int64_t row = rows[next++];
      if (row != 0) cutter_.add(index_row(*message, row));
      if (cutter_.full()) parts.push_back(cutter_.cut());
    }
  }

  void tell(const Slice& slice) {
    const SourceToRead& source = sources_[slice.source];
    if (slice.first) source_bytes_ = 0;
    const std::uint64_t now = slice.last ? source.stamp.size : std::min(source.stamp.size, slice.bytes_read);
    if (now > source_bytes_) progress_.bytes_done += now - std::exchange(source_bytes_, now);
    if (slice.last) ++progress_.files_done;
    progress_.messages += slice.messages;
    progress_.current = source.shown();
    if (options_.progress) options_.progress(progress_);
  }

  CaseStore& store_;
  const std::vector<SourceToRead>& sources_;
  const IngestOptions& options_;
  IngestTotals& totals_;
  PartCutter cutter_;
  IngestProgress progress_;
  std::optional<Error> error_;
  std::int64_t row_ = 0;
  std::uint64_t next_batch_ = 0, source_bytes_ = 0;
  std::size_t bundled_ = 0;   ///< since the bundle was begun
};

/// What all sources are read with.
struct ReadingTerms {
  ArchiveOptions archive;
  std::optional<Date> as_of;
  Zone zone;
  std::shared_ptr<const Lexicon> lexicon;
  WorkerLimits worker = {};
};

Result<ReadingTerms> terms_of(const CaseStore& store, const IngestOptions& options) {
  const CaseSetup setup = case_setup(store);
  Result<Zone> zone = Zone::open(setup.time_zone);
  if (!zone) return tl::unexpected<Error>(zone.error());
  auto lexicon = case_lexicon(store);
  if (!lexicon) return tl::unexpected<Error>(lexicon.error());
  ReadingTerms out{options.archive, options.as_of.has_value() ? options.as_of : setup.as_of, std::move(*zone),
                   std::move(*lexicon)};
  out.archive.scratch = store.folder();
  out.archive.stop = options.stop;
  out.worker.seconds = options.archive.limits.seconds;
  out.worker.no_progress_seconds = options.archive.limits.no_progress_seconds;
  return out;
}

/// Also after a stop: what was committed must be consistent for those who look at it now. Neither half touches what the
/// other does.
Result<void> finish(CaseStore& store, Indexing& indexing, std::vector<PartOrder> rest, int jobs) {
  Result<void> index, counts;
  const auto finish_index = [&] {
    for (PartOrder& part : rest) indexing.put(std::move(part));
    index = indexing.finish();
  };
  run_parallel(2, jobs, [&](std::size_t half) {
    if (half == 0) finish_index();
    else counts = store.finish_ingest();
  });
  return index ? counts : index;
}

/// Mails in pieces, now that all files were read. The index holds all rows before some of them are taken back.
Result<void> join(CaseStore& store, Indexing& indexing, IndexWriter& writer, std::vector<PartOrder>& rest, const IngestOptions& options,
                  IngestTotals& totals) {
  if (!store.has_mails_to_join()) return {};
  for (PartOrder& part : std::exchange(rest, {})) indexing.put(std::move(part));
  if (!indexing.finish()) return {};   // finish() says it; the next ingest joins
  const auto joined = join_mails(store, writer, options.as_of);
  if (!joined) return tl::unexpected<Error>(joined.error());
  totals.messages += *joined;
  indexing.catch_up(store, {});
  return {};
}

Result<void> read_all(CaseStore& store, const std::vector<SourceToRead>& sources, const GivenFiles& given,
                      const IngestOptions& options, const ReadingTerms& terms, IndexWriter& writer, IngestTotals& totals) {
  Indexing indexing(writer, index_folder(store));
  indexing.catch_up(store, options.stop);
  Commits commits(store, sources, options, totals, writer.next_number());
  OrderedStages stages;
  stages.bytes = [&](std::size_t i) { return sources[i].stamp.size; };
  stages.reader = [&]() -> ReadSource {
    return [&, worker = std::make_shared<Worker>(terms.worker)](std::size_t i, const SliceSink& sink) {
      read_source(sources[i], i, terms.archive, {terms.as_of, terms.zone, given}, *worker, sink);
    };
  };
  stages.preparer = [&]() -> Prepare {
    return [&, marker = std::make_shared<Marker>(*terms.lexicon, options.jobs)](Slice& slice) {
      const SourceToRead& source = sources[slice.source];
      return prepare(slice, {source.sha256, std::string(source.shown())}, terms.zone, *marker);
    };
  };
  stages.commit = [&](Slice&& slice, Batch&& batch, bool& go_on) {
    auto parts = commits.commit(std::move(slice), std::move(batch), go_on);
    go_on = go_on && !(options.stop && options.stop());
    return parts;
  };
  stages.index = [&](PartOrder& part) { indexing.build(part); };
  stages.publish = [&](const PartOrder& part) { indexing.publish(part); };
  run_ordered(sources.size(), options.jobs, stages);
  std::vector<PartOrder> rest = commits.rest();
  if (commits.error().has_value()) return tl::unexpected<Error>(*commits.error());
  if (auto joined = join(store, indexing, writer, rest, options, totals); !joined) return joined;
  return finish(store, indexing, std::move(rest), options.jobs);
}

}  // namespace

fs::path index_folder(const CaseStore& store) { return store.folder() / "index"; }

Result<IngestTotals> ingest(CaseStore& store, std::span<const fs::path> paths, const IngestOptions& options) {
  const auto inputs = list_inputs(paths, options.plan_folder);
  if (!inputs) return tl::unexpected<Error>(inputs.error());
  auto terms = terms_of(store, options);
  if (!terms) return tl::unexpected<Error>(terms.error());
  auto writer = IndexWriter::open(index_folder(store));
  if (!writer) return tl::unexpected<Error>(writer.error());
  IngestTotals totals;
  totals.files = inputs->size();
  const GivenFiles given(*inputs);
  const auto sources = sources_to_read(*inputs, store, options, totals.unchanged);
  if (!sources) return tl::unexpected<Error>(sources.error());
  if (auto noted = note_marking(store, *terms->lexicon); !noted) return tl::unexpected<Error>(noted.error());
  if (auto removed = remove_gone_rows(store, *writer); !removed) return tl::unexpected<Error>(removed.error());
  const Result<void> read = read_all(store, *sources, given, options, *terms, *writer, totals);
  if (!read) return tl::unexpected<Error>(read.error());
  totals.stopped = options.stop && options.stop();
  return totals;
}

Result<void> rebuild_index(CaseStore& store, const std::function<bool()>& stop) {
  auto writer = IndexWriter::open(index_folder(store));
  if (!writer) {  // too damaged to be opened: it is only a cache
    std::error_code ignored;
    fs::remove_all(index_folder(store), ignored);
    writer = IndexWriter::open(index_folder(store));
  }
  if (!writer) return tl::unexpected<Error>(writer.error());
  if (auto cleared = writer->clear(); !cleared) return cleared;
  if (auto forgotten = store.forget_gone_rows(); !forgotten) return forgotten;
  Indexing indexing(*writer, index_folder(store));
  indexing.catch_up(store, stop);
  return indexing.finish();
}

}  // namespace schouw
