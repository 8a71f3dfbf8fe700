#include "make.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "schouw/base/time.h"

namespace schouw::testing {

namespace fs = std::filesystem;

IndexRow row_of(std::int64_t row, std::string id, std::string text) {
  IndexRow out;
  out.row = row;
  out.id = std::move(id);
  out.text = std::move(text);
  out.platform = "whatsapp";
  out.kind = "message";
  return out;
}

std::int64_t noon(int year, int month, int day) {
  return *civil_to_ms({.year = year, .month = month, .day = day, .hour = 12});
}

namespace {

struct Line {
  const char* id;
  const char* sender;
  const char* text;
  int day;  ///< of September 2025; 0: no time
};

struct Name {
  const char* id;
  const char* name;
};

constexpr Name kAccounts[] = {{"acc-A", "Anna de Vries"},
                              {"acc-A", "anna@thuis.example"},
                              {"acc-B", "Bram Jansen"},
                              {"acc-M", "Meester Zoë"},
                              {"acc-C", "Chantal Ömer"},
                              {"acc-dirk", "Dirk Bakker"},
                              {"acc-dirk", "dirk.bakker@school.example"},
                              {"acc-dirk", "+31612345678"}};
constexpr Name kConversations[] = {{"chat6b", "Groep 6B ouders"}, {"mail-m1", "Toestemming foto's"}};

constexpr Line kChat[] = {
    {"w1", "Anna de Vries", "Wie heeft de foto's van het schoolreisje?", 1},
    {"w2", "Bram Jansen", "Ik heb een foto van de bus, en fotos van het strand", 2},
    {"w3", "Anna de Vries", "Zet ze niet op Snap maar op Teams!", 3},
    {"w4", "Meester Zoë", "Bel me even op 06-1234 5678, café is dicht", 4},
    {"w5", "Bram Jansen", "lol 👍🏽 zie https://www.voorbeeld.nl/album?id=7", 5},
    {"w6", "Chantal Ömer", "De leerlingen gaan met de leerling van groep 8", 6},
    {"w7", "Anna de Vries", "het strand van de bus", 30},
    {"w8", "", "Bram Jansen heeft Anna toegevoegd", 7},
    {"w9", "Bram Jansen", "zonder tijd, mét accenten en fotograaf", 0},
};

IndexRow chat_row(std::int64_t row, const Line& line) {
  IndexRow out = row_of(row, line.id, line.text);
  out.conversation_id = "chat6b";
  out.sender_id = line.sender[0] == '\0' ? "" : "acc-" + std::string(1, line.sender[0]);
  if (out.sender_id.empty()) out.kind = "system";
  if (line.day > 0) out.local_ms = noon(2025, 9, line.day);
  if (out.id == "w2") out.has = {"image"};
  if (out.id == "w2") out.attachment_text = "IMG-0001.jpg strandfoto";
  return out;
}

IndexRow mail_row(std::int64_t row, std::string id, std::string title, std::string text, std::int64_t ms) {
  IndexRow out = row_of(row, std::move(id), std::move(text));
  out.platform = "mail";
  out.title = std::move(title);
  out.conversation_id = "mail-" + out.id;
  out.sender_id = "acc-dirk";
  out.recipient_ids = {"acc-A"};
  out.local_ms = ms;
  return out;
}

}  // namespace

std::vector<IndexRow> school_rows() {
  std::vector<IndexRow> rows;
  for (const Line& line : kChat) rows.push_back(chat_row(static_cast<std::int64_t>(rows.size()) + 1, line));
  rows.push_back(mail_row(10, "m1", "Toestemming foto's", "Beste ouder, hierbij het formulier.", noon(2025, 10, 1)));
  rows.push_back(mail_row(11, "m2", "Uitnodiging", "Welkom op de ouderavond.", noon(2025, 10, 31)));
  rows.push_back(mail_row(12, "m3", "Factuur", "Bedrag: 12,50 euro", noon(2024, 12, 31)));
  rows[9].has = {"document"};
  rows.push_back(row_of(13, "t1", "Les valt uit"));
  rows.push_back(row_of(14, "t2", "Gemist gesprek"));
  for (std::size_t i = 12; i < 14; ++i) {
    rows[i].platform = "teams";
    rows[i].local_ms = noon(2025, 11, static_cast<int>(i));
  }
  rows[13].kind = "call";
  return rows;
}

void publish_rows(const fs::path& folder, std::span<const IndexRow> rows, std::size_t size) {
  auto writer = IndexWriter::open(folder);
  ASSERT_TRUE(writer.has_value()) << writer.error().text;
  while (!rows.empty()) {
    const auto batch = rows.first(std::min(size, rows.size()));
    const auto part = build_part(folder, writer->next_number(), batch);
    ASSERT_TRUE(part.has_value()) << part.error().text;
    const auto published = writer->publish(*part, batch.back().row);
    ASSERT_TRUE(published.has_value()) << published.error().text;
    rows = rows.subspan(batch.size());
  }
  const auto finished = writer->finish();
  ASSERT_TRUE(finished.has_value()) << finished.error().text;
}

QueryContext context_of(const std::vector<IndexRow>& rows) {
  QueryContext context;
  context.accounts_of_person = [](std::string_view name) -> std::vector<std::string> {
    if (name == "Anna de Vries" || name == "p1") return {"acc-A", "acc-unused"};
    return {};
  };
  context.accounts_of_role = [](std::string_view name) -> std::vector<std::string> {
    if (name == "medewerker" || name == "staff") return {"acc-dirk", "acc-M"};
    return {};
  };
  context.each_account_name = [](const QueryContext::Names& take) {
    for (const Name& each : kAccounts) take(each.id, each.name);
  };
  context.each_conversation_title = [](const QueryContext::Names& take) {
    for (const Name& each : kConversations) take(each.id, each.name);
  };
  context.row_of_id = [&rows](std::string_view id) -> std::optional<std::int64_t> {
    const auto found = std::ranges::find(rows, id, &IndexRow::id);
    return found == rows.end() ? std::nullopt : std::optional(found->row);
  };
  return context;
}

QueryContext school_context() {
  static const std::vector<IndexRow> rows = school_rows();
  return context_of(rows);
}

std::string ids_of(const std::vector<IndexRow>& rows, const SearchAnswer& answer) {
  std::string ids;
  for (const std::int64_t row : answer.rows) {
    const auto found = std::ranges::find(rows, row, &IndexRow::row);
    ids += (ids.empty() ? "" : " ") + (found == rows.end() ? std::to_string(row) : found->id);
  }
  return ids;
}

std::string ids_of(const IndexReader& reader, const std::vector<IndexRow>& rows, const std::string& query,
                   bool by_time) {
  const auto answer = reader.search({.query = query, .by_time = by_time}, context_of(rows));
  if (!answer) return "!" + answer.error().text;
  if (answer->total_is_exact && answer->total <= 20) {
    EXPECT_EQ(answer->total, answer->rows.size()) << query;
  }
  return ids_of(rows, *answer);
}

}  // namespace schouw::testing
