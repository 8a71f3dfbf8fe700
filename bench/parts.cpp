// The parts of an ingest by themselves, with Google Benchmark: where a message spends its time.
//   parts [--benchmark_filter=...]
#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/null_sink.h"
#include "schouw/index/index.h"
#include "words.h"

namespace schouw::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRows = 2'500;

std::string text_of(std::size_t i) {
  std::string text;
  for (std::size_t word = 0; word < 2 + i % 17; ++word) {
    if (word > 0) text += ' ';
    const std::size_t rank = (i * 7919 + word * word * 104'729) % (kWords.size() * 40);
    text += rank < kWords.size() ? kWords[rank] : std::string(kStems[rank % kStems.size()]) + std::string(kWords[rank % kWords.size()]);
  }
  return text;
}

std::vector<IndexRow> rows() {
  std::vector<IndexRow> out;
  for (std::size_t i = 0; i < kRows; ++i) {
    IndexRow& row = out.emplace_back();
    row.row = static_cast<std::int64_t>(i) + 1;
    row.id = content_id({"message", std::to_string(i)});
    row.platform = "teams";
    row.kind = "message";
    row.conversation_id = content_id({"conversation", std::to_string(i / 600)});
    row.sender_id = content_id({"account", std::to_string(i % 12)});
    row.text = text_of(i);
    row.local_ms = 1'725'177'600'000 + static_cast<std::int64_t>(i) * 60'000;
  }
  return out;
}

void build_a_part(benchmark::State& state) {
  const fs::path folder = fs::temp_directory_path() / ("schouw-parts-" + std::to_string(::getpid()));
  const std::vector<IndexRow> all = rows();
  for (auto _ : state)
    if (!build_part(folder, 0, all)) state.SkipWithError("no part");
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
  fs::remove_all(folder);
}
BENCHMARK(build_a_part)->Unit(benchmark::kMillisecond);

void merge_sixteen_parts(benchmark::State& state) {
  const fs::path folder = fs::temp_directory_path() / ("schouw-parts-" + std::to_string(::getpid()));
  std::vector<IndexRow> all = rows();
  for (auto _ : state) {
    state.PauseTiming();
    auto writer = IndexWriter::open(folder);
    if (!writer || !writer->clear()) return state.SkipWithError("no index");
    std::vector<fs::path> parts;
    for (std::uint64_t number = 0; number < 16; ++number) {
      parts.push_back(build_part(folder, number, all).value());
      for (IndexRow& row : all) row.row += static_cast<std::int64_t>(kRows);
    }
    state.ResumeTiming();
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (!writer->publish(parts[i], static_cast<std::int64_t>((i + 1) * kRows))) state.SkipWithError("no segment");
    state.PauseTiming();
    for (IndexRow& row : all) row.row -= 16 * static_cast<std::int64_t>(kRows);
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(16 * kRows));
  fs::remove_all(folder);
}
BENCHMARK(merge_sixteen_parts)->Unit(benchmark::kMillisecond);

/// Bytes in memory as an importer reads them.
class TextReader final : public EntryReader {
 public:
  TextReader(std::string path, std::string bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {}
  std::string_view path() const override { return path_; }
  std::string_view source_name() const override { return path_; }
  std::string_view head() const override { return std::string_view(bytes_).substr(0, 64u << 10); }
  std::span<const char> next() override {
    const std::span<const char> chunk = std::span(bytes_).subspan(at_, std::min<std::size_t>(256u << 10, bytes_.size() - at_));
    at_ += chunk.size();
    return chunk;
  }
  void rewind() override { at_ = 0; }
  std::uint64_t stated_size() const override { return bytes_.size(); }

 private:
  std::string path_, bytes_;
  std::size_t at_ = 0;
};

class CountingSink final : public NullSink {
 public:
  void message(Message) override { ++messages; }
  std::int64_t messages = 0;
};

void read_with_importer(benchmark::State& state, const std::string& path, const std::string& bytes) {
  TextReader reader(path, bytes);
  const Importer* importer = choose_importer(reader);
  if (importer == nullptr) return state.SkipWithError("nobody reads it");
  CountingSink sink;
  for (auto _ : state) {
    reader.rewind();
    importer->read(reader, sink);
  }
  state.SetItemsProcessed(sink.messages);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

void read_whatsapp(benchmark::State& state) {
  std::string chat;
  for (std::size_t i = 0; i < kRows; ++i)
    chat += "12-09-2025 " + std::to_string(10 + i % 10) + ":" + std::to_string(10 + i % 50) + " - " +
            std::string(kGivenNames[i % kGivenNames.size()]) + " Bos: " + text_of(i) + "\n";
  read_with_importer(state, "WhatsApp-chat met Groep 6B.txt", chat);
}
BENCHMARK(read_whatsapp);

void read_teams(benchmark::State& state) {
  std::string page = R"({"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#chats('x')/messages","value":[)";
  for (std::size_t i = 0; i < kRows; ++i)
    page += (i > 0 ? "," : "") + std::string(R"({"id":")") + std::to_string(1'725'177'600'000 + i) +
            R"(","etag":"1","messageType":"message","createdDateTime":"2025-09-12T16:05:00Z","chatId":"19:a@thread.v2",)"
            R"("from":{"user":{"id":"00000000-0000-4000-8000-000000000001","displayName":"Fleur Bos"}},)"
            R"("body":{"contentType":"html","content":"<p>)" + text_of(i) + R"(</p>"},"attachments":[],"mentions":[]})";
  read_with_importer(state, "messages.json", page + "]}");
}
BENCHMARK(read_teams);

void make_an_id(benchmark::State& state) {
  const std::string text = text_of(12);
  for (auto _ : state) benchmark::DoNotOptimize(content_id({"message", "teams", text}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(make_an_id);

void hash_a_megabyte(benchmark::State& state) {
  const std::string bytes(1u << 20, 'x');
  for (auto _ : state) benchmark::DoNotOptimize(sha256_hex(bytes));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK(hash_a_megabyte);

void fold_a_name(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(fold("Zoë van den Berg"));
}
BENCHMARK(fold_a_name);

}  // namespace
}  // namespace schouw::bench

BENCHMARK_MAIN();
