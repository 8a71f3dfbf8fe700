// Sources: which files are known, what became of them, what was wrong with them.
#include <algorithm>
#include <set>

#include "case_data.h"
#include "packed.h"
#include "schouw/base/hash.h"
#include "schouw/base/texts.h"

namespace schouw {
namespace {

struct KnownRow {
  std::int64_t row = 0;
  std::string path;
  std::int64_t modified_ns = 0;
};

/// A source with these bytes, read to the end or not.
std::optional<KnownRow> with_bytes(Db& db, const std::string& sha256, int finished) {
  if (sha256.empty()) return std::nullopt;  // a file that could not be read has no bytes to compare
  Query q = db.query("SELECT row, path, modified_ns FROM source WHERE sha256 = ? AND finished = ? ORDER BY path");
  q.with(sha256, finished);
  if (!q.step()) return std::nullopt;
  return KnownRow{q.integer(0), q.text(1), q.integer(2)};
}

bool is_alias(Db& db, const SourceFile& file) {
  Query q = db.query("SELECT 1 FROM alias WHERE sha256 = ? AND path = ?");
  return q.with(file.sha256, file.path).step();
}

void add_alias(Db& db, const SourceFile& file) {
  db.run("INSERT OR REPLACE INTO alias (sha256, path, bytes, modified_ns) VALUES (?, ?, ?, ?)", file.sha256, file.path,
         file.bytes, file.modified_ns);
}

void drop_alias(Db& db, std::string_view sha256, std::string_view path) {
  db.run("DELETE FROM alias WHERE sha256 = ? AND path = ?", sha256, path);
}

/// Of several paths with the same bytes, records carry the smallest, whichever was given first.
void prefer_smallest_path(Db& db, std::int64_t source) {
  Query q = db.query("SELECT path, sha256, bytes, modified_ns FROM source WHERE row = ? AND sha256 != ''");
  q.with(source);
  if (!q.step()) return;
  const SourceFile now{q.text(0), q.text(1), q.count(2), q.integer(3)};
  drop_alias(db, now.sha256, now.path);
  Query first = db.query("SELECT path, modified_ns FROM alias WHERE sha256 = ? AND path < ? ORDER BY path LIMIT 1");
  first.with(now.sha256, now.path);
  if (!first.step()) return;
  const std::string path = first.text(0);
  db.run("UPDATE source SET path = ?, modified_ns = ? WHERE row = ?", path, first.integer(1), source);
  drop_alias(db, now.sha256, path);
  add_alias(db, now);
}

/// The row that this reading takes over: broken off with the same bytes, or unreadable at the same path before.
std::optional<std::int64_t> to_take_over(Db& db, const SourceFile& file) {
  Query q = db.query(
      "SELECT row FROM source WHERE (path = ?1 AND sha256 = ?2) OR (path = ?1 AND sha256 = '') OR (sha256 = ?2 AND "
      "finished = 0 AND ?2 != '') ORDER BY path = ?1 AND sha256 = ?2 DESC, sha256 = '', row");
  q.with(file.path, file.sha256);
  if (!q.step()) return std::nullopt;
  return q.integer(0);
}

std::set<std::string> words(Db& db, std::int64_t source, std::string_view sql) {
  std::set<std::string> found;
  Query q = db.query(sql);
  q.with(source);
  while (q.step())
    if (!q.view(0).empty()) found.insert(q.text(0));
  return found;
}

std::string joined(const std::set<std::string>& all) {
  std::string out;
  for (const std::string& word : all) out += (out.empty() ? "" : "+") + word;
  return out;
}

/// Pictures in an export are no format of their own, unless there is nothing else.
std::string format_of(std::set<std::string> formats) {
  if (formats.size() > 1) formats.erase("media");
  if (formats.size() > 1) formats.erase("register");
  return joined(formats);
}

/// The one account whose export this is; nobody when there are several.
std::string custodian_of(Db& db, std::int64_t source) {
  for (const char* sql :
       {"SELECT DISTINCT account FROM owner WHERE source = ?",
        "SELECT DISTINCT m.account FROM mention_source ms JOIN mention m ON m.row = ms.mention WHERE ms.source = ? AND "
        "m.flags & 2 != 0 AND m.account != ''"}) {
    Query q = db.query(sql);
    q.with(source);
    if (!q.step()) continue;
    std::string account = q.id(0);
    return q.step() ? std::string() : account;
  }
  return {};
}

RecordTime end_time(Db& db, std::int64_t source, std::string_view sql) {
  Query q = db.query(sql);
  q.with(source);
  return q.step() ? unpack_record_time(parse_stored(q.view(0))) : RecordTime{};
}

void add_totals(Db& db, std::int64_t source, SourceRow& out) {
  Query q = db.query(
      "SELECT sum(found), sum(read), sum(not_recognised), sum(refused), sum(damaged), sum(messages), sum(system), "
      "sum(posts), sum(comments), sum(connections), sum(media), sum(rejected) FROM entry WHERE source = ?");
  q.with(source);
  if (!q.step()) return;
  out.entries = {q.count(0), q.count(1), q.count(2), q.count(3), q.count(4)};
  out.records = {q.count(5), q.count(6), q.count(7), q.count(8), q.count(9), q.count(10), q.count(11)};
}

/// Of a source read to its end. `broken`: entries and records that were not read.
std::string_view status_of(std::uint64_t read, std::uint64_t broken, bool has_lost) {
  return read == 0 ? "unread" : broken > 0 || has_lost ? "partial" : "read";
}

bool has_lost(Db& db, std::int64_t source) {
  Query q =
      db.query("SELECT 1 FROM entry e JOIN problem p ON p.entry = e.row WHERE e.source = ? AND p.loss != ? LIMIT 1");
  return q.with(source, number_of(Loss::none)).step();
}

SourceRow read_source(Db& db, const Query& q) {
  const std::int64_t source = q.integer(0);
  SourceRow out;
  out.path = q.text(1);
  out.sha256 = q.text(2);
  out.bytes = q.count(3);
  out.id = content_id({"source", out.sha256.empty() ? out.path : out.sha256});
  out.format = format_of(words(db, source, "SELECT DISTINCT format FROM entry WHERE source = ? AND found > 0"));
  out.platform = joined(words(db, source, "SELECT DISTINCT platform FROM entry WHERE source = ? AND found > 0"));
  add_totals(db, source, out);
  out.first = end_time(
      db, source, "SELECT first FROM entry WHERE source = ? AND first_at IS NOT NULL ORDER BY first_at, row LIMIT 1");
  out.last = end_time(
      db, source, "SELECT last FROM entry WHERE source = ? AND last_at IS NOT NULL ORDER BY last_at DESC, row LIMIT 1");
  out.custodian = custodian_of(db, source);
  Query problems = db.query("SELECT count(*) FROM entry e JOIN problem p ON p.entry = e.row WHERE e.source = ?");
  if (problems.with(source).step()) out.problems = problems.count(0);
  const std::uint64_t broken = out.entries.refused + out.entries.damaged + out.records.rejected;
  out.status = status_of(out.entries.read, broken, has_lost(db, source));
  return out;
}

}  // namespace

KnownSource known_source(CaseData& data, const SourceFile& file) {
  if (file.sha256.empty()) return KnownSource::unknown;
  if (const auto read = with_bytes(data.db, file.sha256, 1))
    return read->path == file.path || is_alias(data.db, file) ? KnownSource::unchanged : KnownSource::same_bytes;
  if (with_bytes(data.db, file.sha256, 0)) return KnownSource::unfinished;
  Query q = data.db.query(
      "SELECT 1 FROM source WHERE path = ?1 AND sha256 != '' UNION ALL SELECT 1 FROM alias WHERE path = ?1 AND sha256 "
      "!= "
      "?2");
  return q.with(file.path, file.sha256).step() ? KnownSource::changed : KnownSource::unknown;
}

bool known_source_by_mtime(CaseData& data, std::string_view path, std::uint64_t bytes, std::int64_t modified_ns) {
  Query q = data.db.query(
      "SELECT 1 FROM source WHERE path = ?1 AND bytes = ?2 AND modified_ns = ?3 AND finished = 1 AND sha256 != '' "
      "UNION "
      "ALL SELECT 1 FROM alias a WHERE path = ?1 AND bytes = ?2 AND modified_ns = ?3 AND EXISTS (SELECT 1 FROM source "
      "WHERE sha256 = a.sha256 AND finished = 1)");
  return q.with(path, bytes, modified_ns).step();
}

std::int64_t begin_source_row(CaseData& data, const SourceFile& file) {
  Db& db = data.db;
  data.forget_read();
  const auto known = to_take_over(db, file);
  if (!known) {
    db.run("INSERT INTO source (path, sha256, bytes, modified_ns) VALUES (?, ?, ?, ?)", file.path, file.sha256,
           file.bytes, file.modified_ns);
    return db.last_row();
  }
  // What was read stays: it comes again, at the same places. The last words on entries and problems are said anew.
  db.run("UPDATE source SET path = ?, sha256 = ?, bytes = ?, modified_ns = ?, finished = 0 WHERE row = ?", file.path,
         file.sha256, file.bytes, file.modified_ns, *known);
  db.run("DELETE FROM problem WHERE entry IN (SELECT row FROM entry WHERE source = ?)", *known);
  db.run(
      "UPDATE entry SET format = '', platform = '', found = 0, read = 0, not_recognised = 0, refused = 0, damaged = 0, "
      "rejected = 0 WHERE source = ?",
      *known);
  return *known;
}

void note_alias_row(CaseData& data, const SourceFile& file) {
  if (file.sha256.empty()) return;
  // The original may still have to be read: within one ingest, the second path is noticed before any is opened.
  const auto original = with_bytes(data.db, file.sha256, 1);
  if (original && original->path == file.path) return;
  add_alias(data.db, file);
  if (original) prefer_smallest_path(data.db, original->row);
  data.forget_read();
}

void each_path_row(CaseData& data, const std::function<void(std::string&&, std::string&&)>& take) {
  for (const char* sql : {"SELECT path, sha256 FROM source WHERE finished = 1 ORDER BY path, sha256",
                          "SELECT path, sha256 FROM alias ORDER BY path, sha256"}) {
    Query q = data.db.query(sql);
    while (q.step()) take(q.text(0), q.text(1));
  }
}

bool is_list_of_owner_row(CaseData& data, std::string_view sha256) {
  Query q = data.db.query(
      "SELECT 1 FROM source s JOIN entry e ON e.source = s.row JOIN mention_source ms ON ms.source = s.row JOIN mention m ON m.row = "
      "ms.mention WHERE s.sha256 = ? AND s.finished = 1 AND e.connections > 0 AND m.flags & 2 != 0 AND m.display_name = '' AND m.handle "
      "= '' AND m.phone = '' AND m.email = '' AND m.native_id = '' LIMIT 1");
  return q.with(sha256).step();
}

void say_of_source_row(CaseData& data, std::string_view sha256, const Problem& problem) {
  std::int64_t entry = 0;
  {
    Query q = data.db.query("SELECT e.row FROM source s JOIN entry e ON e.source = s.row WHERE s.sha256 = ? AND e.path = '' ORDER BY s.row LIMIT 1");
    q.with(sha256);
    if (!q.step()) return;
    entry = q.integer(0);
  }
  data.db.run("DELETE FROM problem WHERE entry = ? AND code = ?", entry, problem.code);
  const Locator& at = problem.locator;
  data.db.run(
      "INSERT INTO problem (entry, kind, number, place, code, severity, loss, args, lost_records, lost_bytes) VALUES (?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?)",
      entry, number_of(at.kind), at.number, at.id, problem.code, number_of(problem.severity), number_of(problem.loss),
      to_json(pack_texts(problem.args)), problem.lost_records, problem.lost_bytes);
  data.forget_read();
}

void end_source_row(CaseData& data, std::int64_t source) {
  data.db.run("UPDATE source SET finished = 1 WHERE row = ?", source);
  data.db.run("INSERT OR REPLACE INTO state (name, value) VALUES ('unlinked', 1)");
  prefer_smallest_path(data.db, source);
  data.forget_read();
}

std::vector<SourceFile> find_source_rows(CaseData& data, std::string_view path_or_sha256) {
  constexpr std::size_t kShortestHash = 8;
  std::vector<SourceFile> found;
  Query q = data.db.query(
      "SELECT path, sha256, bytes, modified_ns FROM source WHERE path = ?1 OR (sha256 != '' AND (sha256 IN (SELECT sha256 "
      "FROM alias WHERE path = ?1) OR (length(?1) >= ?2 AND substr(sha256, 1, length(?1)) = ?1))) ORDER BY path, sha256");
  q.with(path_or_sha256, kShortestHash);
  while (q.step()) found.push_back({q.text(0), q.text(1), q.count(2), q.integer(3)});
  return found;
}

void each_source_row(CaseData& data, const std::function<void(SourceRow&&)>& take) {
  Query q = data.db.query("SELECT row, path, sha256, bytes FROM source WHERE finished = 1 ORDER BY path, sha256");
  while (q.step()) take(read_source(data.db, q));
}

CaseStore::Coverage coverage_of(Db& db) {
  CaseStore::Coverage out;
  Query q = db.query(
      "WITH e AS (SELECT source, sum(found) AS found, sum(read) AS read, sum(not_recognised) AS passed, sum(refused + damaged + "
      "rejected) AS broken, sum(messages) AS messages FROM entry GROUP BY source), "
      "p AS (SELECT source, count(*) AS problems, sum(loss != ?) AS losses FROM problem JOIN entry ON entry.row = entry GROUP BY "
      "source) "
      "SELECT e.found, e.read, e.passed, e.broken, e.messages, p.problems, p.losses FROM source s LEFT JOIN e ON e.source = s.row "
      "LEFT JOIN p ON p.source = s.row WHERE s.finished = 1");
  q.with(number_of(Loss::none));
  while (q.step()) {
    const std::string_view status = status_of(q.count(1), q.count(3), q.count(6) > 0);
    ++out.sources;
    if (status == "read") ++out.read;
    else if (status == "partial") ++out.partial;
    else if (q.count(2) == q.count(0)) ++out.not_recognised;
    else ++out.unread;
    out.messages += q.count(4);
    out.problems += q.count(5);
    out.losses += q.count(6);
    out.has_losses = out.has_losses || q.count(3) + q.count(6) > 0;
  }
  return out;
}

void each_problem_row(CaseData& data, const std::function<void(ProblemRow&&)>& take) {
  // Three loops, so that nothing has to be sorted: a case may hold a million problems.
  Query sources = data.db.query("SELECT row FROM source WHERE finished = 1 ORDER BY path, sha256");
  while (sources.step()) {
    Query entries = data.db.query("SELECT row FROM entry WHERE source = ? ORDER BY path");
    entries.with(sources.integer(0));
    while (entries.step()) {
      Query q = data.db.query(
          "SELECT kind, number, place, code, severity, loss, args, lost_records, lost_bytes FROM problem WHERE entry = "
          "? "
          "ORDER BY kind, number, place, code, row");
      q.with(entries.integer(0));
      while (q.step()) {
        ProblemRow out;
        out.origin =
            data.places.origin(entries.integer(0), {enum_of(q.integer(0), LocatorKind::id), q.count(1), q.text(2)});
        out.code = q.text(3);
        out.severity = enum_of(q.integer(4), Severity::high);
        out.loss = enum_of(q.integer(5), Loss::whole);
        out.text = bilingual("problem." + out.code, unpack_texts(parse_stored(q.view(6))));
        out.lost_records = q.count(7);
        out.lost_bytes = q.count(8);
        take(std::move(out));
      }
    }
  }
}

}  // namespace schouw
