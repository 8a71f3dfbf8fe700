#include "schouw/base/utf8.h"

#include <gtest/gtest.h>

namespace schouw {
namespace {

struct Pair {
  std::string_view input, expected;
};

TEST(Utf8, each_maximal_invalid_sequence_becomes_one_replacement) {
  struct Row {
    std::string input, expected;
    std::size_t replaced;
  };
  for (const Row& row : {Row{"café", "café", 0}, Row{"caf\xE9!", "caf\uFFFD!", 1}, Row{"\xE2\x82(", "\uFFFD(", 1},
                         Row{"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3}, Row{"\xC0\xAF", "\uFFFD\uFFFD", 2},
                         Row{"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4}, Row{"a\xF0\x9F\x98", "a\uFFFD", 1},
                         Row{"0123456789abcdef\xFF"
                             "0123456789abcdef",
                             "0123456789abcdef\uFFFD0123456789abcdef", 1}}) {
    std::string text = row.input;
    EXPECT_EQ(is_utf8(text), row.replaced == 0) << row.expected;
    EXPECT_EQ(repair_utf8(text), row.replaced) << row.expected;
    EXPECT_EQ(text, row.expected);
  }
}

TEST(Utf8, encodings_are_recognised) {
  struct Row {
    std::string_view head;
    Encoding expected;
  };
  for (const Row& row : {Row{"\xEF\xBB\xBFx", Encoding::utf8_bom}, Row{"\xFF\xFEx", Encoding::utf16le},
                         Row{"\xFE\xFFx", Encoding::utf16be}, Row{{"a\0b\0c\0", 6}, Encoding::utf16le},
                         Row{{"\0a\0b\0c", 6}, Encoding::utf16be}, Row{"café", Encoding::utf8},
                         Row{"caf\xE9", Encoding::windows1252}, Row{"", Encoding::utf8}})
    EXPECT_EQ(sniff_encoding(row.head), row.expected);
  // A head of 64 KiB may end inside a character.
  EXPECT_EQ(sniff_encoding(std::string(100, 'a') + "\xE2\x82"), Encoding::utf8);
}

TEST(Utf8, other_encodings_become_utf8) {
  std::size_t replaced = 0;
  EXPECT_EQ(to_utf8("caf\xE9 \x80", Encoding::windows1252, replaced), "café €");
  EXPECT_EQ(to_utf8({"\xFF\xFE\x3D\xD8\x00\xDE", 6}, Encoding::utf16le, replaced), "😀");
  EXPECT_EQ(replaced, 0u);
  EXPECT_EQ(to_utf8({"a\0\x00\xD8", 4}, Encoding::utf16le, replaced), "a\uFFFD");
  EXPECT_EQ(to_utf8("\x81", Encoding::windows1252, replaced), "\uFFFD");
  EXPECT_EQ(replaced, 2u);
}

TEST(Mojibake, of_meta_is_undone_and_nothing_else) {
  for (const Pair& row : {Pair{"Ren\u00c3\u00a9e", "Renée"}, Pair{"\u00f0\u009f\u0098\u0080", "😀"}, Pair{"Zoë", "Zoë"},
                          Pair{"plain", "plain"}, Pair{"Ã", "Ã"}, Pair{"😀 \u00c3\u00a9", "😀 \u00c3\u00a9"}}) {
    std::string text(row.input);
    EXPECT_EQ(repair_mojibake(text), row.input != row.expected) << row.input;
    EXPECT_EQ(text, row.expected);
  }
}

TEST(Fold, makes_spellings_of_one_name_equal) {
  for (const Pair& row :
       {Pair{"Zoë", "zoe"}, Pair{"Ĳsselmuiden", "ijsselmuiden"},
        Pair{"  Anna \t van\u00a0der  Berg ", "anna van der berg"}, Pair{"’t Hart", "'t hart"},
        Pair{"`t Hart", "'t hart"}, Pair{"STRASSE", "strasse"}, Pair{"Straße", "strasse"},
        Pair{"Bjørn Łukasz", "bjorn lukasz"}, Pair{"an\u200bna", "anna"}, Pair{"e\u0301", "e"}, Pair{"ﬁets", "fiets"},
        Pair{"👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"}, Pair{"a\u200db", "ab"}, Pair{"", ""}, Pair{" é ", "e"}})
    EXPECT_EQ(fold(row.input), row.expected) << row.input;
}

TEST(Visible, shows_what_a_screen_would_act_on) {
  for (const Pair& row :
       {Pair{"regel\n\ttwee", "regel\n\ttwee"}, Pair{"a\u202eb", "a⟦U+202E⟧b"}, Pair{"\x1b[31m", "⟦U+001B⟧[31m"},
        Pair{"a\xFF", "a⟦0xFF⟧"}, Pair{"\u0085", "⟦U+0085⟧"}, Pair{"a\u200bb", "a⟦U+200B⟧b"}, Pair{"\x7f", "⟦U+007F⟧"},
        Pair{"👨\u200d👩", "👨\u200d👩"}, Pair{"a\u200db", "a⟦U+200D⟧b"}, Pair{"\xC2", "⟦0xC2⟧"}, Pair{"é", "é"}}) {
    EXPECT_EQ(visible(row.input), row.expected);
    EXPECT_TRUE(is_utf8(visible(row.input)));
  }
}

TEST(Utf8, small_tools) {
  EXPECT_EQ(prefix("café", 4), "caf");
  EXPECT_EQ(prefix("café", 5), "café");
  EXPECT_EQ(trim("\u00a0 x\u202f\n"), "x");
  EXPECT_EQ(trim(" \u00a0"), "");
  EXPECT_EQ(ascii_lower("ÉA@X.NL"), "Éa@x.nl");
  EXPECT_EQ(strip_invisible("\u200eJan\u2069\u200d"), "Jan\u200d");
  EXPECT_EQ(nfc("e\u0301"), "é");
}

}  // namespace
}  // namespace schouw
