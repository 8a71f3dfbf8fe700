// Apple's binary property list, as far as a saved page needs it:
//
//   "bplist00", objects, the table of where they begin, 32 bytes about that table
//   {"WebMainResource": {"WebResourceData": <html>, "WebResourceURL": "https://school.example/nieuws"}}
//
// Gap: pictures and frames beside the page are not looked at; a list in XML is not read, for it begins with a DOCTYPE.
#include "webarchive.h"

#include <cstdint>
#include <optional>
#include <string>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kPlistSignature = "bplist00";
constexpr std::size_t kTrailer = 32;

/// A number of `size` bytes, the highest first; nothing beyond the end.
std::optional<std::uint64_t> number_at(std::string_view bytes, std::uint64_t at, std::size_t size) {
  if (size == 0 || size > 8 || at > bytes.size() || bytes.size() - at < size) return {};
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < size; ++i) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

class PropertyList {
 public:
  explicit PropertyList(std::string_view bytes) : bytes_(bytes) {
    if (!bytes.starts_with(kPlistSignature) || bytes.size() < kPlistSignature.size() + kTrailer) return;
    const std::uint64_t trailer = bytes.size() - kTrailer;
    offset_size_ = static_cast<unsigned char>(bytes[trailer + 6]);
    reference_size_ = static_cast<unsigned char>(bytes[trailer + 7]);
    count_ = number_at(bytes, trailer + 8, 8).value_or(0);
    top_ = number_at(bytes, trailer + 16, 8).value_or(0);
    table_ = number_at(bytes, trailer + 24, 8).value_or(0);
  }

  std::uint64_t top() const { return top_; }

  /// The value of this key in the dictionary `object`.
  std::optional<std::uint64_t> member(std::uint64_t object, std::string_view key) const {
    const auto list = open(object, 0xD);
    if (!list || reference_size_ == 0 || list->count > bytes_.size() / reference_size_) return {};
    for (std::uint64_t i = 0; i < list->count; ++i) {
      const auto name = number_at(bytes_, list->at + i * reference_size_, reference_size_);
      if (!name) return {};
      if (text(*name) == key) return number_at(bytes_, list->at + (list->count + i) * reference_size_, reference_size_);
    }
    return {};
  }

  /// Bytes of data (4) or plain text (5).
  std::optional<std::string_view> data(std::uint64_t object) const { return content(object, 0x4); }
  std::optional<std::string_view> text(std::uint64_t object) const { return content(object, 0x5); }

 private:
  struct Content {
    std::uint64_t at = 0, count = 0;
  };

  std::optional<std::string_view> content(std::uint64_t object, unsigned kind) const {
    const auto found = open(object, kind);
    if (!found || found->at > bytes_.size() || bytes_.size() - found->at < found->count) return {};
    return bytes_.substr(found->at, found->count);
  }

  /// Where the content of an object of this kind begins, and how many parts it has.
  std::optional<Content> open(std::uint64_t object, unsigned kind) const {
    if (object >= count_ || offset_size_ == 0 || table_ > bytes_.size() || object > bytes_.size() / offset_size_)
      return {};
    const auto at = number_at(bytes_, table_ + object * offset_size_, offset_size_);
    const auto mark = at ? number_at(bytes_, *at, 1) : std::nullopt;
    if (!mark || (*mark >> 4) != kind) return {};
    if ((*mark & 0xF) != 0xF) return Content{*at + 1, *mark & 0xF};
    // The count does not fit: a number follows.
    const auto width = number_at(bytes_, *at + 1, 1);
    if (!width || (*width >> 4) != 0x1 || (*width & 0xF) > 3) return {};
    const std::size_t size = std::size_t{1} << (*width & 0xF);
    const auto count = number_at(bytes_, *at + 2, size);
    if (!count) return {};
    return Content{*at + 2 + size, *count};
  }

  std::string_view bytes_;
  std::size_t offset_size_ = 0, reference_size_ = 0;
  std::uint64_t count_ = 0, top_ = 0, table_ = 0;
};

}  // namespace

bool is_webarchive(std::string_view head) {
  return head.starts_with(kPlistSignature) && head.substr(0, 4096).find("WebMainResource") != std::string_view::npos;
}

Mhtml read_webarchive(std::string_view bytes) {
  const PropertyList list(bytes);
  Mhtml out;
  const auto page = list.member(list.top(), "WebMainResource");
  if (!page) return out;
  if (const auto data = list.member(*page, "WebResourceData"))
    if (const auto html = list.data(*data)) {
      out.html = std::string(*html);
      out.whole = true;
    }
  if (const auto address = list.member(*page, "WebResourceURL"))
    if (const auto text = list.text(*address)) out.address = std::string(*text);
  repair_utf8(out.address);
  return out;
}

}  // namespace schouw
