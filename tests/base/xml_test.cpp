#include "schouw/base/xml.h"

#include <gtest/gtest.h>

namespace schouw {
namespace {

std::string walked(std::string_view text, std::size_t piece_size, XmlDamage& damage) {
  std::string out;
  XmlVisitor visitor;
  visitor.start = [&](const XmlElement& e, std::uint64_t line) {
    out += "<" + std::string(e.name) + "@" + std::to_string(line);
    for (const auto& [key, value] : e.attributes) out += " " + key + "=" + value;
  };
  visitor.end = [&](std::string_view name, std::string_view content) {
    out += ">" + std::string(name) + "[" + std::string(content) + "]";
  };
  damage = stream_xml(
      [text, piece_size]() mutable {
        const std::string_view piece = text.substr(0, piece_size);
        text.remove_prefix(piece.size());
        return std::span<const char>(piece.data(), piece.size());
      },
      visitor);
  return out;
}

TEST(Xml, is_walked_in_pieces_of_any_size) {
  const std::string_view text = "<?xml version=\"1.0\"?>\n<a:x xmlns:a=\"urn:a\" id=\"1\"> caf\xC3\xA9 <b>t</b></a:x>";
  XmlDamage damage;
  for (const std::size_t size : {1u, 3u, 4096u})
    EXPECT_EQ(walked(text, size, damage), "<x@2 id=1<b@2>b[t]>x[café]") << size;
  EXPECT_EQ(damage.error, "");
}

TEST(Xml, a_doctype_ends_the_reading) {
  XmlDamage damage;
  EXPECT_EQ(walked("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", 4096, damage), "");
  EXPECT_TRUE(damage.has_doctype);
}

TEST(Xml, damage_is_told_with_its_line) {
  XmlDamage damage;
  EXPECT_EQ(walked("<a>\n<b>x</b>\n<c", 4096, damage), "<a@1<b@2>b[x]");
  EXPECT_NE(damage.error, "");
  EXPECT_EQ(damage.error_line, 3u);
  std::string deep;
  for (int i = 0; i < 600; ++i) deep += "<a>";
  for (int i = 0; i < 600; ++i) deep += "</a>";
  walked(deep, 4096, damage);
  EXPECT_TRUE(damage.too_deep);
  EXPECT_EQ(damage.error, "");
}

TEST(Xml, damage_has_the_same_line_in_pieces_of_any_size) {
  const std::string_view cut("\x20\0\n\0z", 5);  // UTF-16 without a mark and without its last byte
  XmlDamage whole, pieces;
  walked(cut, 4096, whole);
  walked(cut, 1, pieces);
  EXPECT_NE(whole.error, "");
  EXPECT_EQ(pieces.error, whole.error);
  EXPECT_EQ(pieces.error_line, whole.error_line);
}

TEST(Xml, knows_windows_1252) {
  XmlDamage damage;
  EXPECT_EQ(walked("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>\x80\xE9</a>", 4096, damage), "<a@1>a[€é]");
  EXPECT_EQ(damage.error, "");
}

}  // namespace
}  // namespace schouw
