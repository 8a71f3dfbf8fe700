#include "schouw/base/json_stream.h"

#include <gtest/gtest.h>

#include "schouw/base/json_documents.h"
#include "testing.h"

namespace schouw {
namespace {

struct Seen {
  std::string values;  ///< a line for each value: path, byte, completeness, value
  JsonDamage damage;
};

ByteSource pieces(std::string_view text, std::size_t size) {
  return [text, size]() mutable {
    const std::string_view piece = text.substr(0, size);
    text.remove_prefix(piece.size());
    return std::span<const char>(piece.data(), piece.size());
  };
}

/// Takes the values two levels down, as importers of {"messages": [...]} do.
Seen see(std::string_view text, std::size_t piece_size) {
  Seen seen;
  JsonVisitor visitor;
  visitor.step = [](std::span<const std::string_view> path, bool) {
    return path.size() < 2 ? JsonStep::enter : JsonStep::take;
  };
  visitor.on_value = [&](const JsonItem& item, Json&& value) {
    for (const std::string_view part : item.path) seen.values += std::string(part) + "/";
    seen.values += " " + std::to_string(item.byte) + (item.complete ? " " : " cut ") + to_json(value) + "\n";
  };
  seen.damage = stream_json(pieces(text, piece_size), visitor);
  return seen;
}

std::string values_of(std::string_view text) { return see(text, 4096).values; }

TEST(JsonStream, hands_over_what_was_asked_for_with_its_place) {
  EXPECT_EQ(values_of(R"({"messages": [{"id": 1}, {"id": 2}], "title": "x"})"),
            "messages/0/ 14 {\"id\":1}\n"
            "messages/1/ 25 {\"id\":2}\n"
            "title/ 46 \"x\"\n");
}

/// Half of what follows looks like UTF-16; what counts is how the file begins, however it comes in.
TEST(JsonStream, finds_the_encoding_whatever_the_pieces) {
  std::string text =
      R"({"subject": "Rooster week 3", "body": "Maandag begint de les om negen uur in lokaal 12", "rest": ")";
  for (int i = 0; i < 400; ++i) text += std::string("a\0", 2);
  text += "\", \"last\": 1}";
  const Seen whole = see(text, text.size());
  EXPECT_EQ(see(text, 3).values, whole.values);
  EXPECT_NE(whole.values.find("Rooster week 3"), std::string::npos);
}

TEST(JsonStream, forgives_and_counts) {
  struct Row {
    std::string name, text, expected;
    JsonDamage damage;
  };
  const Row rows[] = {
      {.name = "BOM", .text = "\xEF\xBB\xBF[1]", .expected = "[1]", .damage = {}},
      {.name = "UTF-8", .text = "[\"a\xFF\"]", .expected = "[\"a\uFFFD\"]", .damage = {.invalid_utf8 = 1}},
      {.name = "lone surrogate",
       .text = R"(["\ud83dx"])",
       .expected = "[\"\uFFFDx\"]",
       .damage = {.lone_surrogates = 1}},
      {.name = "pair", .text = R"(["\ud83d\ude00"])", .expected = "[\"😀\"]", .damage = {}},
      {.name = "hex escape", .text = R"(["\x41\q"])", .expected = "[\"Aq\"]", .damage = {.bad_escapes = 2}},
      {.name = "control byte", .text = "[\"a\nb\"]", .expected = R"(["a\nb"])", .damage = {.bad_escapes = 1}},
      {.name = "trailing comma",
       .text = "[1,]",
       .expected = "[1]",
       .damage = {.syntax_errors = 1, .first_error_byte = 3}},
      {.name = "missing comma",
       .text = "[1 2]",
       .expected = "[1,2]",
       .damage = {.syntax_errors = 1, .first_error_byte = 3}},
      {.name = "NaN",
       .text = R"({"a": NaN, "b": 1})",
       .expected = R"({"a":null,"b":1})",
       .damage = {.syntax_errors = 1, .first_error_byte = 6}},
      {.name = "JavaScript", .text = "window.YTD.x.part0 = [1];", .expected = "[1]", .damage = {}},
      {.name = "JavaScript, formatted",
       .text = "window.YTD.x.part0 = [\n  {\n    tweet: {\n      $id: '7',\n      text: 'Zij: \"hoi\", it\\'s {x}',\n"
               "      \"b\": [null, \"a'b\",],\n    },\n  },\n  {}, { t_2 : \"c\" },\n];\n",
       .expected = R"([{"tweet":{"$id":"7","text":"Zij: \"hoi\", it's {x}","b":[null,"a'b"]}},{},{"t_2":"c"}])",
       .damage = {}},
      {.name = "JavaScript without an assignment",
       .text = "[{tweet: 1}]",
       .expected = "[{}]",
       .damage = {.syntax_errors = 7, .first_error_byte = 2}},
      {.name = "text behind",
       .text = "[1] x",
       .expected = "[1]",
       .damage = {.syntax_errors = 1, .first_error_byte = 4}},
      {.name = "cut",
       .text = R"({"a": 1, "b": "xy)",
       .expected = R"({"a":1,"b":"xy"})",
       .damage = {.first_error_byte = 17, .truncated = true}},
      {.name = "key twice", .text = R"({"a":1,"a":2})", .expected = R"({"a":1,"a":2})", .damage = {}},
      {.name = "no JSON", .text = "18-08-2026 09:16 - Anna: hoi", .expected = "18", .damage = {.not_json = true}},
  };
  for (const Row& row : rows) {
    JsonDamage damage;
    const Json value = parse_json_leniently(row.text, damage);
    if (row.damage.not_json) {
      EXPECT_FALSE(json_shape(row.text).is_json) << row.name;
      continue;
    }
    EXPECT_EQ(to_json(value), row.expected) << row.name;
    EXPECT_EQ(damage.invalid_utf8, row.damage.invalid_utf8) << row.name;
    EXPECT_EQ(damage.lone_surrogates, row.damage.lone_surrogates) << row.name;
    EXPECT_EQ(damage.bad_escapes, row.damage.bad_escapes) << row.name;
    EXPECT_EQ(damage.syntax_errors, row.damage.syntax_errors) << row.name;
    EXPECT_EQ(damage.first_error_byte, row.damage.first_error_byte) << row.name;
    EXPECT_EQ(damage.truncated, row.damage.truncated) << row.name;
  }
}

