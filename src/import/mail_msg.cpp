// One Outlook item a file (.msg): a compound file (MS-CFB, read by libgsf) with a stream for each property (MS-OXMSG).
//
//   __properties_version1.0     fixed values, 16 bytes each        __substg1.0_0037001F   the subject, UTF-16
//   __recip_version1.0_#0/…     a recipient                        __attach_version1.0_#0/…   an attachment
//
// Gaps: reactions and votes; an attachment that is another program's object (OLE) has no bytes of its own.
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "mapi_address.h"
#include "mapi_item.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "teams_mailbox.h"

namespace schouw::mail_msg {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxBytes = 256u << 20;
constexpr int kMaxChildren = 20'000;
constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;

struct Unref {
  void operator()(void* object) const {
    if (object != nullptr) g_object_unref(object);
  }
};
using Input = std::unique_ptr<GsfInput, Unref>;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < width && at + i < bytes.size(); ++i)
    n |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return n;
}

std::optional<std::uint32_t> from_hex(std::string_view digits) {
  std::uint32_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n, 16);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return n;
}

/// All bytes of a stream, up to what one value may be.
std::string content(GsfInput* stream) {
  const gsf_off_t size = std::min<gsf_off_t>(gsf_input_size(stream), static_cast<gsf_off_t>(kMaxMapiValue));
  if (size <= 0) return {};
  std::string out(static_cast<std::size_t>(size), '\0');
  auto* const to = static_cast<guint8*>(static_cast<void*>(out.data()));
  if (gsf_input_read(stream, out.size(), to) == nullptr) return {};
  return out;
}

/// Ids from 0x8000 up to the names that the file gives them.
using Names = std::map<std::uint16_t, std::string>;

class Storage {
 public:
  explicit Storage(GsfInfile* file) : file_(file) {}

  Input child(const char* name) const { return Input(gsf_infile_child_by_name(file_, name)); }
  std::string stream(const char* name) const {
    const Input found = child(name);
    return found == nullptr ? std::string() : content(found.get());
  }
  /// Calls `give(name, input)` for each child.
  template <class Give>
  requires std::invocable<Give, std::string_view, GsfInput*>
  void each(Give give) const {
    const int count = std::min(gsf_infile_num_children(file_), kMaxChildren);
    for (int i = 0; i < count; ++i) {
      const char* name = gsf_infile_name_by_index(file_, i);
      const Input input(gsf_infile_child_by_index(file_, i));
      if (name != nullptr && input != nullptr) give(std::string_view(name), input.get());
    }
  }

 private:
  GsfInfile* file_;
};

/// libgsf gives streams the type of storages; only their number of children tells.
GsfInfile* as_storage(GsfInput* input) {
  if (!GSF_IS_INFILE(input) || gsf_infile_num_children(GSF_INFILE(input)) < 0) return nullptr;
  return GSF_INFILE(input);
}

/// MS-OXMSG 2.2.3: three streams; an entry of eight bytes a name.
Names names_of(const Storage& root) {
  Names out;
  const Input input = root.child("__nameid_version1.0");
  GsfInfile* const storage = input == nullptr ? nullptr : as_storage(input.get());
  if (storage == nullptr) return out;
  const std::string entries = Storage(storage).stream("__substg1.0_00030102");
  const std::string strings = Storage(storage).stream("__substg1.0_00040102");
  for (std::size_t at = 0; at + 8 <= entries.size() && out.size() < 0x4000; at += 8) {
    const std::uint32_t value = number(entries, at, 4);
    const bool is_text = (number(entries, at + 4, 2) & 1) != 0;
    const auto id = static_cast<std::uint16_t>(0x8000 + number(entries, at + 6, 2));
    if (!is_text) {
      std::string digits;
      for (int shift = 12; shift >= 0; shift -= 4) digits += "0123456789ABCDEF"[value >> shift & 15];
      out.emplace(id, "#" + digits);
    } else if (value + 4 <= strings.size()) {
      const std::size_t length = std::min<std::size_t>(number(strings, value, 4), strings.size() - value - 4);
      std::size_t replaced = 0;
      out.emplace(id, to_utf8(std::string_view(strings).substr(value + 4, length / 2 * 2), Encoding::utf16le, replaced));
    }
  }
  return out;
}

class Reader {
 public:
  explicit Reader(const Names& names) : names_(names) {}

  /// `head`: bytes in front of the fixed values: 32 of the message, 24 of an item inside, 8 of the others.
  MapiProps props(const Storage& storage, std::size_t head) const {
    MapiProps out;
    const std::string fixed = storage.stream("__properties_version1.0");
    for (std::size_t at = head; at + 16 <= fixed.size(); at += 16) {
      const auto type = static_cast<MapiType>(number(fixed, at, 2));
      const bool small = type == MapiType::int16 || type == MapiType::int32 || type == MapiType::boolean ||
                         type == MapiType::int64 || type == MapiType::time;
      if (small) put(out, static_cast<std::uint16_t>(number(fixed, at + 2, 2)), type, fixed.substr(at + 8, 8));
    }
    storage.each([&](std::string_view name, GsfInput* input) {
      constexpr std::string_view kPrefix = "__substg1.0_";
      if (!name.starts_with(kPrefix) || name.size() != kPrefix.size() + 8 || as_storage(input) != nullptr) return;
      const auto tag = from_hex(name.substr(kPrefix.size()));
      if (!tag || *tag >> 16 == kFileBytes) return;
      put(out, static_cast<std::uint16_t>(*tag >> 16), static_cast<MapiType>(*tag & 0xFFFF), content(input));
    });
    return out;
  }

