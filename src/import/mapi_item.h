// An Outlook item as its properties say it, the same for PST, .msg and winmail.dat; and what becomes of it.
//
// MS-OXPROPS: 0x0037 is the subject, 0x1000 the text, 0x007D the headers as they came over the wire. Values are kept as
// they are stored: little-endian numbers, UTF-16LE or 8-bit texts without a terminator they may or may not have.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/import/importer.h"

namespace schouw {

/// MS-OXCDATA 2.11.1.
enum class MapiType : std::uint16_t {
  int16 = 0x0002,
  int32 = 0x0003,
  boolean = 0x000B,
  int64 = 0x0014,
  text8 = 0x001E,
  text16 = 0x001F,
  time = 0x0040,
  binary = 0x0102
};

inline constexpr std::size_t kMaxMapiValue = 64u << 20;  ///< longer values are cut
inline constexpr int kMaxMapiDepth = 16;                 ///< items in items
inline constexpr std::size_t kMaxMapiFiles = 5'000;      ///< attachments of an item, with those of items inside it

class MapiProps {
 public:
  /// The first value of an id counts. Ids from 0x8000 up have no meaning of their own: use put_named.
  void put(std::uint16_t id, MapiType type, std::string bytes);
  /// "#8083" for a number, else the name.
  void put_named(std::string name, MapiType type, std::string bytes);

  bool has(std::uint16_t id) const { return values_.contains(id); }
  /// As UTF-8; empty when it is not there or no text. 8-bit texts are in the code page of the item.
  std::string text(std::uint16_t id) const;
  std::string text(std::initializer_list<std::uint16_t> first_of) const;
  /// As stored, whatever its type.
  std::string_view bytes(std::uint16_t id) const;
  MapiType type(std::uint16_t id) const;
  std::optional<std::int64_t> number(std::uint16_t id) const;
  /// A FILETIME as an instant, whole seconds: as mail headers count.
  Timestamp time(std::uint16_t id) const;
  std::string named(std::string_view name) const;
  Timestamp named_time(std::string_view name) const;
  /// The first named value whose name ends so: "#ThreadId".
  std::string named_ending(std::string_view end) const;
  /// Of its 8-bit texts; "windows-1252" when nothing says so.
  std::string charset() const;
  /// PidTagHtml as UTF-8. Its bytes are in the code page of the internet, or what the page says itself, and not in the
  /// code page of the item; UTF-8 is seen by its bytes, whatever is said.
  std::string html() const;

 private:
  struct Value {
    MapiType type;
    std::string bytes;
  };
  std::string text_of(const Value&) const;
  static std::optional<std::int64_t> number_of(const Value&);
  static Timestamp time_of(const Value&);
  std::map<std::uint16_t, Value> values_;
  std::map<std::string, Value, std::less<>> named_;
};

struct MapiItem {
  MapiProps props = {};
  std::vector<MapiProps> recipients = {};
  std::vector<Attachment> files = {};
  std::string inner = {};       ///< subjects and texts of items inside this one: others said it
  std::string smime = {};       ///< the bytes of the attachment in which a signed or encrypted mail lies whole
  std::uint64_t lost_files = 0; ///< attachments of which nothing could be read
};

/// Where an item lay.
struct MapiPlace {
  bool mailbox = false;  ///< in a mailbox: what was never sent is a draft there
  bool teams = false;    ///< in one of the folders in which Exchange keeps copies of chats
  bool deleted = false;  ///< in the folder of deleted items, or recovered
};

/// Gives the item to the sink as what it is: mail, chat message, contact, appointment. False: of a kind that is not read
/// (task, note, list); the caller counts those by class.
bool give_mapi(MapiItem item, const MapiPlace& place, Locator where, RecordSink& sink);

struct MapiBody {
  std::string said, quoted;
  bool too_deep = false;
  bool any() const { return !said.empty() || !quoted.empty(); }
};
/// The plain text, unless the mail was HTML alone (`content_type` "text/html"); else HTML, else RTF.
MapiBody mapi_body(const MapiProps&, std::string_view content_type);

/// An item inside another: what it says is said by others; its attachments are attachments of the whole, as those of a
/// mail within a mail. `file`: the attachment that it is.
void put_inside(MapiItem item, Attachment& file, MapiItem& out);

/// The attachment that its properties describe, without its bytes.
Attachment mapi_file(const MapiProps& props);

/// Whether this attachment may be the `smime` of an item.
bool is_smime_file(const Attachment&);

/// RTF as Outlook compresses it (MS-OXRTFCP); empty when it is none.
std::string decompress_rtf(std::string_view packed);
/// HTML when the RTF carries HTML (MS-OXRTFEX), else plain text.
struct RtfText {
  std::string text;
  bool is_html = false;
};
RtfText rtf_text(std::string_view rtf);

}  // namespace schouw
