// libpff 20180714 behind values. It reads through libbfio, which asks the entry: no file is opened here.
#include "pff_file.h"

#define LIBPFF_HAVE_BFIO
#include <libbfio.h>
#include <libpff.h>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kMaxEntries = 5'000;       ///< properties of one item
constexpr int kMaxRecipients = 10'000;
constexpr int kMaxAttachments = static_cast<int>(kMaxMapiFiles);
constexpr std::size_t kChunk = 256u << 10;

// What libbfio calls: the entry as a file.

struct EntryAsFile {
  SeekableEntry* entry = nullptr;
  std::uint64_t at = 0;
};
EntryAsFile& file_of(intptr_t* handle) { return *static_cast<EntryAsFile*>(static_cast<void*>(handle)); }

int free_file(intptr_t** handle, libbfio_error_t**) {
  if (handle == nullptr || *handle == nullptr) return 1;
  const std::unique_ptr<EntryAsFile> owned(&file_of(*handle));
  *handle = nullptr;
  return 1;
}
int clone_file(intptr_t** to, intptr_t* from, libbfio_error_t**) {
  *to = static_cast<intptr_t*>(static_cast<void*>(std::make_unique<EntryAsFile>(file_of(from)).release()));
  return 1;
}
int open_file(intptr_t*, int, libbfio_error_t**) { return 1; }
int close_file(intptr_t*, libbfio_error_t**) { return 0; }
ssize_t read_file(intptr_t* handle, uint8_t* buffer, size_t size, libbfio_error_t**) {
  EntryAsFile& file = file_of(handle);
  const std::size_t got = file.entry->read_at(file.at, {static_cast<char*>(static_cast<void*>(buffer)), size});
  file.at += got;
  return static_cast<ssize_t>(got);
}
ssize_t write_file(intptr_t*, const uint8_t*, size_t, libbfio_error_t**) { return -1; }
off64_t seek_file(intptr_t* handle, off64_t offset, int whence, libbfio_error_t**) {
  EntryAsFile& file = file_of(handle);
  const auto size = static_cast<off64_t>(file.entry->size());
  const off64_t from = whence == SEEK_CUR ? static_cast<off64_t>(file.at) : whence == SEEK_END ? size : 0;
  if (offset > 0 && from > INT64_MAX - offset) return -1;
  if (from + offset < 0) return -1;
  file.at = static_cast<std::uint64_t>(from + offset);
  return from + offset;
}
int file_exists(intptr_t*, libbfio_error_t**) { return 1; }
int file_is_open(intptr_t*, libbfio_error_t**) { return 1; }
int file_size(intptr_t* handle, size64_t* size, libbfio_error_t**) {
  *size = file_of(handle).entry->size();
  return 1;
}

libbfio_handle_t* as_bfio(SeekableEntry& entry) {
  auto file = std::make_unique<EntryAsFile>(EntryAsFile{&entry, 0});
  libbfio_handle_t* handle = nullptr;
  const int made = libbfio_handle_initialize(
      &handle, static_cast<intptr_t*>(static_cast<void*>(file.get())), free_file, clone_file, open_file, close_file,
      read_file, write_file, seek_file, file_exists, file_is_open, file_size,
      LIBBFIO_FLAG_IO_HANDLE_MANAGED | LIBBFIO_FLAG_IO_HANDLE_CLONE_BY_FUNCTION, nullptr);
  if (made != 1) return nullptr;
  static_cast<void>(file.release());  // freed with the handle
  return handle;
}

// Handles with owners.