  MapiItem item(const Storage& storage, std::size_t head, int depth) const {
    MapiItem out;
    out.props = props(storage, head);
    storage.each([&](std::string_view name, GsfInput* input) {
      GsfInfile* const inner = as_storage(input);
      if (inner == nullptr) return;
      if (name.starts_with("__recip_version1.0_")) out.recipients.push_back(props(Storage(inner), 8));
      if (name.starts_with("__attach_version1.0_")) attachment(Storage(inner), depth, out);
    });
    return out;
  }

 private:
  static constexpr std::uint16_t kFileBytes = 0x3701, kMethod = 0x3705, kHidden = 0x7FFE;
  static constexpr int kByReference = 2, kItem = 5, kObject = 6;

  void put(MapiProps& out, std::uint16_t id, MapiType type, std::string bytes) const {
    if (id < 0x8000) return out.put(id, type, std::move(bytes));
    if (const auto name = names_.find(id); name != names_.end()) out.put_named(name->second, type, std::move(bytes));
  }

  void attachment(const Storage& storage, int depth, MapiItem& out) const {
    const MapiProps p = props(storage, 8);
    Attachment file = mapi_file(p);
    const auto method = p.number(kMethod).value_or(1);
    const Input object = storage.child("__substg1.0_3701000D");
    GsfInfile* const inner = object == nullptr ? nullptr : as_storage(object.get());
    const Input stream = storage.child("__substg1.0_37010102");
    if (method == kItem && inner != nullptr && depth < kMaxMapiDepth) {
      file.mime = "message/rfc822";
      file.kind = AttachmentKind::document;
      file.present = true;
      put_inside(item(Storage(inner), 24, depth + 1), file, out);
    } else if (stream != nullptr) {
      if (is_smime_file(file) && out.smime.empty()) {
        out.smime = content(stream.get());
        gsf_input_seek(stream.get(), 0, G_SEEK_SET);
      }
      hash(stream.get(), file);
      if (!file.present) ++out.lost_files;
    } else if (method != kByReference && method != kObject && p.number(kHidden).value_or(0) == 0) {
      ++out.lost_files;
    }
    out.files.push_back(std::move(file));
  }

  static void hash(GsfInput* stream, Attachment& file) {
    Sha256 sum;
    std::uint64_t done = 0;
    const auto size = static_cast<std::uint64_t>(std::max<gsf_off_t>(gsf_input_size(stream), 0));
    while (done < size) {
      const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(size - done, 64u << 10));
      const guint8* const bytes = gsf_input_read(stream, want, nullptr);
      if (bytes == nullptr) return;
      sum.update({static_cast<const char*>(static_cast<const void*>(bytes)), want});
      done += want;
    }
    file.bytes = done;
    file.sha256 = sum.hex();
    file.present = true;
  }

  const Names& names_;
};

/// "__properties_version1.0" as a name in the directory: UTF-16.
bool names_a_message(std::string_view head) {
  std::string wide;
  for (const char c : "__properties_version1.0"sv) {
    wide += c;
    wide += '\0';
  }
  return head.find(wide) != std::string_view::npos;
}

/// The directory of a compound file may lie at its end: those called .msg are looked at while reading.
Bid bid(const EntryReader& entry) {
  if (!entry.head().starts_with(kMagic)) return Bid::no;
  if (names_a_message(entry.head())) return Bid::certain;
  return ascii_lower(entry.path()).ends_with(".msg") ? Bid::likely : Bid::no;
}

/// libgsf complains of every damaged block. GLib would look where stderr leads, which a process without rights may not.
void say_nothing(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

void unreadable(RecordSink& sink, std::string what) {
  sink.problem({.code = "msg-unreadable", .severity = Severity::high, .loss = Loss::whole, .args = {std::move(what)}});
}

void read(EntryReader& entry, RecordSink& sink) {
  g_log_set_default_handler(say_nothing, nullptr);
  std::string bytes;
  for (auto piece = entry.next(); !piece.empty() && bytes.size() <= kMaxBytes; piece = entry.next())
    bytes.append(piece.data(), piece.size());
  if (bytes.size() > kMaxBytes) return unreadable(sink, "size");
  const auto* const data = static_cast<const guint8*>(static_cast<const void*>(bytes.data()));
  const Input memory(gsf_input_memory_new(data, static_cast<gsf_off_t>(bytes.size()), FALSE));
  const std::unique_ptr<GsfInfile, Unref> file(
      memory == nullptr ? nullptr : gsf_infile_msole_new(memory.get(), nullptr));
  if (file == nullptr) return unreadable(sink, "file");
  const Storage root(file.get());
  if (root.child("__properties_version1.0") == nullptr) return unreadable(sink, "properties");
  const Names names = names_of(root);
  MapiItem item = Reader(names).item(root, 32, 0);
  const std::string kind = item.props.text(0x001A);
  sink.set(entry.path());  // whose mailbox it was in is not known
  ExchangeAddresses addresses(sink);
  addresses.learn(item);
  const MapiPlace place{.teams = in_teams_folder(entry.path())};
  const bool given = give_mapi(std::move(item), place, Locator::at_byte(0), addresses);
  addresses.finish();
  if (!given)
    sink.problem(
        {.code = "mapi-kind-not-read", .severity = Severity::low, .loss = Loss::none, .args = {kind, "1"}});
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "mail-msg",
                                  .platform = "mail",
                                  .versions = "Outlook 97-2024",
                                  .gaps = "format.mail-msg.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mail_msg
