// Findings of the last audit (generation 1) and of the last one before it with another key (generation 0).
#include "case_data.h"
#include "finding_json.h"
#include "packed.h"

namespace schouw {
namespace {

constexpr std::int64_t kEarlier = 0, kCurrent = 1;

std::string key_of(Db& db, std::int64_t generation) {
  Query q = db.query("SELECT key FROM audit WHERE generation = ?");
  q.with(generation);
  return q.step() ? q.text(0) : std::string();
}

void drop(Db& db, std::int64_t generation) {
  db.run("DELETE FROM finding WHERE generation = ?", generation);
  db.run("DELETE FROM audit WHERE generation = ?", generation);
}

std::vector<Finding> of_generation(Db& db, std::int64_t generation) {
  std::vector<Finding> findings;
  Query q = db.query("SELECT json FROM finding WHERE generation = ? ORDER BY number");
  q.with(generation);
  while (q.step()) findings.push_back(unpack_finding(parse_stored(q.view(0))));
  return findings;
}

}  // namespace

void replace_finding_rows(CaseData& data, std::span<const Finding> findings, const Json& audit_key) {
  Db& db = data.db;
  const std::string key = to_json(audit_key), current = key_of(db, kCurrent);
  if (!current.empty() && current != key) {
    drop(db, kEarlier);
    db.run("INSERT INTO audit (generation, key) VALUES (?, ?)", kEarlier, current);
    db.run("UPDATE finding SET generation = ? WHERE generation = ?", kEarlier, kCurrent);
  }
  drop(db, kCurrent);
  db.run("INSERT INTO audit (generation, key) VALUES (?, ?)", kCurrent, key);
  std::int64_t number = 0;
  for (const Finding& finding : findings)
    db.run("INSERT INTO finding (generation, number, json) VALUES (?, ?, ?)", kCurrent, number++,
           to_json(pack(finding)));
}

std::vector<Finding> finding_rows(CaseData& data) { return of_generation(data.db, kCurrent); }

std::vector<Finding> earlier_finding_rows(CaseData& data, const std::string* audit_key) {
  const std::string current = key_of(data.db, kCurrent);
  const bool current_differs = audit_key != nullptr && !current.empty() && current != *audit_key;
  return of_generation(data.db, current_differs ? kCurrent : kEarlier);
}

}  // namespace schouw
