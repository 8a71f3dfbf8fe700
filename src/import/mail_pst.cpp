// Outlook data files: PST and OST, as Outlook makes them and as Purview exports them (MS-PST). Read by libpff, and so
// only in the worker; docs/adr/0012-libpff.md says why not libpst.
//
//   Top of Outlook data file/Inbox/0x200024  IPM.Note            -> a mail, as the same mail in an mbox
//   .../TeamsMessagesData/0x200044           IPM.Note            -> a Teams message
//   .../Deleted Items/0x2000a4                                   -> flag deleted
//
// Gaps: tasks, notes, journal and distribution lists are counted, not read; the password of a PST is no lock.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "mapi_address.h"
#include "pff_file.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "teams_mailbox.h"

namespace schouw::mail_pst {
namespace {

constexpr std::size_t kMaxFolderDepth = 64;
constexpr std::size_t kMaxFolders = 100'000;
constexpr int kMaxRecovered = 100'000;
constexpr std::size_t kMaxInMemory = 256u << 20;

/// For files whose store does not say which folder it is.
constexpr auto kDeletedFolders = std::to_array<std::string_view>(
    {"deleted items", "verwijderde items", "gel\u00F6schte elemente", "\u00E9l\u00E9ments supprim\u00E9s",
     "recoverable items", "deletions", "purges"});

bool is_deleted_folder(std::string_view name) {
  return std::ranges::any_of(kDeletedFolders, [&](std::string_view folder) { return same_folder(name, folder); });
}

std::string hex(std::uint32_t number) {
  std::string out;
  for (; number > 0; number /= 16) out.insert(out.begin(), "0123456789abcdef"[number % 16]);
  return "0x" + out;
}

/// For readers that are not in the worker (tests): the whole in memory.
class HeldEntry : public SeekableEntry {
 public:
  HeldEntry(EntryReader& inner) : inner_(inner) {
    for (auto piece = inner.next(); !piece.empty() && bytes_.size() < kMaxInMemory; piece = inner.next())
      bytes_.append(piece.data(), piece.size());
  }
  std::string_view path() const override { return inner_.path(); }
  std::string_view source_name() const override { return inner_.source_name(); }
  std::string_view head() const override { return inner_.head(); }
  std::uint64_t stated_size() const override { return inner_.stated_size(); }
  std::uint64_t size() const override { return bytes_.size(); }
  void rewind() override {}
  std::span<const char> next() override { return {}; }
  std::size_t read_at(std::uint64_t offset, std::span<char> buffer) override {
    if (offset >= bytes_.size()) return 0;
    const auto from = std::string_view(bytes_).substr(static_cast<std::size_t>(offset), buffer.size());
    std::ranges::copy(from, buffer.begin());
    return from.size();
  }

 private:
  EntryReader& inner_;
  std::string bytes_ = {};
};

struct Folder {
  PffItem item;
  std::string path;
  MapiPlace place;
  std::size_t depth = 0;
};

class Reader {
 public:
  Reader(PffFile& file, std::string_view path, RecordSink& sink) : file_(file), path_(path), sink_(sink) {}

  void read() {
    owner();
    std::optional<PffItem> root = file_.root();
    if (!root) return problem("pst-unreadable", Loss::whole, {"root"});
    std::vector<Folder> open;
    open.push_back({std::move(*root), "", {.mailbox = true}, 0});
    while (!open.empty()) {
      const Folder folder = std::move(open.back());
      open.pop_back();
      items(folder);
      add_folders(folder, open);
    }
    recovered();
    sink_.finish();
    tell();
  }

 private:
  /// A mailbox that bears the address of its owner says whose it is. Each is an export of its own, also beside others.
  void owner() {
    sink_.set(path_);
    const MapiProps store = file_.store();
    const std::string name = store.text(0x3001);
    if (name.find('@') != std::string::npos && name.find(' ') == std::string::npos)
      sink_.owner(path_, {.email = name});
    // PidTagIpmWastebasketEntryId: four bytes of flags, sixteen of the store, then the number of the folder.
    const std::string_view trash = store.bytes(0x35E3);
    if (trash.size() < 24) return;
    for (std::size_t i = 0; i < 4; ++i)
      wastebasket_ |= std::uint32_t{static_cast<unsigned char>(trash[20 + i])} << (8 * i);
  }

  void items(const Folder& folder) {
    const int count = folder.item.messages();
    if (count < 0) {
      ++unreadable_folders_;
      return;
    }
    for (int i = 0; i < count; ++i) {
      std::optional<PffItem> item = folder.item.message(i);
      if (item) give(*item, folder.path, folder.place);
      else ++unreadable_items_;
    }
  }

