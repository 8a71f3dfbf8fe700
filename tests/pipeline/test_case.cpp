#include "test_case.h"

#include <gtest/gtest.h>

#include <fstream>

#include "schouw/base/texts.h"

namespace schouw::testing {

namespace fs = std::filesystem;

namespace {

std::string octal(std::size_t value, int digits) {
  std::string out(static_cast<std::size_t>(digits), '0');
  for (std::size_t at = out.size(); value > 0 && at > 0; value /= 8) out[--at] = static_cast<char>('0' + value % 8);
  return out;
}

}  // namespace

void write(const fs::path& file, std::string_view bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string tar_of(std::string_view name, std::string_view bytes) {
  std::string head(512, '\0');
  head.replace(0, name.size(), name);
  head.replace(100, 7, "0000644");
  head.replace(124, 11, octal(bytes.size(), 11));
  head.replace(136, 11, octal(0, 11));
  head.replace(148, 8, "        ");
  head[156] = '0';
  head.replace(257, 5, "ustar");
  head.replace(263, 2, "00");
  std::size_t sum = 0;
  for (const char c : head) sum += static_cast<unsigned char>(c);
  head.replace(148, 6, octal(sum, 6));
  head[154] = '\0';
  return head + std::string(bytes) + std::string((512 - bytes.size() % 512) % 512 + 1024, '\0');
}

Plan plain_plan(const fs::path& folder) {
  Plan plan;
  plan.folder = folder;
  plan.title = "Proef";
  plan.purpose = "Proef";
  plan.legal_ground = "AVG artikel 6, lid 1 onder e";
  plan.approved_by = "Bestuur";
  plan.policy = "ooh";
  plan.as_of = Date{2026, 8, 15};
  plan.registers.base = folder;
  return plan;
}

std::string words(const Error& error) { return text(Lang::en, "error." + error.text, error.args) + " " + error.place; }

IngestRun ingest_into(CaseStore& store, const std::vector<fs::path>& paths, int jobs) {
  IngestOptions options;
  options.jobs = jobs;
  IngestRun run;
  const auto totals = ingest(store, paths, options);
  EXPECT_TRUE(totals.has_value()) << words(totals.error());
  if (totals) run.totals = *totals;
  run.losses = has_losses(store);
  return run;
}

std::vector<Json> records(const CaseStore& store, std::string_view kind) {
  std::vector<Json> out;
  const auto done = each_record(store, kind, [&](const Json& record) { out.push_back(record); });
  EXPECT_TRUE(done.has_value()) << words(done.error());
  return out;
}

std::vector<std::string> problems_of(const CaseStore& store, std::string_view code) {
  std::vector<std::string> out;
  for (const Json& problem : records(store, "problems"))
    if (problem.str("code") == code) out.push_back(std::string(problem.at("text").str("en")));
  return out;
}

std::string exported(const CaseStore& store, std::string_view kind) {
  std::string out;
  const auto done = each_record(store, kind, [&](const Json& record) {
    append_json(out, record);
    out += '\n';
  });
  EXPECT_TRUE(done.has_value()) << words(done.error());
  return out;
}

std::string exported_whole(const CaseStore& store) {
  std::string out;
  for (const std::string_view kind : record_kinds()) out += exported(store, kind);
  return out;
}

}  // namespace schouw::testing
