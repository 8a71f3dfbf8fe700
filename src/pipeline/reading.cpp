// Walk order is kept: for each entry its records, its problems, then the final word (PreparedEntry).
//
//   exports/insta.zip!/connections/followers.json   -> importer instagram-json -> records ... -> read
//   exports/insta.zip!/media/posts/2025/a.jpg       -> hashed, for the post that refers to it  -> read, "media"
//   exports/chat.zip!/brief.pdf                     -> hashed, for the message that refers to it -> not_recognised
//   exports/README.txt                              -> nobody bids                             -> not_recognised
#include "reading.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "entry_sink.h"
#include "schouw/base/file.h"
#include "schouw/base/hash.h"
#include "schouw/import/confined.h"
#include "schouw/import/picture.h"
#include "schouw/policy/registers.h"
#include "stated_counts.h"

namespace schouw {
namespace {

/// Counts what the importer pulls, for the progress line.
class CountingReader : public EntryReader {
 public:
  CountingReader(EntryReader& inner, Slicer& slicer) : inner_(inner), slicer_(slicer) {}
  std::string_view path() const override { return inner_.path(); }
  std::string_view source_name() const override { return inner_.source_name(); }
  std::string_view head() const override { return inner_.head(); }
  std::span<const char> next() override {
    const std::span<const char> chunk = inner_.next();
    slicer_.count_bytes(chunk.size());
    pulled_ += chunk.size();
    return chunk;
  }
  void rewind() override {
    slicer_.forget_bytes(std::exchange(pulled_, 0));
    inner_.rewind();
  }
  std::uint64_t stated_size() const override { return inner_.stated_size(); }

 private:
  EntryReader& inner_;
  Slicer& slicer_;
  std::size_t pulled_ = 0;
};

struct MagicBytes {
  std::string_view bytes;
  std::size_t offset;
  AttachmentKind kind;
  std::string_view mime;
};

using namespace std::string_view_literals;
constexpr std::array kMagic{
    MagicBytes{"\xFF\xD8\xFF"sv, 0, AttachmentKind::image, "image/jpeg"},
    MagicBytes{"\x89PNG\r\n\x1A\n"sv, 0, AttachmentKind::image, "image/png"},
    MagicBytes{"GIF8"sv, 0, AttachmentKind::image, "image/gif"},
    MagicBytes{"WEBP"sv, 8, AttachmentKind::image, "image/webp"},
    MagicBytes{"ftypheic"sv, 4, AttachmentKind::image, "image/heic"},
    MagicBytes{"ftypmif1"sv, 4, AttachmentKind::image, "image/heif"},
    MagicBytes{"ftypavif"sv, 4, AttachmentKind::image, "image/avif"},
    MagicBytes{"ftypM4A"sv, 4, AttachmentKind::audio, "audio/mp4"},
    MagicBytes{"ftyp"sv, 4, AttachmentKind::video, "video/mp4"},
    MagicBytes{"\x1A\x45\xDF\xA3"sv, 0, AttachmentKind::video, "video/webm"},
    MagicBytes{"AVI "sv, 8, AttachmentKind::video, "video/x-msvideo"},
    MagicBytes{"OggS"sv, 0, AttachmentKind::audio, "audio/ogg"},
    MagicBytes{"ID3"sv, 0, AttachmentKind::audio, "audio/mpeg"},
    MagicBytes{"WAVE"sv, 8, AttachmentKind::audio, "audio/wav"},
    MagicBytes{"#!AMR"sv, 0, AttachmentKind::audio, "audio/amr"},
    MagicBytes{"%PDF-"sv, 0, AttachmentKind::document, "application/pdf"},
    MagicBytes{"{\\rtf"sv, 0, AttachmentKind::document, "application/rtf"},
    MagicBytes{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, AttachmentKind::document, "application/x-ole-storage"},
};

/// By content; the first that fits.
const MagicBytes* media_kind(std::string_view head) {
  for (const MagicBytes& magic : kMagic)
    if (head.size() >= magic.offset && head.substr(magic.offset).starts_with(magic.bytes)) return &magic;
  return nullptr;
}

Problem plain_problem(std::string code, Loss loss, std::vector<std::string> args = {}) {
  Problem problem;
  problem.code = std::move(code);
  problem.severity = Severity::high;
  problem.loss = loss;
  problem.args = std::move(args);
  return problem;
}

std::string words_of(const Error& error) { return error.args.empty() ? error.text : error.args.back(); }

bool is_archive(const std::filesystem::path& path) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return false;
  std::string head(512, '\0');
  const auto got = file->read_at(0, head);
  return got && sniff_container(std::string_view(head).substr(0, *got)) != Container::none;
}

/// Asks an archive what is in it, and reads nothing.
class NamesOnly : public EntryVisitor {
 public:
  EntryState entry(EntryReader&) override { return EntryState::not_recognised; }
  void done(std::string_view path, EntryState) override { seen_.emplace_back(path); }
  void problem(std::string_view, Problem) override {}
  const std::vector<std::string>& seen() const { return seen_; }