struct BfioFree {
  void operator()(libbfio_handle_t* h) const { libbfio_handle_free(&h, nullptr); }
};
struct FileFree {
  void operator()(libpff_file_t* f) const {
    libpff_file_close(f, nullptr);
    libpff_file_free(&f, nullptr);
  }
};
struct ItemFree {
  void operator()(libpff_item_t* i) const { libpff_item_free(&i, nullptr); }
};
struct SetFree {
  void operator()(libpff_record_set_t* s) const { libpff_record_set_free(&s, nullptr); }
};
struct EntryFree {
  void operator()(libpff_record_entry_t* e) const { libpff_record_entry_free(&e, nullptr); }
};
template <class T, class Free>
requires std::is_integral_v<T>  // the library's handles are numbers that it casts
using Owned = std::unique_ptr<T, Free>;
using Item = Owned<libpff_item_t, ItemFree>;

/// The name that stands for an id from 0x8000 up.
std::string name_in_map(libpff_record_entry_t* entry) {
  libpff_name_to_id_map_entry_t* name = nullptr;
  if (libpff_record_entry_get_name_to_id_map_entry(entry, &name, nullptr) != 1 || name == nullptr) return {};
  std::uint8_t type = 0;
  if (libpff_name_to_id_map_entry_get_type(name, &type, nullptr) != 1) return {};
  if (type == LIBPFF_NAME_TO_ID_MAP_ENTRY_TYPE_NUMERIC) {
    std::uint32_t number = 0;
    if (libpff_name_to_id_map_entry_get_number(name, &number, nullptr) != 1) return {};
    char text[16];
    std::snprintf(text, sizeof(text), "#%04X", number);
    return text;
  }
  std::size_t size = 0;
  if (libpff_name_to_id_map_entry_get_utf8_string_size(name, &size, nullptr) != 1 || size == 0 || size > 1024) return {};
  std::string text(size, '\0');
  auto* const bytes = static_cast<std::uint8_t*>(static_cast<void*>(text.data()));
  if (libpff_name_to_id_map_entry_get_utf8_string(name, bytes, size, nullptr) != 1) return {};
  text.resize(size - 1);
  return text;
}

void take_entry(libpff_record_entry_t* entry, MapiProps& out) {
  std::uint32_t id = 0, type = 0;
  std::size_t size = 0;
  if (libpff_record_entry_get_entry_type(entry, &id, nullptr) != 1) return;
  if (libpff_record_entry_get_value_type(entry, &type, nullptr) != 1) return;
  if (libpff_record_entry_get_data_size(entry, &size, nullptr) != 1 || size > kMaxMapiValue) return;
  std::string bytes(size, '\0');
  auto* const to = static_cast<std::uint8_t*>(static_cast<void*>(bytes.data()));
  if (size > 0 && libpff_record_entry_get_data(entry, to, size, nullptr) != 1) return;
  const auto as = static_cast<MapiType>(type);
  std::string name = name_in_map(entry);
  if (!name.empty()) out.put_named(std::move(name), as, std::move(bytes));
  else if (id <= 0xFFFF) out.put(static_cast<std::uint16_t>(id), as, std::move(bytes));
}

MapiProps props_of(libpff_item_t* item, int set_number) {
  MapiProps out;
  libpff_record_set_t* raw_set = nullptr;
  if (libpff_item_get_record_set_by_index(item, set_number, &raw_set, nullptr) != 1) return out;
  const Owned<libpff_record_set_t, SetFree> set(raw_set);
  int count = 0;
  if (libpff_record_set_get_number_of_entries(set.get(), &count, nullptr) != 1) return out;
  for (int i = 0; i < std::min(count, kMaxEntries); ++i) {
    libpff_record_entry_t* raw = nullptr;
    if (libpff_record_set_get_entry_by_index(set.get(), i, &raw, nullptr) != 1) continue;
    const Owned<libpff_record_entry_t, EntryFree> entry(raw);
    take_entry(entry.get(), out);
  }
  return out;
}