TEST(JsonStream, utf16_is_read_and_bytes_are_those_of_the_file) {
  std::string wide("\xFF\xFE", 2);
  for (const char c : std::string_view(R"({"m":[{"a":1},{"a":2}]})")) wide += std::string{c, '\0'};
  EXPECT_EQ(values_of(wide), "m/0/ 14 {\"a\":1}\nm/1/ 30 {\"a\":2}\n");
}

TEST(JsonStream, one_damaged_message_does_not_take_the_others_along) {
  const std::string text =
      "{\"messages\": [\n  {\n    \"id\": 1, \"text\": \"a\"\n  },\n  {\n    \"id\": 2, \"text: \"b\"\n  },\n"
      "  {\n    \"id\": 3, \"text\": \"c\"\n  }\n], \"title\": \"klas\"}";
  const Seen seen = see(text, 4096);
  EXPECT_NE(seen.values.find("{\"id\":1,\"text\":\"a\"}"), std::string::npos);
  EXPECT_NE(seen.values.find("{\"id\":3,\"text\":\"c\"}"), std::string::npos);
  EXPECT_NE(seen.values.find("cut {\"id\":2"), std::string::npos);
  EXPECT_NE(seen.values.find("\"klas\""), std::string::npos);
  EXPECT_GE(seen.damage.syntax_errors, 1u);
}

TEST(JsonStream, any_single_byte_overwritten_costs_at_most_two_messages) {
  std::string text = "{\"messages\":[";
  for (int i = 0; i < 12; ++i)
    text += (i == 0 ? "" : ",") + std::string("{\"id\":") + std::to_string(100 + i) + ",\"t\":\"tekst\"}";
  text += "]}";
  for (std::size_t at = 13; at + 24 < text.size(); ++at) {
    std::string damaged = text;
    damaged[at] = '~';
    const Seen seen = see(damaged, 4096);
    int whole = 0;
    for (int i = 0; i < 12; ++i)
      whole += seen.values.find("{\"id\":" + std::to_string(100 + i) + ",\"t\":\"tekst\"}") != std::string::npos;
    EXPECT_GE(whole, 10) << at << '\n' << damaged << '\n' << seen.values;
  }
}