 private:
  std::vector<std::string> seen_ = {};
};

class SourceVisitor : public EntryVisitor {
 public:
  SourceVisitor(const SourceToRead& source, const ArchiveOptions& options, const ReadTerms& terms, Worker& worker,
                Slicer& slicer)
      : source_(source), options_(options), terms_(terms), worker_(worker), slicer_(slicer) {}

  EntryState entry(EntryReader& reader) override {
    last_ = {};
    CountingReader counted(reader, slicer_);
    if (const std::unique_ptr<EntryReader> page = markup_in_utf8(counted))
      if (const Importer* importer = choose_importer(*page)) return import(*importer, *page);
    if (const Importer* importer = choose_importer(reader)) return import(*importer, counted);
    if (const std::unique_ptr<EntryReader> text = in_utf8(counted))
      if (const Importer* importer = choose_importer(*text)) return import(*importer, *text);
    slicer_.set_context({inside(reader.path()), {}, {}, {}});
    if (looks_like_register(reader.path(), reader.head())) {
      last_.format = "register";
      return EntryState::read;
    }
    if (const MagicBytes* magic = media_kind(reader.head())) return media(*magic, counted);
    return EntryState::not_recognised;
  }

  void done(std::string_view path, EntryState state) override {
    if (!is_plain(path)) entries_.add(path);
    last_.path = inside(path);
    last_.counts.found = 1;
    count_of(state) = 1;
    slicer_.set_context({last_.path, last_.format, last_.platform, {}});
    slicer_.add(std::move(last_));
    last_ = {};
  }

  void problem(std::string_view path, Problem problem) override {
    const EntryContext before = slicer_.context();
    slicer_.set_context({inside(path), {}, {}, {}});
    slicer_.add(std::move(problem));
    slicer_.set_context(before);
  }

  /// After the last entry: what the export lists as its own and is not there, and counts and was not read.
  void compare_lists(const ArchiveOptions& options) {
    std::vector<SoughtFiles> sought;
    for (const auto& [path, list] : lists_)
      sought.emplace_back(list, path, is_plain(path) ? terms_.given.paths() : entries_);
    look_in_other_parts(sought, options);
    for (std::size_t i = 0; i < sought.size(); ++i)
      for (Problem& one : sought[i].problems()) problem(lists_[i].first, std::move(one));
    for (StatedCounts::Difference& one : counts_.differences()) problem(one.entry, std::move(one.problem));
  }

 private:
  bool is_plain(std::string_view path) const { return path == source_.shown(); }
  /// The path as records carry it: empty for a plain file.
  std::string inside(std::string_view path) const { return is_plain(path) ? std::string() : std::string(path); }

