// The parsers below the importers, and those of what a school gives: policies, registers, queries, sealed files.
#include <algorithm>
#include <map>
#include <span>

#include "indexer/query_parser.h"
#include "schouw/base/age.h"
#include "schouw/base/csv.h"
#include "schouw/base/json_stream.h"
#include "schouw/base/minisign.h"
#include "schouw/base/time.h"
#include "schouw/base/utf8.h"
#include "schouw/base/xml.h"
#include "schouw/import/null_sink.h"
#include "schouw/import/picture.h"
#include "schouw/policy/policy.h"
#include "src/import/html_stream.h"
#include "src/import/html_text.h"
#include "src/import/html_walk.h"
#include "src/policy/registers_draft.h"
#include "src/policy/registers_kind.h"
#include "src/policy/registers_lessons.h"
#include "src/policy/registers_own.h"
#include "src/policy/registers_sets.h"
#include "src/worker/frames.h"
#include "target.h"
#include "testing.h"

namespace schouw::fuzz {
namespace {

constexpr std::size_t kSmallPiece = 3;

ByteSource pieces(std::string_view text, std::size_t size) {
  return [text, size]() mutable {
    const std::string_view piece = text.substr(0, size);
    text.remove_prefix(piece.size());
    return std::span<const char>(piece.data(), piece.size());
  };
}

void csv(std::string_view bytes) {
  const CsvTable table = parse_csv(bytes);
  for (const CsvRow& row : table.rows)
    for (const std::string& field : row.fields) require(is_utf8(field), "a field that is no UTF-8");
  const auto rows = [&](std::size_t piece) {
    std::string out;
    stream_csv(pieces(bytes, piece), sniff_encoding(bytes), ',', [&](CsvRow&& row) {
      out += std::to_string(row.line);
      for (const std::string& field : row.fields) out += "|" + field;
    });
    return out;
  };
  require(rows(bytes.size() + 1) == rows(kSmallPiece), "in pieces the table is another");
}

std::string json_values(std::string_view bytes, std::size_t piece) {
  std::string out;
  const JsonVisitor visitor{
      .step = [](std::span<const std::string_view> path, bool) { return path.size() < 2 ? JsonStep::enter : JsonStep::take; },
      .on_value =
          [&](const JsonItem& item, Json&& value) {
            for (const std::string_view part : item.path) out.append(part).append("/");
            out += std::to_string(item.byte) + (item.complete ? " " : " cut ") + to_json(value) + "\n";
          }};
  const JsonDamage damage = stream_json(pieces(bytes, piece), visitor);
  return out + std::to_string(damage.syntax_errors) + " " + std::to_string(damage.first_error_byte);
}

void json_stream(std::string_view bytes) {
  JsonDamage damage;
  const Json value = parse_json_leniently(bytes, damage);
  static_cast<void>(json_shape(bytes.substr(0, 64u << 10)));
  require(json_values(bytes, bytes.size() + 1) == json_values(bytes, kSmallPiece), "in pieces the document is another");
  JsonDamage none;
  if (damage.clean()) static_cast<void>(parse_json_leniently(to_json(value), none));
  require(none.clean(), "what was written cannot be read");
}

void xml(std::string_view bytes) {
  const auto events = [&](std::size_t piece) {
    std::string out;
    const XmlVisitor visitor{
        .start = [&](const XmlElement& element, std::uint64_t line) { out.append(element.name) += std::to_string(line); },
        .end = [&](std::string_view name, std::string_view text) { out.append("/").append(name).append(text); }};
    static_cast<void>(stream_xml(pieces(bytes, piece), visitor));
    return out;
  };
  require(events(bytes.size() + 1) == events(kSmallPiece), "in pieces the document is another");
}

/// Text and tags, in order.
class HtmlWriter : public HtmlVisitor {
 public:
  std::string out;
  void start(const HtmlTag& tag) override { out.append("<").append(tag.name()).append(tag.attribute("class")); }
  void end(std::string_view name) override { out.append("</").append(name); }
  void text(std::string_view piece) override { out += piece; }
};

void html(std::string_view bytes) {
  const HtmlText text = html_to_text(bytes);
  require(is_utf8(text.text) && is_utf8(text.quoted), "text that is no UTF-8");
  HtmlWriter whole, parts;
  stream_html(pieces(bytes, bytes.size() + 1), whole);
  stream_html(pieces(bytes, kSmallPiece), parts);
  require(whole.out == parts.out, "in pieces the page is another");
  walk_html(pieces(bytes, kSmallPiece), {.start = [](const HtmlElement&) {}, .end = [](std::string_view) {},
                                         .text = [](std::string_view) {}});
}

void picture(std::string_view bytes) { require(is_utf8(read_picture(bytes).caption), "a caption that is no UTF-8"); }

void policy(std::string_view bytes) {
  const Result<Policy> read = parse_policy(bytes, "policy.json");
  if (read) static_cast<void>(to_json(policy_record(*read)));
}

/// An input begins with the name of the file. Every reader gets it, for a plan may call any file anything.
void registers(std::string_view input) {
  const std::size_t line = std::min(input.find('\n'), input.size());
  RegisterFile file{std::string(input.substr(0, line)), std::string(input.substr(std::min(input.size(), line + 1)))};
  file.kind = register_kind(file.name, file.bytes);
  constexpr void (*kReaders[])(std::string_view, const std::string&, RegisterDraft&) = {
      read_own_people,     read_own_relations, read_own_accounts,   read_own_consent,
      read_own_exceptions, read_lessons,       read_own_identifiers};
  for (const auto reader : kReaders) {
    RegisterDraft draft;
    reader(file.bytes, file.name, draft);
    static_cast<void>(finish_registers(std::move(draft)));
  }
  RegisterDraft draft;
  read_sds1({&file, 1}, draft);
  read_roster({&file, 1}, draft);
  read_edexml(file, draft);
  read_magister_contacts(file, draft);
  const Result<Registers> all = finish_registers(std::move(draft));
  if (all) require(registers_from_json(to_json_value(*all)).has_value(), "what was written cannot be read");
}

void query(std::string_view bytes) { static_cast<void>(parse_query(bytes)); }

class DeafSink : public NullSink {
 public:
  void message(Message one) override { require(is_utf8(one.text), "text that is no UTF-8"); }
};

void worker_frames(std::string_view bytes) {
  const auto take = [&](std::size_t piece) {
    DeafSink sink;
    FrameTaker frames(sink);
    bool right = true;
    for (std::size_t at = 0; right && at < bytes.size(); at += piece) right = frames.take(bytes.substr(at, piece));
    return right ? frames.records() : 0;
  };
  require(take(bytes.size() + 1) == take(kSmallPiece), "in pieces other frames");
}

void sealing(std::string_view bytes) {
  const std::size_t half = bytes.size() / 2;
  static_cast<void>(check_signature(bytes.substr(0, half), bytes.substr(half), std::string(64, 'h')));
  static_cast<void>(read_signing_key(bytes, {}));
  const AgeKeys keys{.identities = age_identities(bytes.substr(0, half))};
  auto reader = AgeReader::begin(keys, [rest = bytes](std::span<char> buffer) mutable -> Result<std::size_t> {
    const std::size_t n = std::min(buffer.size(), rest.size());
    std::copy_n(rest.begin(), n, buffer.begin());
    rest.remove_prefix(n);
    return n;
  });
  if (!reader) return;
  for (auto chunk = reader->next(); chunk && !chunk->empty(); chunk = reader->next()) continue;
}

void times(std::string_view bytes) {
  for (const Timestamp& time : {parse_iso8601(bytes), parse_rfc5322_date(bytes)}) {
    if (time.basis == Timestamp::Basis::none) continue;
    const std::string written = format_local(time.ms, time.precision);
    require(civil_to_ms(ms_to_civil(time.ms)) == time.ms, "a time that is no date: " + written);
  }
  if (const auto date = parse_date(bytes)) static_cast<void>(to_string(add_months(*date, 7)));
}

std::vector<std::string> made_query_seeds() {
  return {"juf OR meester", "\"op de foto\" -school", "van:Karin aan:\"Bas de Wit\" datum:2025-01..2025-06", "(a (b OR c*)) rol:ouder",
          "platform:whatsapp soort:groep 0612345678", "bijlage:ja id:abc *"};
}

std::vector<std::string> made_time_seeds() {
  return {"2025-03-30T02:30:00+01:00", "2025-01-05 08:09", "Mon, 5 Jan 2026 08:12:00 +0100 (CET)", "5-1-2026", "31/12/99",
          "1969-12-31T23:59:59.1234567Z"};
}

/// A frame of each kind: its number, the length, that many zeros.
std::vector<std::string> made_frame_seeds() {
  std::vector<std::string> out;
  for (int kind = 0; kind <= static_cast<int>(FrameKind::last); ++kind) {
    std::string frame(1, static_cast<char>(kind));
    frame.append("\x80\0\0\0", 4).append(128, '\0');
    out.push_back(std::move(frame));
  }
  return out;
}

std::vector<std::string> named_files(std::string_view folder) {
  std::vector<std::string> out;
  for (const auto& file : testing::files_below(testing::source_dir() / folder))
    out.push_back(importer_input(file.filename().string(), testing::slurp(file)));
  return out;
}

std::vector<std::string> in_folders(std::initializer_list<std::string_view> folders) {
  std::vector<std::string> out;
  for (const std::string_view folder : folders)
    for (std::string& one : files_of_tree(folder)) out.push_back(std::move(one));
  return out;
}

std::vector<std::string> seeds_of(std::string_view name) {
  const std::string corpora = "tests/corpus/import/";
  if (name == "archive") return in_folders({"sample-data/exports"});
  if (name == "csv") return in_folders({corpora + "linkedin-csv", corpora + "purview-report", "tests/corpus/registers"});
  if (name == "json_stream") return in_folders({corpora + "telegram-json", corpora + "teams-graph", corpora + "facebook-json"});
  if (name == "xml") return in_folders({corpora + "feed", corpora + "wordpress-wxr", "tests/corpus/registers/edexml"});
  if (name == "html") return in_folders({corpora + "facebook-html", corpora + "web-page", corpora + "teams-html"});
  if (name == "picture") return in_folders({"tests/corpus/pictures"});
  if (name == "policy") return in_folders({"policies"});
  if (name == "registers") return named_files("tests/corpus/registers");
  if (name == "query") return made_query_seeds();
  if (name == "worker_frames") return made_frame_seeds();
  if (name == "sealing") return in_folders({"tests/corpus/sealing"});
  return made_time_seeds();
}

}  // namespace

std::vector<Target> parser_targets() {
  return {
#define SCHOUW_PARSER(name) {#name, name, seeds_of(#name)},
#include "parsers.def"
#undef SCHOUW_PARSER
  };
}

}  // namespace schouw::fuzz
