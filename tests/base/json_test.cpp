#include "schouw/base/json.h"

#include <gtest/gtest.h>

namespace schouw {
namespace {

TEST(StrictJson, every_value_knows_its_line) {
  const auto json = parse_json_document("{\n \"a\": 1\n,\n \"b\": [\n  true,\n  \"x\"\n ]\n}", "plan.json");
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(json->line, 1u);
  EXPECT_EQ(json->at("a").line, 2u);
  EXPECT_EQ(json->at("b").line, 4u);
  EXPECT_EQ(json->at("b").items()[0].line, 5u);
  EXPECT_EQ(json->at("b").items()[1].line, 6u);
}

TEST(StrictJson, forgives_nothing_and_names_the_line) {
  struct Row {
    std::string_view text, id, place;
  };
  for (const Row& row :
       {Row{"{\n\"a\": 1,\n}", "json-syntax", "plan.json:3"}, Row{"", "json-syntax", "plan.json:1"},
        Row{"{\"a\": 1} x", "json-syntax", "plan.json:1"}, Row{"{\n\n'a': 1}", "json-syntax", "plan.json:3"},
        Row{"{\"a\": 1,\n\"a\": 2}", "json-key-twice", "plan.json:2"}, Row{"[\"\xFF\"]", "json-syntax", "plan.json:1"},
        Row{"{\"a\": [1,\n2", "json-syntax", "plan.json:2"}}) {
    const auto json = parse_json_document(row.text, "plan.json");
    ASSERT_FALSE(json.has_value()) << row.text;
    EXPECT_EQ(json.error().text, row.id) << row.text;
    EXPECT_EQ(json.error().place, row.place) << row.text;
  }
  EXPECT_EQ(parse_json_document(std::string(600, '['), "x").error().text, "json-too-deep");
}

TEST(JsonValue, gives_an_empty_answer_for_what_is_not_there) {
  const Json json = *parse_json_document(R"({"n": "12", "d": 3.0, "Items": [1], "s": "x"})", "t");
  EXPECT_EQ(json.at("n").integer(), 12);
  EXPECT_EQ(json.at("d").integer(), 3);
  EXPECT_FALSE(json.at("s").integer().has_value());
  EXPECT_TRUE(json.at("nothing").at("at").at("all").is_null());
  EXPECT_EQ(json.find_nocase("items")->size(), 1u);
  EXPECT_EQ(json.at("s").items().size(), 0u);
  EXPECT_FALSE(Json(1e300).integer().has_value());
}

TEST(JsonWriting, keeps_order_types_and_characters) {
  Json json;
  json["b"] = 1;
  json["a"] = 1.0;
  json["é"] = "\"\\\n\x01ü";
  json["list"] = Json::Array{0.1, nullptr, true, Json::object()};
  const std::string text = to_json(json);
  EXPECT_EQ(text, "{\"b\":1,\"a\":1.0,\"é\":\"\\\"\\\\\\n\\u0001ü\",\"list\":[0.1,null,true,{}]}");
  EXPECT_EQ(*parse_json_document(text, "t"), json);
  EXPECT_EQ(to_pretty_json(Json(Json::Array{1, Json::array()})), "[\n  1,\n  []\n]");
  EXPECT_EQ(to_json(Json("a\xFF")), "\"a\uFFFD\"");
}

}  // namespace
}  // namespace schouw
