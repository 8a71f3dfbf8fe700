#include "joining.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "entry_sink.h"
#include "indexing.h"
#include "prepare.h"
#include "reading.h"
#include "schouw/import/mail_pieces.h"
#include "schouw/pipeline/case_setup.h"
#include "slicer.h"

namespace schouw {
namespace {

/// So many mails go to disk together.
constexpr std::size_t kMailsAtOnce = 500;

const Importer* importer_of(std::string_view format) {
  const auto all = importers();
  const auto found = std::ranges::find(all, format, &Importer::id);
  return found == all.end() ? nullptr : *found;
}

class Joiner {
 public:
  Joiner(CaseStore& store, const ReadTerms& terms, const Lexicon& lexicon) : store_(store), terms_(terms), marker_(lexicon) {}

  Result<void> join(const std::string& mail) {
    const std::vector<StoredPiece> pieces = store_.pieces_of(mail, kMostPiecesOfMail + 1);
    std::vector<PieceFacts> facts;
    for (const StoredPiece& one : pieces) facts.push_back({one.piece.number, one.piece.total, one.piece.body, one.bytes});
    const PieceChoice choice = choose_pieces(facts);
    std::vector<JoinedMail> out;
    for (const PieceChoice::Reading& reading : choice.readings) out.push_back(read(pieces, reading));
    if (choice.problem) out.push_back(say(pieces.front(), *choice.problem));
    return store_.put_mail(mail, out);
  }

  std::uint64_t messages() const { return messages_; }

 private:
  JoinedMail read(const std::vector<StoredPiece>& pieces, const PieceChoice::Reading& reading) {
    JoinedMail out;
    std::vector<MailPiece> parts;
    for (const std::size_t i : reading.pieces) {
      parts.push_back(pieces[i].piece);
      parts.back().bytes = store_.piece_bytes(pieces[i].row);
    }
    for (const auto* all : {&reading.pieces, &reading.copies})
      for (const std::size_t i : *all) out.pieces.push_back(pieces[i].row);
    out.batches = at(pieces[reading.pieces.front()], [&](RecordSink& sink) { give_joined(parts, sink); });
    return out;
  }

  JoinedMail say(const StoredPiece& first, Problem problem) {
    problem.locator = first.origin.locator;
    return {.batches = at(first, [&](RecordSink& sink) { sink.problem(std::move(problem)); })};
  }

  /// What is given, as records of the file in which this piece stands.
  template <class Give>
  std::vector<Batch> at(const StoredPiece& piece, const Give& give) {
    const Origin& origin = piece.origin;
    std::vector<Batch> out;
    const Importer* importer = importer_of(piece.format);
    if (importer == nullptr) return out;
    const SliceSink take = [&](Slice&& slice) {
      messages_ += slice.messages;
      if (slice.records.empty()) return true;
      out.push_back(prepare(slice, {origin.source_sha256, origin.source}, terms_.zone, marker_));
      out.back().source = piece.source;
      return true;
    };
    Slicer slicer(0, take);
    const bool plain = origin.entry.empty();
    EntrySink sink(slicer, *importer, origin.entry, plain ? origin.source : origin.entry, plain ? "folder" : origin.source_sha256, terms_);
    give(sink);
    sink.finish();
    slicer.finish();
    return out;
  }

  CaseStore& store_;
  const ReadTerms& terms_;
  Marker marker_;
  std::uint64_t messages_ = 0;
};

Result<std::uint64_t> join_all(CaseStore& store, const ReadTerms& terms) {
  auto lexicon = case_lexicon(store);
  if (!lexicon) return tl::unexpected<Error>(lexicon.error());
  Joiner joiner(store, terms, **lexicon);
  std::size_t bundled = 0;
  for (const std::string& mail : store.mails_to_join()) {
    if (bundled == 0)
      if (auto begun = store.begin_bundle(); !begun) return tl::unexpected<Error>(begun.error());
    if (auto joined = joiner.join(mail); !joined) return tl::unexpected<Error>(joined.error());
    if (++bundled < kMailsAtOnce) continue;
    bundled = 0;
    if (auto ended = store.end_bundle(); !ended) return tl::unexpected<Error>(ended.error());
  }
  if (auto ended = store.end_bundle(); !ended) return tl::unexpected<Error>(ended.error());
  return joiner.messages();
}

}  // namespace

Result<std::uint64_t> join_mails(CaseStore& store, IndexWriter& writer, const std::optional<Date>& as_of) {
  if (!store.has_mails_to_join()) return 0;
  if (auto taken = store.take_back_mails(); !taken) return tl::unexpected<Error>(taken.error());
  if (auto removed = remove_gone_rows(store, writer); !removed) return tl::unexpected<Error>(removed.error());
  const CaseSetup setup = case_setup(store);
  const Result<Zone> zone = Zone::open(setup.time_zone);
  if (!zone) return tl::unexpected<Error>(zone.error());
  const std::vector<InputPath> none;
  const GivenFiles given(none);
  return join_all(store, {as_of.has_value() ? as_of : setup.as_of, *zone, given});
}

}  // namespace schouw
