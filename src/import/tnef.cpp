// A row of attributes, each with its level, number, length and a sum of its bytes:
//
//   78 9F 3E 22 | key | 02 | 0F 80 06 00 | length | the bytes of an attachment | sum
//
// Properties of Outlook stand inside two of the attributes, in a packing of their own. Read here and not by a library:
// it is small, and the one in Debian has had overflows.
#include "tnef.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::uint32_t kTnefSignature = 0x223E9F78;
constexpr std::size_t kMaxFiles = 5'000;
constexpr std::uint32_t kMaxProps = 5'000;
constexpr std::size_t kMaxTnefRecipients = 10'000;
constexpr std::uint16_t kBody = 0x800C, kSubject = 0x8004, kProps = 0x9003, kFileBegins = 0x9002, kFileTitle = 0x8010,
                        kFileData = 0x800F, kFileProps = 0x9005, kCodePage = 0x9007, kTnefFrom = 0x8000, kTnefKind = 0x8008,
                        kTnefRecipients = 0x9004;

/// Bytes from front to back. After the first that is not there, nothing more is.
class Bytes {
 public:
  explicit Bytes(std::string_view rest) : rest_(rest) {}
  bool right() const { return right_; }
  bool empty() const { return rest_.empty(); }
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) right_ = false;
    if (!right_) return {};
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  std::uint32_t number(std::size_t width) {
    std::uint32_t out = 0;
    const std::string_view bytes = take(width);
    for (std::size_t i = 0; i < bytes.size(); ++i) out |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return out;
  }
  /// Values begin at multiples of four; the last may lack what fills up.
  void fill_up(std::size_t size) { rest_.remove_prefix(std::min((4 - size % 4) % 4, rest_.size())); }

 private:
  std::string_view rest_;
  bool right_ = true;
};

/// Bytes of a type of fixed size; 0: each value has its length in front.
std::size_t fixed_size(std::uint32_t type) {
  switch (type) {
    case 0x0001: case 0x0002: case 0x0003: case 0x0004: case 0x000A: case 0x000B: return 4;
    case 0x0005: case 0x0006: case 0x0007: case 0x0014: case 0x0040: return 8;
    case 0x0048: return 16;
    default: return 0;
  }
}

void skip_name(Bytes& in) {
  in.take(16);
  if (in.number(4) == 0) {
    in.take(4);
    return;
  }
  const std::size_t size = in.number(4);
  in.take(size);
  in.fill_up(size);
}

/// False: it breaks off. Of several values the first is kept.
bool take_props(Bytes& in, MapiProps& out) {
  const std::uint32_t count = std::min(in.number(4), kMaxProps);
  for (std::uint32_t i = 0; i < count && in.right(); ++i) {
    const std::uint32_t type = in.number(2);
    const auto id = static_cast<std::uint16_t>(in.number(2));
    if (id >= 0x8000) skip_name(in);
    const std::uint32_t base = type & 0x0FFF;
    const std::size_t size = fixed_size(base);
    const std::uint32_t values = (type & 0x1000) != 0 || size == 0 ? in.number(4) : 1;
    for (std::uint32_t v = 0; v < values && in.right(); ++v) {
      const std::size_t length = size == 0 ? in.number(4) : size;
      const std::string_view value = in.take(length);
      in.fill_up(length);
      if (v == 0 && in.right()) out.put(id, static_cast<MapiType>(base), std::string(value));
    }
  }
  return in.right();
}

/// Where an item lies inside an attachment: behind the name of its interface.
std::string_view item_in(std::string_view object) {
  constexpr std::size_t kInterface = 16;
  if (object.size() <= kInterface) return {};
  object.remove_prefix(kInterface);
  return Bytes(object).number(4) == kTnefSignature ? object : std::string_view();
}

class TnefReader {
 public:
  TnefReader(Tnef& out, int depth) : out_(out), depth_(depth) {}

  void read(std::string_view bytes) {
    Bytes in(bytes);
    out_.is_tnef = in.number(4) == kTnefSignature;
    if (!out_.is_tnef) return;
    in.number(2);
    while (!in.empty() && in.right()) {
      const std::uint32_t level = in.number(1);
      const auto id = static_cast<std::uint16_t>(in.number(4) & 0xFFFF);
      const std::string_view data = in.take(in.number(4));
      const std::uint32_t sum = in.number(2);
      if (!in.right()) break;
      if (sum != sum_of(data)) out_.damaged = true;
      if (level == 2) file(id, data);
      else message(id, data);
    }
    out_.damaged = out_.damaged || !in.right();
    end_file();
  }

