// Snippets, with [ ] for the marks.
#include <gtest/gtest.h>

#include "make.h"

namespace schouw {
namespace {

std::string shown(std::string snippet) {
  for (const auto& [mark, as] : {std::pair{"\uE000", "["}, std::pair{"\uE001", "]"}})
    for (auto at = snippet.find(mark); at != std::string::npos; at = snippet.find(mark)) snippet.replace(at, 3, as);
  return snippet;
}

std::string snippet_of(const std::string& text, const std::string& query) {
  testing::TempFolder folder;
  const IndexRow row = testing::row_of(1, "x", text);
  testing::publish_rows(folder.path(), {&row, 1}, 1);
  const auto reader = IndexReader::open(folder.path());
  const auto answer = reader->search({.query = query}, {});
  if (!answer) return answer.error().text;
  return answer->rows.empty() ? "" : shown(answer->snippet(text));
}

struct SnippetCase {
  std::string name, text, query, expected;
};

TEST(Snippets, mark_what_was_found) {
  const SnippetCase cases[] = {
      {"a word", "Wie heeft de foto's van gister?", "foto", "Wie heeft de [foto's] van gister?"},
      {"all of them", "foto, Fotos en FOTO'S", "foto", "[foto], [Fotos] en [FOTO'S]"},
      {"a phrase as one", "staat op  Snap hoor op", "\"op snap\"", "staat [op Snap] hoor op"},
      {"overlapping", "op snap", "\"op snap\" snap", "[op snap]"},
      {"accents", "naar het Café", "cafe", "naar het [Café]"},
      {"a star", "fotograaf en fotoboek", "foto*", "[fotograaf] en [fotoboek]"},
      {"a number", "bel +31 6 1234 5678 even", "0612345678", "bel [+31 6 1234 5678] even"},
      {"what is not wanted is no hit", "foto van de bus", "foto -trein", "[foto] van de bus"},
      {"one line", "eerste\n\n\ttweede foto", "foto", "eerste tweede [foto]"},
      {"marks of the evidence are gone", "een \uE000foto\uE001 hier", "foto", "een [foto] hier"},
      {"nothing to mark", "een foto hier", "*", "een foto hier"},
  };
  for (const SnippetCase& each : cases) EXPECT_EQ(snippet_of(each.text, each.query), each.expected) << each.name;
}

TEST(Snippets, cut_long_texts_around_the_hits) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "vulling ";
  const std::string snippet = snippet_of(text + "de foto's zijn é van de foto " + text, "foto");
  EXPECT_TRUE(snippet.starts_with("… vulling")) << snippet;
  EXPECT_TRUE(snippet.ends_with("vulling …")) << snippet;
  EXPECT_NE(snippet.find("de [foto's] zijn é van de [foto] vulling"), std::string::npos) << snippet;
  EXPECT_LT(snippet.size(), 270u);
  EXPECT_TRUE(snippet_of(text, "*").starts_with("vulling vulling"));
}

TEST(Snippets, cut_texts_without_blanks) {
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += "é";
  const std::string snippet = snippet_of("foto " + text + " foto", "foto");
  EXPECT_TRUE(snippet.starts_with("[foto] é")) << snippet;
  EXPECT_LT(snippet.size(), 400u);
}

}  // namespace
}  // namespace schouw