TEST(JsonStream, pieces_of_any_size_and_a_cut_anywhere_give_the_same) {
  const std::string text = R"({"a":[{"k":"caf)"
                           "\xC3\xA9"
                           R"( \ud83d\ude00 \u00e9","n":-12.5e3},{"k":[true,null,{"x":""}]}],"b":"x\n"})";
  for (std::size_t end = 0; end <= text.size(); ++end) {
    const std::string cut = text.substr(0, end);
    const Seen whole = see(cut, 4096);
    EXPECT_EQ(whole.damage.truncated || whole.damage.not_json, end < text.size()) << end;
    for (const std::size_t size : {1u, 2u, 3u, 7u}) {
      const Seen seen = see(cut, size);
      EXPECT_EQ(seen.values, whole.values) << end << " in pieces of " << size;
      EXPECT_EQ(seen.damage.first_error_byte, whole.damage.first_error_byte) << end << " in pieces of " << size;
    }
  }
}

/// Takes the documents themselves apart: "{" where one begins, then its members.
Seen see_all(std::string_view text, std::size_t piece_size) {
  Seen seen;
  JsonVisitor visitor;
  visitor.step = [&](std::span<const std::string_view> path, bool) {
    if (path.empty()) seen.values += "{";
    return path.empty() ? JsonStep::enter : JsonStep::take;
  };
  visitor.on_value = [&](const JsonItem& item, Json&& value) {
    for (const std::string_view part : item.path) seen.values += std::string(part) + "=";
    seen.values += (item.complete ? "" : "cut ") + to_json(value) + " ";
  };
  seen.damage = stream_json_documents(pieces(text, piece_size), visitor);
  return seen;
}

TEST(JsonDocuments, all_are_read) {
  struct Row {
    std::string name, text, expected;
    std::uint64_t errors = 0;
  };
  const Row rows[] = {
      {"one", R"({"a":1})", "{a=1 "},
      {"lines", "{\"a\":1}\n{\"a\":2}\r\n{\"a\":3}\n", "{a=1 {a=2 {a=3 "},
      {"no blank between", R"({"a":1}{"b":2}[3])", "{a=1 {b=2 {0=3 "},
      {"marks of files put together", "\xEF\xBB\xBF{\"a\":1}\n\xEF\xBB\xBF{\"a\":2}", "{a=1 {a=2 "},
      {"brackets taken off", "{\"a\":1},\n{\"a\":2}", "{a=1 {a=2 ", 1},
      {"a line of another kind", "{\"a\":1}\nWARNING: {x}\n{\"a\":2}\n", "{a=1 {a=2 ", 1},
      {"text behind a single one", "{\"a\":1} end", "{a=1 ", 1},
      {"a damaged line", "{\"a\":1}\n{\"a\":{\"a\" 2},\n{\"a\":3}\n{\"a\":4}", "{a=1 {a=cut {} {a=3 {a=4 ", 1},
      {"the first one damaged", "{\"a\":1,\"b\" 2}\n{\"a\":3}\n{\"a\":4}", "{a=1 {a=3 {a=4 ", 1},
      {"a line cut in a text", "{\"a\":1}\n{\"a\":2,\"b\":\"x\n{\"a\":3}\n{\"a\":4}",
       "{a=1 {a=2 b=cut \"x\" {a=3 {a=4 ", 1},
      {"a line cut in a name", "{\"a\":1}\n{\"a\":2,\"b\n{\"a\":3}\n{\"a\":4}", "{a=1 {a=2 {a=3 {a=4 ", 1},
      {"a cut line", "{\"a\":1}\n{\"a\":2,\"b\":\n{\"a\":3}\n{\"a\":4}", "{a=1 {a=2 b={\"a\":3} {a=4 ", 1},
  };
  for (const Row& row : rows)
    for (const std::size_t size : {1u, 3u, 4096u}) {
      const Seen seen = see_all(row.text, size);
      EXPECT_EQ(seen.values, row.expected) << row.name << " in pieces of " << size;
      EXPECT_EQ(seen.damage.syntax_errors, row.errors) << row.name << " in pieces of " << size;
      EXPECT_FALSE(seen.damage.truncated) << row.name;
    }
}