 private:
  static std::uint32_t sum_of(std::string_view data) {
    std::uint32_t sum = 0;
    for (const char c : data) sum += static_cast<unsigned char>(c);
    return sum & 0xFFFF;
  }

  void take(std::string_view data, MapiProps& to) {
    Bytes in(data);
    out_.damaged = !take_props(in, to) || out_.damaged;
  }

  /// The name and "SMTP:k@x.example", each with its length in front.
  static void take_sender(std::string_view data, MapiProps& p) {
    Bytes in(data);
    in.number(4);
    const std::uint32_t name_size = in.number(2), address_size = in.number(2);
    const std::string name(in.take(name_size)), address(in.take(address_size));
    const auto colon = address.find(':');
    if (!in.right() || colon == std::string::npos) return;
    p.put(0x0C1A, MapiType::text8, name);
    p.put(0x0C1E, MapiType::text8, address.substr(0, colon));
    p.put(0x0C1F, MapiType::text8, address.substr(colon + 1));
  }

  void take_recipients(std::string_view data) {
    Bytes in(data);
    const std::uint32_t count = in.number(4);
    for (std::uint32_t i = 0; i < count && in.right() && out_.item.recipients.size() < kMaxTnefRecipients; ++i) {
      MapiProps one;
      if (take_props(in, one)) out_.item.recipients.push_back(std::move(one));
    }
    out_.damaged = out_.damaged || !in.right();
  }

  void message(std::uint16_t id, std::string_view data) {
    MapiProps& p = out_.item.props;
    if (id == kProps) take(data, p);
    if (id == kTnefFrom) take_sender(data, p);
    // "IPM.Microsoft Mail.Note" is how Outlook calls a mail here.
    if (id == kTnefKind && !data.starts_with("IPM.Microsoft")) p.put(0x001A, MapiType::text8, std::string(data));
    if (id == kTnefRecipients) take_recipients(data);
    if (id == kCodePage) p.put(0x3FFD, MapiType::int32, std::string(data.substr(0, 4)));
    if (id == kBody) p.put(0x1000, MapiType::text8, std::string(data));
    if (id == kSubject) p.put(0x0037, MapiType::text8, std::string(data));
  }

  void file(std::uint16_t id, std::string_view data) {
    if (id == kFileBegins) {
      end_file();
      open_.emplace();
    }
    if (!open_) return;
    if (id == kFileTitle) title_ = std::string(data);
    if (id == kFileProps) take(data, *open_);
    if (id == kFileData) data_ = data;
  }

  void end_file() {
    if (!open_ || out_.item.files.size() >= kMaxFiles) return;
    // The title is in the code page of the message; the properties, where they are, have it better.
    if (const std::string_view page = out_.item.props.bytes(0x3FFD); !page.empty())
      open_->put(0x3FFD, MapiType::int32, std::string(page));
    open_->put(0x3704, MapiType::text8, std::exchange(title_, {}));
    Attachment one = mapi_file(*open_);
    const std::string_view bytes = data_.empty() ? open_->bytes(0x3701) : data_;
    one.present = !bytes.empty();
    if (one.present) {
      one.bytes = bytes.size();
      one.sha256 = sha256_hex(bytes);
    }
    if (const std::string_view item = item_in(bytes); !item.empty() && depth_ < kMaxMapiDepth) {
      Tnef inside;
      TnefReader(inside, depth_ + 1).read(item);
      out_.damaged = out_.damaged || inside.damaged;
      put_inside(std::move(inside.item), one, out_.item);
    }
    out_.item.files.push_back(std::move(one));
    data_ = {};
    open_.reset();
  }

  Tnef& out_;
  int depth_;
  std::optional<MapiProps> open_ = {};
  std::string title_ = {};
  std::string_view data_ = {};
};

}  // namespace

Tnef read_tnef(std::string_view bytes) {
  Tnef out;
  TnefReader(out, 0).read(bytes);
  return out;
}

bool is_tnef(std::string_view mime, std::string_view name) {
  return mime == "application/ms-tnef" || mime == "application/vnd.ms-tnef" || ascii_lower(name) == "winmail.dat";
}

}  // namespace schouw
