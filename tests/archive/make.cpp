#include "make.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace schouw::testing {
namespace {

std::uint32_t crc_of(std::string_view data) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(data.data()), data.size()));
}

std::string packed_form(std::string_view data, int window) {
  z_stream z{};
  EXPECT_EQ(deflateInit2(&z, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY), Z_OK);
  std::string in(data);
  std::string out(deflateBound(&z, in.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(in.data());
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

class Recorder : public EntryVisitor {
 public:
  EntryState entry(EntryReader& reader) override {
    const std::string first = all_of(reader);
    reader.rewind();
    const std::string second = all_of(reader);
    walked.rereads_that_differ += first == second ? 0 : 1;
    EXPECT_EQ(first.substr(0, 65536), reader.head());
    walked.contents[std::string(reader.path())] = first;
    return first.find("chat") != std::string::npos ? EntryState::read : EntryState::not_recognised;
  }
  void done(std::string_view path, EntryState state) override {
    walked.done.push_back(std::string(path) + "=" + std::string(name_of(state)));
    ++walked.states[state];
  }
  void problem(std::string_view path, Problem problem) override {
    walked.problems.push_back(std::string(path) + ":" + problem.code);
  }
  Walked walked = {};

 private:
  static std::string all_of(EntryReader& reader) {
    std::string all;
    for (auto chunk = reader.next(); !chunk.empty(); chunk = reader.next()) {
      if (all.size() < (1u << 20)) all.append(chunk.data(), chunk.size());
    }
    return all;
  }
};

struct Placed {
  ZipFile file;
  std::string packed;
  std::uint32_t crc;
  std::uint64_t at;
};

std::string common_fields(const Placed& p) {
  const std::uint64_t hidden = 0xffffffff;
  return number(20, 2) + number(p.file.flags, 2) + number(p.file.method, 2) + number(0x58210000, 4) + number(p.crc, 4) +
         number(p.file.zip64 ? hidden : p.packed.size(), 4) + number(p.file.zip64 ? hidden : p.file.data.size(), 4);
}

std::string zip64_field(const Placed& p) {
  if (!p.file.zip64) return {};
  return number(1, 2) + number(16, 2) + number(p.file.data.size(), 8) + number(p.packed.size(), 8);
}

std::string central_of(const Placed& p) {
  const std::string extra = zip64_field(p);
  return "PK\1\2" + number(3 << 8 | 20, 2) + common_fields(p) + number(p.file.name.size(), 2) +
         number(extra.size(), 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(p.file.mode << 16, 4) +
         number(p.at, 4) + p.file.name + extra;
}

}  // namespace

std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}

std::string make_zip(const std::vector<ZipFile>& files, const ZipShape& shape) {
  std::string out = shape.prefix;
  std::string central;
  std::uint64_t count = 0;
  for (const ZipFile& file : files) {
    Placed p{file, file.packed, 0, out.size() - shape.prefix.size()};
    if (p.packed.empty()) p.packed = file.method == 8 ? deflate(file.data) : file.data;
    p.crc = static_cast<std::uint32_t>(crc_of(file.data) + file.crc_is_off_by);
    const std::string& name = file.local_name.empty() ? file.name : file.local_name;
    const std::string extra = zip64_field(p);
    out += "PK\3\4" + common_fields(p) + number(name.size(), 2) + number(extra.size(), 2) + name + extra + p.packed;
    const std::uint64_t times = &file == &files.back() ? 1 + shape.repeat_last : 1;
    for (std::uint64_t i = 0; i < times; ++i) central += central_of(p);
    count += times;
  }
  if (shape.without_directory) return out;
  const std::uint64_t start = out.size() - shape.prefix.size();
  const std::uint64_t stated = count + static_cast<std::uint64_t>(shape.count_is_off_by);
  return out + central + "PK\5\6" + number(0, 4) + number(stated, 2) + number(stated, 2) + number(central.size(), 4) +
         number(start, 4) + number(shape.comment.size(), 2) + shape.comment + shape.behind;
}

std::string make_tar(const std::vector<TarFile>& files) {
  std::string out;
  for (const TarFile& file : files) {
    std::string block(512, '\0');
    const auto put = [&](std::size_t at, const std::string& text) { block.replace(at, text.size(), text); };
    char octal[16];
    put(0, file.name);
    put(100, "0000644");
    std::snprintf(octal, sizeof octal, "%011zo", file.data.size());
    put(124, octal);
    put(136, "14000000000");
    put(148, "        ");
    block[156] = file.type;
    put(157, file.link);
    put(257, std::string("ustar\0"
                         "00",
                         8));
    unsigned sum = 0;
    for (const char c : block) sum += static_cast<unsigned char>(c);
    std::snprintf(octal, sizeof octal, "%06o", sum);
    put(148, std::string(octal) + '\0');
    out += block + file.data + std::string((512 - file.data.size() % 512) % 512, '\0');
  }
  return out + std::string(1024, '\0');
}

std::string deflate(std::string_view data) { return packed_form(data, -15); }
std::string gzip(std::string_view data) { return packed_form(data, 31); }
std::string zeros(std::uint64_t count) { return std::string(static_cast<std::size_t>(count), '\0'); }

std::size_t Walked::count(EntryState state) const {
  const auto found = states.find(state);
  return found == states.end() ? 0 : found->second;
}

bool Walked::has(std::string_view problem) const { return std::ranges::find(problems, problem) != problems.end(); }

Walked walk_file(const std::filesystem::path& file, const ArchiveOptions& options) {
  Recorder recorder;
  const auto result = walk_source(file, file.filename().native(), options, recorder);
  EXPECT_TRUE(result.has_value());
  return recorder.walked;
}

Walked walk(const std::string& bytes, const std::string& name, const ArchiveOptions& options) {
  const auto dir = std::filesystem::temp_directory_path() / ("schouw-archive-" + std::to_string(::getpid()));
  std::filesystem::create_directories(dir);
  std::ofstream(dir / name, std::ios::binary) << bytes;
  const Walked walked = walk_file(dir / name, options);
  std::filesystem::remove_all(dir);
  EXPECT_EQ(walked.rereads_that_differ, 0);
  return walked;
}

}  // namespace schouw::testing