  /// Purview gives the report and the items as archives side by side, and archives within them.
  void look_in_other_parts(std::vector<SoughtFiles>& sought, const ArchiveOptions& options) const {
    const auto all_found = [&] { return std::ranges::all_of(sought, &SoughtFiles::all_found); };
    if (all_found()) return;
    using Part = SoughtFiles::Part;
    const auto see = [&](const std::vector<std::string>& paths, Part part) {
      for (SoughtFiles& one : sought) one.see(paths, part);
    };
    see({entries_.lower_case().begin(), entries_.lower_case().end()}, Part::with_this_list);
    std::vector<std::string> beside;
    for (const InputPath& part : terms_.given.files())
      if (!part.is_link && is_beside(part.shown())) beside.emplace_back(part.shown());
    see(beside, is_plain(lists_.front().first) ? Part::with_this_list : Part::other);
    for (const InputPath& part : terms_.given.files()) {
      if (all_found()) return;
      if (part.is_link || part.shown() == source_.shown() || !is_beside(part.shown()) || !is_archive(part.path)) continue;
      NamesOnly names;
      static_cast<void>(walk_source(part.path, part.shown(), options, names));  // it says itself what is wrong with it
      see(names.seen(), Part::other);
    }
  }

  /// In the folder of this file or below it. The list of an unpacked report may lie in a folder of its own.
  bool is_beside(std::string_view shown) const {
    std::string_view folder = source_.shown().substr(0, source_.shown().rfind('/') + 1);
    if (folder.empty()) return shown.find('/') == std::string_view::npos;
    if (lists_.size() == 1 && is_plain(lists_.front().first) && std::ranges::count(folder, '/') > 1)
      folder = folder.substr(0, folder.rfind('/', folder.size() - 2) + 1);
    return shown.starts_with(folder);
  }

  std::uint64_t& count_of(EntryState state) {
    switch (state) {
      case EntryState::read:
        return last_.counts.read;
      case EntryState::not_recognised:
        return last_.counts.not_recognised;
      case EntryState::refused:
        return last_.counts.refused;
      case EntryState::damaged:
        break;
    }
    return last_.counts.damaged;
  }

  EntryState import(const Importer& importer, EntryReader& reader) {
    // Files of one unpacked download share their folder on disk; an archive is a set of its own.
    const std::string prefix = is_plain(reader.path()) ? "folder" : source_.sha256;
    EntrySink sink(slicer_, importer, inside(reader.path()), reader.path(), prefix, terms_);
    if (is_plain(reader.path())) sink.also_at(reader.path(), source_.home(), source_.twins(), source_.unclear());
    if (is_confined(importer)) import_confined(importer, reader, sink);
    else importer.read(reader, sink);
    sink.finish();
    last_.format = importer.id;
    last_.platform = importer.platform;
    last_.rejected = sink.rejected_records();
    if (!sink.stated_files().empty()) lists_.emplace_back(reader.path(), sink.stated_files());
    if (!is_plain(reader.path())) {
      counts_.add(reader.path(), sink.stated_counts());
      if (const auto items = sink.counted_items()) counts_.count(reader.path(), *items);
    }
    return sink.lost_whole() ? EntryState::damaged : EntryState::read;
  }

  /// A plain file is read where it lies; an entry of an archive has to be copied for the worker to reach it.
  void import_confined(const Importer& importer, EntryReader& reader, RecordSink& sink) {
    if (is_plain(reader.path())) {
      const Result<InputFile> file = InputFile::open(source_.file->path);
      if (!file) return sink.problem(plain_problem("read-error", Loss::whole, {words_of(file.error())}));
      worker_.read(importer, reader, WorkerInput::descriptor(file->descriptor()), sink, options_.stop);
      return slicer_.count_bytes(source_.stamp.size);
    }
    const auto copy = WorkerInput::copy(reader, options_.limits.nested_in_memory, options_.scratch);
    if (!copy) return sink.problem(plain_problem("worker-no-room", Loss::whole));
    worker_.read(importer, reader, *copy, sink, options_.stop);
  }

  /// Bytes that a message or post may refer to. A picture given by itself is no export: it is listed as such,
  /// and yet found by what refers to it in an unpacked download. So is a document anywhere: nobody reads what is in it.
  EntryState media(const MagicBytes& magic, EntryReader& reader) {
    PreparedMediaFile file;
    Sha256 hash;
    const auto see = [&](std::string_view bytes) {
      hash.update(bytes);
      file.bytes += bytes.size();
    };
    const std::optional<WorkerInput> copy = copy_picture(magic, reader, see);
    for (auto chunk = reader.next(); !chunk.empty(); chunk = reader.next()) see({chunk.data(), chunk.size()});
    if (copy) look(reader, *copy, file);
    else if (is_plain(reader.path()) && is_picture(magic, file.bytes)) look_where_it_lies(reader, file);
    file.path = reader.path();
    file.sha256 = hash.hex();
    file.mime = magic.mime;
    file.kind = magic.kind;
    slicer_.add(std::move(file));
    if (is_plain(reader.path()) || magic.kind == AttachmentKind::document) return EntryState::not_recognised;
    last_.format = "media";
    return EntryState::read;
  }

