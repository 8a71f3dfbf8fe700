#include "schouw/base/csv.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace schouw {
namespace {

std::string shown(const CsvTable& table) {
  std::string out;
  for (const std::string& name : table.header) out += name + "|";
  for (const CsvRow& row : table.rows) {
    out += "\n" + std::to_string(row.line) + ":";
    for (const std::string& field : row.fields) out += field + "|";
  }
  return out;
}

TEST(Csv, is_read_as_schools_make_it) {
  struct Row {
    std::string_view name, text, expected;
  };
  for (const Row& row : {
           Row{"comma", "A, b\n1,2\n", "a|b|\n2:1|2|"},
           Row{"semicolon", "a;b\r\n1;2,5\r\n", "a|b|\n2:1|2,5|"},
           Row{"tab", "a\tb\n1\t2", "a|b|\n2:1|2|"},
           Row{"separator line", "sep=;\na;b\n1;2\n", "a|b|\n3:1|2|"},
           Row{"BOM and blank rows",
               "\xEF\xBB\xBF"
               "a;b\n\n;\n1;2\n",
               "a|b|\n4:1|2|"},
           Row{"quotes", "a,b\n\"x, \"\"y\"\"\",\"new\nline\"\n3,4\n", "a|b|\n2:x, \"y\"|new\nline|\n4:3|4|"},
           Row{"quote inside", "a,b\n5\" scherm,2\n\"Jan\" de Boer,3\n", "a|b|\n2:5\" scherm|2|\n3:Jan de Boer|3|"},
           Row{"short and long rows", "a,b\n1\n1,2,3\n", "a|b|\n2:1|\n3:1|2|3|"},
           Row{"old Mac", "a;b\r1;2\r", "a|b|\n2:1|2|"},
           Row{"windows-1252", "naam;x\nRen\xE9;1\n", "naam|x|\n2:René|1|"},
           Row{"empty", "", ""},
       })
    EXPECT_EQ(shown(parse_csv(row.text)), row.expected) << row.name;
}

TEST(Csv, a_stream_gives_the_same_rows_in_pieces_of_any_size) {
  const std::string text =
      "\xEF\xBB\xBF\"a\";b\r\n1;\"x \"\"y\"\"\r\nz\" !\r\n\n  2 ; \"q\"\rRen\xC3\xA9;";
  for (const std::size_t size : {std::size_t{1}, std::size_t{3}, text.size()}) {
    std::size_t at = 0;
    const ByteSource source = [&]() -> std::span<const char> {
      const std::size_t from = std::min(at, text.size());
      at = std::min(from + size, text.size());
      return {text.data() + from, at - from};
    };
    std::string rows;
    const CsvDamage damage = stream_csv(source, sniff_encoding(text), ';', [&](CsvRow&& row) {
      rows += std::to_string(row.line) + ":";
      for (const std::string& field : row.fields) rows += field + "|";
    });
    EXPECT_EQ(rows, "1:a|b|2:1|x \"y\"\r\nz !|4:|5:  2 |q|6:René||") << size;
    EXPECT_EQ(damage.replaced_bytes, 0u);
  }
}

TEST(Csv, damage_is_told) {
  EXPECT_EQ(parse_csv("a;b\n1;\"x\n2;3\n").damage.unclosed_quote_line, 2u);
  EXPECT_EQ(parse_csv("a;b\n" + std::string(5000, ';') + "x\n").damage.too_many_fields, 1u);
  EXPECT_EQ(parse_csv("a;\xE9\x81\n").damage.replaced_bytes, 1u);
}

TEST(Csv, absent_columns_and_fields_are_empty) {
  const CsvTable table = parse_csv("a;b\n 1 \n");
  EXPECT_EQ(table.field(table.rows[0], table.column("a")), "1");
  EXPECT_EQ(table.field(table.rows[0], table.column("b")), "");
  EXPECT_EQ(table.field(table.rows[0], table.column("c")), "");
}

TEST(Csv, a_spreadsheet_is_given_no_formula) {
  struct Row {
    std::string_view text, expected;
  };
  for (const Row& row :
       {Row{"=1+1", "\"'=1+1\""}, Row{"@x", "\"'@x\""}, Row{"-1", "\"'-1\""}, Row{"+31612345678", "\"'+31612345678\""},
        Row{"＝1", "\"'＝1\""}, Row{"a=\"b\"", "\"a=\"\"b\"\"\""}, Row{"", "\"\""}}) {
    std::string out;
    append_csv_field(out, row.text);
    EXPECT_EQ(out, row.expected);
  }
}

}  // namespace
}  // namespace schouw