TEST(JsonDocuments, a_single_one_is_read_as_ever) {
  for (const std::string_view text : {R"({"a":[{"k":1},{"k":2}],"b":"x"})", R"({"a":[{"k":1},{"k":~}],"b":"x"})",
                                      R"({"a":[{"k":1},{"k":2}],"b":"x)", R"({"a" 1, "b":2})", "x = [1]", "", "7"}) {
    JsonVisitor visitor;
    std::string values;
    visitor.step = [](std::span<const std::string_view> path, bool) {
      return path.size() < 2 ? JsonStep::enter : JsonStep::take;
    };
    visitor.on_value = [&](const JsonItem& item, Json&& value) {
      for (const std::string_view part : item.path) values += std::string(part) + "/";
      values += " " + std::to_string(item.byte) + (item.complete ? " " : " cut ") + to_json(value) + "\n";
    };
    const JsonDamage damage = stream_json_documents(pieces(text, 5), visitor);
    const Seen ever = see(text, 5);
    EXPECT_EQ(values, ever.values) << text;
    EXPECT_EQ(damage.syntax_errors, ever.damage.syntax_errors) << text;
    EXPECT_EQ(damage.truncated, ever.damage.truncated) << text;
  }
}

TEST(JsonStream, nesting_has_a_limit) {
  JsonDamage damage;
  parse_json_leniently(std::string(100'000, '['), damage);
  EXPECT_EQ(damage.too_deep, 1u);
  EXPECT_TRUE(damage.truncated);
  const Json fits = parse_json_leniently(std::string(512, '[') + std::string(512, ']'), damage);
  EXPECT_TRUE(damage.clean());
}

TEST(JsonShape, shows_keys_out_of_the_head) {
  const JsonShape root =
      json_shape(R"({"participants": [], "messages": [{"sender_name": "A", "content": "b"}, {"x": 1)");
  EXPECT_TRUE(root.is_json);
  EXPECT_TRUE(root.has("participants"));
  EXPECT_TRUE(root.item_has("sender_name"));
  EXPECT_FALSE(root.item_has("x"));
  const JsonShape list = json_shape(R"([{"id": 1, "body": {"content": "x"}}])");
  EXPECT_TRUE(list.root_is_array);
  EXPECT_TRUE(list.item_has("body"));
  EXPECT_FALSE(json_shape("[18-08-2026 09:16:03] Anna: hoi").is_json);
  EXPECT_FALSE(json_shape("Beste ouders").is_json);
}

std::vector<std::filesystem::path> corpus() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"hostile/json", "hostile/generated/json"})
    for (const auto& file : testing::files_below(testing::fixtures_dir() / folder)) files.push_back(file);
  return files;
}

TEST(JsonCorpus, is_read_without_harm_whatever_the_pieces) {
  if (testing::fixtures_dir().empty()) GTEST_SKIP() << "no fixtures on this machine";
  for (const auto& file : corpus()) {
    const std::string bytes = testing::slurp(file);
    if (bytes.size() > (4u << 20)) continue;
    const Seen whole = see(bytes, 1u << 20);
    if (bytes.size() < 100'000) {
      EXPECT_EQ(see(bytes, 1).values, whole.values) << file;
      EXPECT_EQ(see(bytes, 5).damage.syntax_errors, whole.damage.syntax_errors) << file;
    }
    JsonDamage damage;
    parse_json_leniently(bytes, damage);
    const std::string name = file.filename();
    EXPECT_TRUE(!name.starts_with("y_") || damage.clean()) << file;
    EXPECT_FALSE(name.starts_with("n_") && damage.clean()) << file;
  }
}

}  // namespace
}  // namespace schouw
