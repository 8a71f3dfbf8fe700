// Dates in words, and the walk over HTML, by table.
#include <gtest/gtest.h>

#include "golden.h"
#include "html_stream.h"
#include "meta_date.h"
#include "meta_text.h"

namespace schouw::testing {
namespace {

std::string shown(std::string_view text) {
  const MetaDate date = meta_date(text);
  if (!date.is_date) return "no date";
  if (date.time.basis == Timestamp::Basis::none) return "no such day";
  EXPECT_EQ(date.time.raw, text);
  return date.time.basis == Timestamp::Basis::instant ? format_utc(date.time.ms, date.time.precision)
                                                      : format_local(date.time.ms, date.time.precision);
}

TEST(MetaDates, reads_dutch_and_english_and_refuses_the_rest) {
  struct Case {
    std::string_view text, expected;
  };
  const Case cases[] = {
      {"Feb 28, 2025 10:07 am", "2025-02-28T10:07:00"},
      {"Feb 28, 2025, 10:07 PM", "2025-02-28T22:07:00"},
      {"Feb 28, 2025 10:07:31 am", "2025-02-28T10:07:31"},
      {"28 Feb 2025, 10:07", "2025-02-28T10:07:00"},
      {"28 feb. 2025 10:07", "2025-02-28T10:07:00"},
      {"jun. 07, 2024 5:44 am", "2024-06-07T05:44:00"},
      {"mei 07, 2024 5:44 p.m.", "2024-05-07T17:44:00"},
      {"mrt 01, 2024 12:00 am", "2024-03-01T00:00:00"},
      {"okt 01, 2024 12:30 pm", "2024-10-01T12:30:00"},
      {"7 maart 2023 om 17:44", "2023-03-07T17:44:00"},
      {"1 augustus 2023 17:44 uur", "2023-08-01T17:44:00"},
      {"Friday, October 4, 2013 at 10:05pm PDT", "2013-10-05T05:05:00Z"},
      {"vrijdag 4 oktober 2013 om 22:05 UTC+02", "2013-10-04T20:05:00Z"},
      {"Friday, 4 October 2013 at 22:05 UTC+05:30", "2013-10-04T16:35:00Z"},
      {"Friday, 4 October 2013 at 22:05 UTC", "2013-10-04T22:05:00Z"},
      {"Jan 5, 2015", "2015-01-05T00:00:00"},
      {"Jan\u202f5, 2015\u00a09:00\u202fAM", "2015-01-05T09:00:00"},
      {"Feb 30, 2024 5:44 am", "no such day"},
      {"29 feb 2023 5:44", "no such day"},
      {"Feb 28, 2025 13:07 pm", "no date"},
      {"Feb 28, 2025 0:07 am", "no date"},
      {"Feb 28, 2025 10:7 am", "no date"},
      {"Feb 28, 2025 at school", "no date"},
      {"Feb 2025", "no date"},
      {"3/4/2024 10:00", "no date"},
      {"2024-04-03 10:00", "no date"},
      {"Hoi", "no date"},
      {"mei", "no date"},
      {"", "no date"},
      {"Feb 28, 2025 10:07 am Feb 28, 2025", "no date"},
  };
  for (const Case& one : cases) EXPECT_EQ(shown(one.text), one.expected) << one.text;
}

TEST(MetaNames, takes_a_row_of_names_apart) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(meta_names_in("Noor Bakker and Bas Visser"), (Names{"Noor Bakker", "Bas Visser"}));
  EXPECT_EQ(meta_names_in("Noor, Ans de Jong en Bas"), (Names{"Noor", "Ans de Jong", "Bas"}));
  EXPECT_EQ(meta_names_in("Noor, Ans, and Bas"), (Names{"Noor", "Ans", "Bas"}));
  EXPECT_EQ(meta_names_in("Noor"), (Names{"Noor"}));
  EXPECT_EQ(meta_names_in(""), Names{});
}

/// Tags and text as one line.
class Noting : public HtmlVisitor {
 public:
  std::string seen;
  bool cut = false;
  void start(const HtmlTag& tag) override { seen += "<" + std::string(tag.name()) + (tag.has_class("b") ? ".b" : "") + ">"; }
  void end(std::string_view name) override { seen += "</" + std::string(name) + ">"; }
  void text(std::string_view piece) override { seen += piece; }
  void last_byte(bool truncated) override { cut = truncated; }
};

HtmlDamage walk(std::string_view html, std::size_t piece, Noting& noting) {
  std::size_t at = 0;
  return stream_html(
      [&] {
        const std::string_view next = html.substr(std::min(at, html.size()), piece);
        at += next.size();
        return std::span<const char>(next.data(), next.size());
      },
      noting);
}

TEST(HtmlStream, gives_the_same_in_pieces_of_any_size) {
  const std::string html = "<html><body><div class=\"a b\">Caf\u00e9 &amp; <b>\U0001F600</b><br></div></body></html>";
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 4096u}) {
    Noting noting;
    const HtmlDamage damage = walk(html, piece, noting);
    EXPECT_EQ(noting.seen,
              "<html><body><div.b>Caf\u00e9 & <b>\U0001F600</b><br></br></div></body></html>") << piece;
    EXPECT_FALSE(damage.truncated || damage.no_tags || damage.too_deep || damage.too_long);
    EXPECT_EQ(damage.invalid_utf8, 0u);
  }
}

TEST(HtmlStream, says_what_is_wrong) {
  Noting cut, bytes, deep, endless;
  EXPECT_TRUE(walk("<html><body><div>Hoi", 4, cut).truncated);
  EXPECT_TRUE(cut.cut);
  EXPECT_EQ(walk(std::string("<p>a\xff") + std::string("b\0c</p>", 7), 5, bytes).invalid_utf8, 1u);
  EXPECT_NE(bytes.seen.find("a\ufffdb\u2400c"), std::string::npos) << bytes.seen;
  std::string nested;
  for (int i = 0; i < 600; ++i) nested += "<div>";
  EXPECT_TRUE(walk(nested + "te diep", 64, deep).too_deep);
  EXPECT_EQ(deep.seen.find("te diep"), std::string::npos);
  const std::string comment = "<p>a</p><!-- " + std::string(std::size_t{18} << 20, 'x');
  EXPECT_TRUE(walk(comment, 1 << 16, endless).too_long);
}

}  // namespace
}  // namespace schouw::testing
