// Containers read from front to back: tar and 7z through libarchive; gzip and zstd, which pack one file, or a tar.
// An entry of up to 16 MiB is kept while it is looked at, so that going back to its start does not unpack everything
// in front of it again.
#include <algorithm>
#include <utility>

#include "inflate.h"
#include "libarchive_handle.h"
#include "names.h"
#include "walker.h"

namespace schouw {
namespace {

constexpr std::uint64_t kKeep = 16ull << 20;

/// Bytes that were read already, and how their reading ended.
class KeptStream : public ByteStream {
 public:
  struct Kept {
    std::string bytes = {};
    std::uint64_t packed = 0;
    std::optional<Fault> fault = {};
  };
  explicit KeptStream(std::shared_ptr<const Kept> kept) : kept_(std::move(kept)) {}
  std::span<const char> next() override {
    if (!std::exchange(given_, true) && !kept_->bytes.empty()) return kept_->bytes;
    fault_ = kept_->fault;
    return {};
  }
  std::uint64_t packed_bytes() const override { return kept_->packed; }

 private:
  std::shared_ptr<const Kept> kept_;
  bool given_ = false;
};

std::shared_ptr<const KeptStream::Kept> keep(ArchiveHandle& handle, std::uint64_t size) {
  auto kept = std::make_shared<KeptStream::Kept>();
  const std::uint64_t before = handle.taken();
  kept->bytes.resize(static_cast<std::size_t>(size));
  std::size_t done = 0;
  while (done < kept->bytes.size()) {
    const std::size_t got = handle.read(std::span(kept->bytes).subspan(done));
    if (got == 0) break;
    done += got;
  }
  kept->bytes.resize(done);
  char more = 0;
  if (done == size && handle.read({&more, 1}) != 0) kept->fault = Fault{"entry-unreadable", {"size"}};
  if (handle.fault()) kept->fault = handle.fault();
  kept->packed = handle.taken() - before + size;
  return kept;
}

std::unique_ptr<ByteStream> unpack(Container kind, std::unique_ptr<ByteStream> packed) {
  if (kind == Container::gzip) return gunzip_stream(std::move(packed));
  return first_entry_stream(ArchiveHandle::zstd(std::move(packed)));
}

std::string entry_name(const ArchiveHandle::Header& header, std::uint64_t ordinal) {
  std::string name = header.name;
  while (name.starts_with("./")) name.erase(0, 2);
  return name.empty() ? "#" + std::to_string(ordinal) : name;
}

Fault as_archive_fault(Fault fault, std::uint64_t taken) {
  if (fault.code == "data-cut") return Fault{"archive-truncated", {std::to_string(taken)}};
  if (fault.code == "entry-unreadable") return Fault{"archive-unreadable", fault.args, fault.state};
  return fault;
}

}  // namespace

void Walker::walk_packed(const Item& item, WalkReader& reader, Container kind, int depth) {
  const StreamOpener open = [kind, packed = item.open] { return unpack(kind, packed()); };
  const std::string name = without_packing(last_component(item.path));
  Item inner{Item::Role::entry, inner_path(item, name), open, {}, 0};
  bool is_tar = false;
  {
    const WalkReader peek(place(inner), open, budget_);
    is_tar = sniff_container(peek.head()) == Container::tar;
  }
  if (budget_.stopped()) return;
  if (is_tar) {
    const auto layer = [this, open] { return metered(open(), budget_, Charge::layer); };
    walk_sequence(item, Sequence::tar, layer, {}, depth);
    return;
  }
  opened(item, item.role == Item::Role::entry ? reader.fault() : std::nullopt);
  visit(inner, depth + 1);
}

void Walker::walk_sequence(const Item& item, Sequence kind, const StreamOpener& open, const SharedBytes& bytes,
                           int depth) {
  const auto fresh = [&] {
    return kind == Sequence::tar ? ArchiveHandle::tar(open()) : ArchiveHandle::seven_zip(bytes);
  };
  const std::shared_ptr<ArchiveHandle> handle = fresh();
  SeenNames seen;
  std::uint64_t headers = 0;
  std::uint64_t entries = 0;
  while (auto header = handle->next()) {
    ++headers;
    const std::string name = entry_name(*header, headers);
    if (header->kind == ArchiveHandle::Kind::folder || is_system_litter(name)) {
      if (headers > budget_.limits().entries) break;
      continue;
    }
    ++entries;
    Item entry{Item::Role::entry, inner_path(item, name), {}, {}, header->stated_size};
    note_name(entry, header->name.empty() ? header->name : name, seen);
    if (header->kind == ArchiveHandle::Kind::link) {
      refuse(entry, Fault{"link-not-followed", {}, EntryState::refused});
    } else {
      visit_in_sequence(kind, open, bytes, handle, headers, std::move(entry), depth);
    }
    if (budget_.stopped()) return;
    if (budget_.spent()) break;  // how many more there are is not known without reading on
  }
  end_sequence(item, *handle, entries);
}

void Walker::visit_in_sequence(Sequence kind, const StreamOpener& open, const SharedBytes& bytes,
                               const std::shared_ptr<ArchiveHandle>& handle, std::uint64_t ordinal, Item entry,
                               int depth) {
  if (entry.stated_size <= kKeep) {
    entry.open = [kept = keep(*handle, entry.stated_size)] { return std::make_unique<KeptStream>(kept); };
    visit(entry, depth + 1);
    return;
  }
  auto first = std::make_shared<bool>(true);
  entry.open = [=]() -> std::unique_ptr<ByteStream> {
    if (std::exchange(*first, false)) return entry_stream(handle);
    std::shared_ptr<ArchiveHandle> again =
        kind == Sequence::tar ? ArchiveHandle::tar(open()) : ArchiveHandle::seven_zip(bytes);
    for (std::uint64_t i = 0; i < ordinal; ++i)
      if (!again->next()) break;
    return entry_stream(std::move(again));
  };
  visit(entry, depth + 1);
}

/// The end of a tar is where its writer says so; what follows may be another one, glued on.
void Walker::end_sequence(const Item& item, ArchiveHandle& handle, std::uint64_t entries) {
  std::optional<Fault> fault = handle.fault();
  if (!fault && !budget_.spent() && handle.anything_behind())
    fault = Fault{"archive-extra-bytes", {"?"}, EntryState::read};
  if (handle.fault()) fault = handle.fault();
  if (fault) fault = as_archive_fault(*fault, handle.taken());
  if (fault && entries == 0 && fault->state != EntryState::read) {
    settle(item, fault, fault->state);
    return;
  }
  if (entries == 0) note(item, {.code = "archive-empty", .severity = Severity::low, .loss = Loss::none});
  // Opened and read as far as it goes: the archive itself counts as read, the problem says what is missing.
  if (fault) report(item, *fault);
  opened(item, std::nullopt);
}

}  // namespace schouw
