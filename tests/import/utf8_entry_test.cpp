// A text that was saved in UTF-16 is the same text whatever the pieces it comes in.
#include "whatsapp_encoding.h"

#include <gtest/gtest.h>

#include "golden.h"

namespace schouw::testing {
namespace {

std::string in_pieces(const std::string& bytes, Encoding encoding, std::size_t piece) {
  MemoryEntry entry("chat.txt", bytes, {}, piece);
  Utf8Entry text(entry, encoding);
  std::string all;
  for (auto chunk = text.next(); !chunk.empty(); chunk = text.next()) all.append(chunk.data(), chunk.size());
  return all;
}

std::string utf16(std::u16string_view text) {
  std::string bytes;
  for (const char16_t unit : text) {
    bytes.push_back(static_cast<char>(unit & 0xFF));
    bytes.push_back(static_cast<char>(unit >> 8));
  }
  return bytes;
}

TEST(Utf8Entry, keeps_a_mark_that_is_not_at_the_start) {
  const std::string bytes = utf16(u"\uFEFFHoi \uFEFF\U0001F600 Tess");
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 100u})
    EXPECT_EQ(in_pieces(bytes, Encoding::utf16le, piece), "Hoi \uFEFF\U0001F600 Tess") << piece;
}

TEST(Utf8Entry, blanks_what_xml_says_of_its_encoding) {
  const std::string bytes = utf16(u"\uFEFF<?xml version=\"1.0\" encoding='UTF-16' standalone=\"yes\"?><a encoding=\"x\"/>");
  const std::string label(17, ' ');
  for (const std::size_t piece : {1u, 2u, 7u, 40u, 300u})
    EXPECT_EQ(in_pieces(bytes, Encoding::utf16le, piece),
              "<?xml version=\"1.0\" " + label + " standalone=\"yes\"?><a encoding=\"x\"/>")
        << piece;
}

TEST(Utf8Entry, says_where_half_a_character_is_at_the_end) {
  const std::string bytes = utf16(u"Hoi\xD83D");
  for (const std::size_t piece : {1u, 2u, 100u}) EXPECT_EQ(in_pieces(bytes + "x", Encoding::utf16le, piece), "Hoi\uFFFD\uFFFD") << piece;
}

}  // namespace
}  // namespace schouw::testing