  static bool is_picture(const MagicBytes& magic, std::uint64_t bytes) {
    return magic.kind == AttachmentKind::image && bytes <= kMaxPictureBytes;
  }

  /// A picture of an archive, where the worker can reach it. What is too large for memory keeps its hash only.
  std::optional<WorkerInput> copy_picture(const MagicBytes& magic, EntryReader& reader,
                                          const std::function<void(std::string_view)>& see) {
    if (is_plain(reader.path()) || !is_picture(magic, reader.stated_size())) return std::nullopt;
    return WorkerInput::copy(reader, kMaxPictureBytes, {}, see);
  }

  void look_where_it_lies(const EntryReader& reader, PreparedMediaFile& file) {
    if (const Result<InputFile> opened = InputFile::open(source_.file->path))
      look(reader, WorkerInput::descriptor(opened->descriptor()), file);
  }

  /// A picture over which the worker died has no facts; its bytes are known all the same.
  void look(const EntryReader& reader, const WorkerInput& input, PreparedMediaFile& file) {
    if (auto facts = worker_.look(reader, input, options_.stop)) file.picture = std::move(*facts);
    else if (!options_.stop()) slicer_.add(unseen());
  }

  static Problem unseen() {
    Problem problem = plain_problem("picture-not-looked-at", Loss::none);
    problem.severity = Severity::medium;
    return problem;
  }

  const SourceToRead& source_;
  const ArchiveOptions& options_;
  const ReadTerms& terms_;
  Worker& worker_;
  Slicer& slicer_;
  PreparedEntry last_;
  PathSet entries_;                                         ///< of an archive
  std::vector<std::pair<std::string, StatedFiles>> lists_;  ///< by where they stand
  StatedCounts counts_;
};

/// A source of which nothing could be read is one entry with a problem.
void give_up(SourceVisitor& visitor, const SourceToRead& source, Problem problem, EntryState state) {
  visitor.problem(source.shown(), std::move(problem));
  visitor.done(source.shown(), state);
}

bool changed_meanwhile(const SourceToRead& source) { return file_stamp(source.file->path) != source.stamp; }

}  // namespace

const PathSet& GivenFiles::paths() const {
  std::call_once(made_, [this] {
    for (const InputPath& file : files_) paths_.add(file.shown());
  });
  return paths_;
}

void read_source(const SourceToRead& source, std::size_t number, const ArchiveOptions& options, const ReadTerms& terms,
                 Worker& worker, const SliceSink& sink) {
  Slicer slicer(number, sink);
  ArchiveOptions mine = options;
  mine.stop = [&] { return slicer.stopped() || (options.stop && options.stop()); };
  SourceVisitor visitor(source, mine, terms, worker, slicer);
  if (source.file->is_link) {
    give_up(visitor, source, plain_problem("link-not-followed", Loss::whole), EntryState::refused);
  } else if (source.sha256.empty()) {
    give_up(visitor, source, plain_problem("read-error", Loss::whole, {"open"}), EntryState::damaged);
  } else {
    const Result<void> walked = walk_source(source.file->path, source.shown(), mine, visitor);
    if (!walked)
      give_up(visitor, source, plain_problem("read-error", Loss::whole, {words_of(walked.error())}),
              EntryState::damaged);
    if (walked && !mine.stop()) visitor.compare_lists(mine);
    if (walked && !mine.stop() && changed_meanwhile(source))
      visitor.problem(source.shown(), plain_problem("input-changed", Loss::partial));
  }
  if (!mine.stop()) slicer.finish();
}

}  // namespace schouw
