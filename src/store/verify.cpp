// What must hold in every case file, whatever was read into it and however often it was broken off.
#include <array>

#include "case_data.h"
#include "packed.h"

namespace schouw {
namespace {

struct Rule {
  std::string_view what;    ///< argument of the error text
  std::string_view broken;  ///< counts what breaks the rule
};

constexpr std::array kRules{
    Rule{"message",
         "SELECT count(*) FROM occurrence o WHERE what = 0 AND NOT EXISTS (SELECT 1 FROM message WHERE row = "
         "o.row)"},
    Rule{"connection",
         "SELECT count(*) FROM occurrence o WHERE what = 1 AND NOT EXISTS (SELECT 1 FROM connection WHERE "
         "row = o.row)"},
    Rule{"media",
         "SELECT count(*) FROM occurrence o WHERE what = 2 AND NOT EXISTS (SELECT 1 FROM media WHERE row = "
         "o.row)"},
    Rule{"message",
         "SELECT count(*) FROM message r WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE what = 0 AND near = "
         "r.near AND base = coalesce(r.base, r.id) AND k = r.k AND row = r.row)"},
    Rule{"connection",
         "SELECT count(*) FROM connection r WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE what = 1 AND "
         "near = 0 AND base = r.base AND k = r.k AND row = r.row)"},
    Rule{"media",
         "SELECT count(*) FROM media r WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE what = 2 AND near = 0 "
         "AND base = r.base AND k = r.k AND row = r.row)"},
    Rule{"attachment",
         "SELECT count(*) FROM attachment a WHERE what = 0 AND NOT EXISTS (SELECT 1 FROM message WHERE row "
         "= a.owner)"},
    Rule{"messages",
         "SELECT abs((SELECT coalesce(sum(messages + system + posts + comments), 0) FROM entry) - (SELECT "
         "count(*) FROM occurrence WHERE what = 0) + (SELECT count(*) FROM joined WHERE counted = 0))"},
    Rule{"connections",
         "SELECT abs((SELECT coalesce(sum(connections), 0) FROM entry) - (SELECT count(*) FROM occurrence "
         "WHERE what = 1))"},
};

[[noreturn]] void unsound(std::string text, std::vector<std::string> args) {
  throw CaseFailure(Error{ErrorCode::integrity, std::move(text), std::move(args)});
}

void check_database(Db& db) {
  Query integrity = db.query("PRAGMA integrity_check(1)");
  if (integrity.step() && integrity.view(0) != "ok") unsound("case-damaged", {db.file().string(), integrity.text(0)});
  Query keys = db.query("PRAGMA foreign_key_check");
  if (keys.step()) unsound("case-unsound", {db.file().string(), keys.text(0), "1"});
}

void check_entries(Db& db) {
  Query q = db.query(
      "SELECT s.path, e.path FROM entry e JOIN source s ON s.row = e.source WHERE s.finished = 1 AND (e.found != "
      "e.read + "
      "e.not_recognised + e.refused + e.damaged OR (e.found = 0 AND e.messages + e.system + e.posts + e.comments + "
      "e.connections + e.media > 0))");
  if (q.step()) unsound("case-entries", {q.text(0), q.text(1)});
}

}  // namespace

void verify_case(CaseData& data) {
  check_database(data.db);
  for (const Rule& rule : kRules)
    if (const std::int64_t broken = data.db.number(rule.broken); broken != 0)
      unsound("case-unsound", {data.db.file().string(), std::string(rule.what), std::to_string(broken)});
  check_entries(data.db);
}

}  // namespace schouw