  void give(const PffItem& handle, const std::string& folder, const MapiPlace& place) {
    const std::uint32_t id = handle.id();
    if (!seen_.insert(id).second) return;
    MapiItem item = handle.read();
    sink_.learn(item);
    keys_.insert(key_of(item.props));
    std::string kind = item.props.text(0x001A);
    if (!give_mapi(std::move(item), place, Locator::with_id(folder + "/" + hex(id)), sink_)) ++not_read_[kind];
  }

  void add_folders(const Folder& folder, std::vector<Folder>& open) {
    const int count = folder.item.folders();
    // The last is taken from the stack first.
    for (int i = count - 1; i >= 0; --i) {
      std::optional<PffItem> sub = folder.item.folder(i);
      if (!sub) {
        ++unreadable_folders_;
        continue;
      }
      const bool again = !folders_.insert(sub->id()).second;
      if (sub->is_search_folder() || again) continue;  // a search folder shows what lies elsewhere
      if (folder.depth + 1 >= kMaxFolderDepth || folders_.size() > kMaxFolders) {
        ++unreadable_folders_;
        continue;
      }
      const std::string name = sub->folder_name();
      MapiPlace place = folder.place;
      place.teams = place.teams || is_teams_folder(name);
      place.deleted = place.deleted || sub->id() == wastebasket_ || is_deleted_folder(name);
      std::string path = folder.depth == 0 ? name : folder.path + "/" + name;
      open.push_back({std::move(*sub), std::move(path), place, folder.depth + 1});
    }
  }

  /// Class, subject and time: an earlier state of an item has them too.
  static std::string key_of(const MapiProps& p) {
    return p.text(0x001A) + '\x1f' + p.text(0x0037) + '\x1f' + std::to_string(p.time(0x0039).ms);
  }

  /// What was deleted, and not yet written over. An earlier state of an item that is still there is no item.
  void recovered() {
    const int count = std::min(file_.recover(), kMaxRecovered);
    for (int i = 0; i < count; ++i) {
      const std::optional<PffItem> handle = file_.recovered(i);
      if (!handle || !handle->is_message()) continue;
      MapiItem item = handle->read();
      const bool empty = item.props.text(0x001A).empty() || (!item.props.has(0x0039) && !item.props.has(0x0E06));
      if (empty || !keys_.insert(key_of(item.props)).second) continue;
      sink_.learn(item);
      give_mapi(std::move(item), {.mailbox = true, .deleted = true}, Locator::with_id("recovered/" + std::to_string(i)), sink_);
    }
  }

  void tell() {
    if (unreadable_items_ > 0)
      problem("pst-items-unreadable", Loss::partial, {std::to_string(unreadable_items_)}, unreadable_items_);
    if (unreadable_folders_ > 0)
      problem("pst-folders-unreadable", Loss::partial, {std::to_string(unreadable_folders_)});
    for (const auto& [kind, count] : not_read_)
      problem("mapi-kind-not-read", Loss::none, {kind, std::to_string(count)});
  }

  void problem(std::string code, Loss loss, std::vector<std::string> args, std::uint64_t lost = 0) {
    sink_.problem({.code = std::move(code),
                   .severity = loss == Loss::none ? Severity::low : Severity::high,
                   .loss = loss,
                   .args = std::move(args),
                   .lost_records = lost});
  }

  PffFile& file_;
  std::string_view path_;
  ExchangeAddresses sink_;
  std::uint32_t wastebasket_ = 0;
  std::set<std::uint32_t> seen_ = {}, folders_ = {};
  std::set<std::string> keys_ = {};
  std::map<std::string, std::uint64_t> not_read_ = {};
  std::uint64_t unreadable_items_ = 0, unreadable_folders_ = 0;
};

Bid bid(const EntryReader& entry) { return entry.head().starts_with("!BDN") ? Bid::certain : Bid::no; }

void read_seekable(SeekableEntry& entry, RecordSink& sink) {
  const std::unique_ptr<PffFile> file = PffFile::open(entry);
  if (file == nullptr)
    return sink.problem(
        {.code = "pst-unreadable", .severity = Severity::high, .loss = Loss::whole, .args = {"header"}});
  Reader(*file, entry.path(), sink).read();
}

void read(EntryReader& entry, RecordSink& sink) {
  if (auto* seekable = dynamic_cast<SeekableEntry*>(&entry)) return read_seekable(*seekable, sink);
  HeldEntry held(entry);
  read_seekable(held, sink);
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "mail-pst",
                                  .platform = "mail",
                                  .versions = "PST ANSI, PST Unicode, OST",
                                  .gaps = "format.mail-pst.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mail_pst