/// Hashes the bytes of an attachment as they come. False: they cannot be read.
/// `keep`: where to put them too, up to what one value may be; null for nowhere.
bool take_bytes(libpff_item_t* attachment, Attachment& file, std::string* keep) {
  size64_t size = 0;
  if (libpff_attachment_get_data_size(attachment, &size, nullptr) != 1) return false;
  Sha256 hash;
  std::string chunk(kChunk, '\0');
  std::uint64_t done = 0;
  while (done < size) {
    auto* const to = static_cast<std::uint8_t*>(static_cast<void*>(chunk.data()));
    const std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(chunk.size(), size - done));
    const ssize_t got = libpff_attachment_data_read_buffer(attachment, to, want, nullptr);
    if (got <= 0) return false;
    const std::string_view piece = std::string_view(chunk).substr(0, static_cast<std::size_t>(got));
    hash.update(piece);
    if (keep != nullptr && keep->size() + piece.size() <= kMaxMapiValue) *keep += piece;
    done += static_cast<std::uint64_t>(got);
  }
  file.bytes = done;
  file.sha256 = hash.hex();
  file.present = true;
  return true;
}

std::uint8_t type_of(libpff_item_t* item) {
  std::uint8_t type = LIBPFF_ITEM_TYPE_UNDEFINED;
  return libpff_item_get_type(item, &type, nullptr) == 1 ? type : std::uint8_t{LIBPFF_ITEM_TYPE_UNDEFINED};
}

}  // namespace

struct PffItem::Handle {
  Item item;
};

namespace {

std::optional<PffItem> as_item(int result, libpff_item_t* raw) {
  if (result != 1 || raw == nullptr) return std::nullopt;
  return PffItem(std::make_unique<PffItem::Handle>(PffItem::Handle{Item(raw)}));
}

/// What was put into this item: another item, or bytes.
void take_attachment(libpff_item_t* attachment, int depth, MapiItem& out) {
  Attachment file = mapi_file(props_of(attachment, 0));
  int type = LIBPFF_ATTACHMENT_TYPE_UNDEFINED;
  if (libpff_attachment_get_type(attachment, &type, nullptr) != 1) type = LIBPFF_ATTACHMENT_TYPE_UNDEFINED;
  if (type == LIBPFF_ATTACHMENT_TYPE_ITEM) {
    libpff_item_t* raw = nullptr;
    const int got = libpff_attachment_get_item(attachment, &raw, nullptr);
    const auto inner = as_item(got, raw);
    file.mime = "message/rfc822";
    file.kind = AttachmentKind::document;
    file.present = inner.has_value();
    if (inner && depth < kMaxMapiDepth) {
      put_inside(inner->read(depth + 1), file, out);
    } else {
      ++out.lost_files;
    }
  } else if (type == LIBPFF_ATTACHMENT_TYPE_REFERENCE) {
    file.present = false;  // only the path on somebody's disk
  } else if (!take_bytes(attachment, file, is_smime_file(file) && out.smime.empty() ? &out.smime : nullptr)) {
    ++out.lost_files;
  }
  out.files.push_back(std::move(file));
}

class OpenFile : public PffFile {
 public:
  OpenFile(Owned<libbfio_handle_t, BfioFree> bytes, Owned<libpff_file_t, FileFree> file)
      : bytes_(std::move(bytes)), file_(std::move(file)) {}

  std::optional<PffItem> root() override {
    libpff_item_t* raw = nullptr;
    const int got = libpff_file_get_root_folder(file_.get(), &raw, nullptr);
    return as_item(got, raw);
  }
  MapiProps store() override {
    libpff_item_t* raw = nullptr;
    if (libpff_file_get_message_store(file_.get(), &raw, nullptr) != 1) return {};
    const Item item(raw);
    return props_of(item.get(), 0);
  }
  int recover() override {
    if (libpff_file_recover_items(file_.get(), 0, nullptr) != 1) return 0;
    int count = 0;
    return libpff_file_get_number_of_recovered_items(file_.get(), &count, nullptr) == 1 ? count : 0;
  }
  std::optional<PffItem> recovered(int number) override {
    libpff_item_t* raw = nullptr;
    const int got = libpff_file_get_recovered_item_by_index(file_.get(), number, &raw, nullptr);
    return as_item(got, raw);
  }

