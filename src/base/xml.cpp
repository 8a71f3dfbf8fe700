// XML through expat. A DOCTYPE stops the reading: without a DTD there are no entities to expand and nothing to fetch.
//
//   <a:leerling xmlns:a="urn:x" id="1">tekst</a:leerling>  ->  start("leerling", "urn:x", id=1), end("leerling",
//   "tekst")
//
// Gap: encodings other than UTF-8, UTF-16, ISO 8859-1 and windows-1252 are an error.
#include "schouw/base/xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <new>
#include <tuple>

#include "schouw/base/assert.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxDepth = 512;
constexpr std::size_t kMaxText = 16u << 20;
constexpr char kSeparator = '\n';  // cannot stand in a namespace URI: XML makes it a blank

struct Reading {
  XML_Parser parser;
  const XmlVisitor& visitor;
  XmlDamage damage = {};
  std::vector<std::string> texts = {};  ///< of the open elements
  std::size_t depth = 0;
};

std::pair<std::string_view, std::string_view> split_name(const char* name) {
  const std::string_view whole(name);
  const std::size_t at = whole.find(kSeparator);
  if (at == std::string_view::npos) return {whole, {}};
  return {whole.substr(at + 1), whole.substr(0, at)};
}

void on_start(void* user, const char* name, const char** attributes) {
  Reading& reading = *static_cast<Reading*>(user);
  if (++reading.depth > kMaxDepth) {
    reading.damage.too_deep = true;
    return;
  }
  reading.texts.emplace_back();
  XmlElement element;
  std::tie(element.name, element.space) = split_name(name);
  for (const char** at = attributes; *at != nullptr; at += 2)
    element.attributes.emplace_back(std::string(split_name(at[0]).first), at[1]);
  if (reading.visitor.start) reading.visitor.start(element, XML_GetCurrentLineNumber(reading.parser));
}

void on_end(void* user, const char* name) {
  Reading& reading = *static_cast<Reading*>(user);
  if (reading.depth-- > kMaxDepth) return;
  const std::string text = std::move(reading.texts.back());
  reading.texts.pop_back();
  if (reading.visitor.end) reading.visitor.end(split_name(name).first, trim(text));
}

void on_text(void* user, const char* text, int length) {
  Reading& reading = *static_cast<Reading*>(user);
  if (reading.texts.empty() || reading.depth > kMaxDepth) return;
  std::string& open = reading.texts.back();
  if (open.size() < kMaxText) open.append(text, static_cast<std::size_t>(length));
}

void on_doctype(void* user, const char*, const char*, const char*, int) {
  Reading& reading = *static_cast<Reading*>(user);
  reading.damage.has_doctype = true;
  XML_StopParser(reading.parser, XML_FALSE);
}

int on_unknown_encoding(void*, const char* name, XML_Encoding* info) {
  if (ascii_lower(name) != "windows-1252") return XML_STATUS_ERROR;
  for (int i = 0; i < 256; ++i) {
    std::size_t replaced = 0;
    const char byte = static_cast<char>(static_cast<unsigned char>(i));
    const std::string utf8 = to_utf8({&byte, 1}, i < 0x80 ? Encoding::utf8 : Encoding::windows1252, replaced);
    int value = i;
    if (i >= 0x80 && i < 0xA0 && replaced == 0 && utf8.size() == 2) value = ((utf8[0] & 0x1F) << 6) | (utf8[1] & 0x3F);
    if (i >= 0x80 && i < 0xA0 && replaced == 0 && utf8.size() == 3)
      value = ((utf8[0] & 0x0F) << 12) | ((utf8[1] & 0x3F) << 6) | (utf8[2] & 0x3F);
    info->map[i] = replaced == 0 ? value : -1;
  }
  info->data = nullptr;
  info->convert = nullptr;
  info->release = nullptr;
  return XML_STATUS_OK;
}

constexpr std::size_t kBlock = std::size_t{1} << 16u;

/// Blocks of one size out of pieces of any: which line Expat gives for an error depends on where what it was given ends.
class Blocks {
 public:
  explicit Blocks(const ByteSource& source) : source_(source) {}

  /// Fewer bytes than there is room for: the end.
  std::size_t fill(std::span<char> room) {
    std::size_t filled = 0;
    while (filled < room.size()) {
      if (piece_.empty()) piece_ = source_();
      if (piece_.empty()) break;
      const std::size_t size = std::min(piece_.size(), room.size() - filled);
      std::ranges::copy(piece_.first(size), room.begin() + static_cast<std::ptrdiff_t>(filled));
      piece_ = piece_.subspan(size);
      filled += size;
    }
    return filled;
  }

 private:
  const ByteSource& source_;
  std::span<const char> piece_;
};

}  // namespace

std::string_view XmlElement::attribute(std::string_view key) const {
  const auto found = std::ranges::find(attributes, key, [](const auto& a) { return std::string_view(a.first); });
  return found == attributes.end() ? std::string_view{} : std::string_view(found->second);
}

XmlDamage stream_xml(const ByteSource& source, const XmlVisitor& visitor) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreateNS(nullptr, kSeparator),
                                                                            &XML_ParserFree);
  SCHOUW_ASSERT(parser != nullptr);
  Reading reading{parser.get(), visitor};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  XML_SetUnknownEncodingHandler(parser.get(), on_unknown_encoding, nullptr);
  XML_SetHashSalt(parser.get(), 0x5C40u);  // fixed: nothing here may depend on chance

  Blocks blocks(source);
  for (bool last = false; !last;) {
    void* block = XML_GetBuffer(parser.get(), static_cast<int>(kBlock));
    if (block == nullptr) throw std::bad_alloc();
    const std::size_t size = blocks.fill({static_cast<char*>(block), kBlock});
    last = size < kBlock;
    if (XML_ParseBuffer(parser.get(), static_cast<int>(size), last ? 1 : 0) == XML_STATUS_OK) continue;
    if (!reading.damage.has_doctype) reading.damage.error = XML_ErrorString(XML_GetErrorCode(parser.get()));
    reading.damage.error_line = XML_GetCurrentLineNumber(parser.get());
    break;
  }
  return std::move(reading.damage);
}

}  // namespace schouw