 private:
  Owned<libbfio_handle_t, BfioFree> bytes_;
  Owned<libpff_file_t, FileFree> file_;
};

}  // namespace

std::unique_ptr<PffFile> PffFile::open(SeekableEntry& entry) {
  Owned<libbfio_handle_t, BfioFree> bytes(as_bfio(entry));
  libpff_file_t* raw = nullptr;
  if (bytes == nullptr || libpff_file_initialize(&raw, nullptr) != 1) return nullptr;
  Owned<libpff_file_t, FileFree> file(raw);
  if (libpff_file_open_file_io_handle(raw, bytes.get(), LIBPFF_OPEN_READ, nullptr) != 1) return nullptr;
  return std::make_unique<OpenFile>(std::move(bytes), std::move(file));
}

PffItem::PffItem(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
PffItem::~PffItem() = default;
PffItem::PffItem(PffItem&&) noexcept = default;
PffItem& PffItem::operator=(PffItem&&) noexcept = default;

std::uint32_t PffItem::id() const {
  std::uint32_t id = 0;
  return libpff_item_get_identifier(handle_->item.get(), &id, nullptr) == 1 ? id : 0;
}

bool PffItem::is_folder() const { return type_of(handle_->item.get()) == LIBPFF_ITEM_TYPE_FOLDER; }

bool PffItem::is_message() const {
  switch (type_of(handle_->item.get())) {
    case LIBPFF_ITEM_TYPE_UNDEFINED:
    case LIBPFF_ITEM_TYPE_FOLDER:
    case LIBPFF_ITEM_TYPE_ATTACHMENTS:
    case LIBPFF_ITEM_TYPE_ATTACHMENT:
    case LIBPFF_ITEM_TYPE_RECIPIENTS:
      return false;
    default:
      return true;
  }
}

std::string PffItem::folder_name() const { return props_of(handle_->item.get(), 0).text(0x3001); }

int PffItem::folders() const {
  int count = 0;
  return libpff_folder_get_number_of_sub_folders(handle_->item.get(), &count, nullptr) == 1 ? count : 0;
}
std::optional<PffItem> PffItem::folder(int number) const {
  libpff_item_t* raw = nullptr;
  const int got = libpff_folder_get_sub_folder(handle_->item.get(), number, &raw, nullptr);
  return as_item(got, raw);
}
int PffItem::messages() const {
  int count = 0;
  return libpff_folder_get_number_of_sub_messages(handle_->item.get(), &count, nullptr) == 1 ? count : -1;
}
std::optional<PffItem> PffItem::message(int number) const {
  libpff_item_t* raw = nullptr;
  const int got = libpff_folder_get_sub_message(handle_->item.get(), number, &raw, nullptr);
  return as_item(got, raw);
}

MapiItem PffItem::read(int depth) const {
  MapiItem out;
  libpff_item_t* const item = handle_->item.get();
  out.props = props_of(item, 0);
  libpff_item_t* raw = nullptr;
  if (libpff_message_get_recipients(item, &raw, nullptr) == 1) {
    const Item recipients(raw);
    int count = 0;
    libpff_item_get_number_of_record_sets(raw, &count, nullptr);
    for (int i = 0; i < std::min(count, kMaxRecipients); ++i) out.recipients.push_back(props_of(raw, i));
  }
  int files = 0;
  if (libpff_message_get_number_of_attachments(item, &files, nullptr) != 1) files = 0;
  for (int i = 0; i < std::min(files, kMaxAttachments); ++i) {
    libpff_item_t* attachment = nullptr;
    if (libpff_message_get_attachment(item, i, &attachment, nullptr) != 1) {
      ++out.lost_files;
      continue;
    }
    const Item owned(attachment);
    take_attachment(attachment, depth, out);
  }
  if (files > kMaxAttachments) out.lost_files += static_cast<std::uint64_t>(files - kMaxAttachments);
  return out;
}

}  // namespace schouw
