// Which members of a record stand in which column.
#include <array>

#include "records.h"

namespace schouw {
namespace {

constexpr auto kEvidence = true;

constexpr std::array kAbout = {RecordColumn{"item", "item"}, RecordColumn{"value", "value", {}, kEvidence}};

constexpr std::array kFinding = {
    RecordColumn{"id", "id"},
    RecordColumn{"verdict", "verdict", "verdict-word"},
    RecordColumn{"clauses", "clauses.article"},
    RecordColumn{"severity", "severity", "severity"},
    RecordColumn{"band", "band", "band"},
    RecordColumn{"trend", "baseline", "baseline"},
    RecordColumn{"time", "time.local"},
    RecordColumn{"platform", "platform", "platform"},
    RecordColumn{"persons", "persons.name", {}, kEvidence},
    RecordColumn{"roles", "persons.role", "role"},
    RecordColumn{"text", "text.@", {}, kEvidence},
    RecordColumn{"against", "against.@", {}, kEvidence},
    RecordColumn{"exception", "exception.kind", "exception-kind"},
    RecordColumn{"exception-state", "exception.state", "exception"},
    RecordColumn{"review", "review.state", "review"},
    RecordColumn{"review-by", "review.by", {}, kEvidence},
    RecordColumn{"review-at", "review.at"},
    RecordColumn{"review-reason", "review.reason", {}, kEvidence},
    RecordColumn{"review-comments", "review.comments", {}, kEvidence},
    RecordColumn{"source", "origin.source", {}, kEvidence},
    RecordColumn{"entry", "origin.entry", {}, kEvidence},
    RecordColumn{"place", "origin.locator", "locator-word"},
    RecordColumn{"detector", "detector"},
    RecordColumn{"fingerprint", "fingerprint"},
};

constexpr std::array kQuote = {
    RecordColumn{"finding", "finding"},
    RecordColumn{"conversation", "conversation.title", {}, kEvidence},
    RecordColumn{"cited", "cited", "yes-no"},
    RecordColumn{"time", "time.local"},
    RecordColumn{"sender", "sender.display_name", {}, kEvidence},
    RecordColumn{"band", "sender.band", "band"},
    RecordColumn{"text", "text", {}, kEvidence},
    RecordColumn{"attachments", "attachments", {}, kEvidence},
    RecordColumn{"source", "origin.source", {}, kEvidence},
    RecordColumn{"entry", "origin.entry", {}, kEvidence},
    RecordColumn{"place", "origin.locator", "locator-word"},
    RecordColumn{"id", "id"},
};

constexpr std::array kClause = {
    RecordColumn{"clause", "article"},
    RecordColumn{"summary", "summary.@"},
    RecordColumn{"norm", "norm", "norm"},
    RecordColumn{"state", "state", "coverage-state"},
    RecordColumn{"leaves-out", "leaves_out.@"},
    RecordColumn{"breaches", "breaches"},
    RecordColumn{"discouraged", "discouraged"},
    RecordColumn{"attention", "attention"},
    RecordColumn{"question", "question.@"},
    RecordColumn{"answer", ""},
};

constexpr std::array kClauseAlone = {
    RecordColumn{"clause", "article"},       RecordColumn{"summary", "summary.@"},
    RecordColumn{"norm", "norm", "norm"},    RecordColumn{"state", "state", "coverage-state"},
    RecordColumn{"question", "question.@"},  RecordColumn{"answer", ""},
};

constexpr std::array kPerson = {
    RecordColumn{"person", "name", {}, kEvidence},
    RecordColumn{"roles", "roles.role", "role"},
    RecordColumn{"function", "roles.function", "function"},
    RecordColumn{"group", "roles.group", {}, kEvidence},
    RecordColumn{"findings", "findings"},
};

constexpr std::array kSource = {
    RecordColumn{"file", "path", {}, kEvidence},
    RecordColumn{"status", "status", "status"},
    RecordColumn{"format", "format"},
    RecordColumn{"platform", "platform", "platform"},
    RecordColumn{"found", "entries.found"},
    RecordColumn{"read", "entries.read"},
    RecordColumn{"not-recognised", "entries.not_recognised"},
    RecordColumn{"refused", "entries.refused"},
    RecordColumn{"damaged", "entries.damaged"},
    RecordColumn{"messages", "records.messages"},
    RecordColumn{"connections", "records.connections"},
    RecordColumn{"media", "records.media"},
    RecordColumn{"first", "first.local"},
    RecordColumn{"last", "last.local"},
    RecordColumn{"bytes", "bytes"},
    RecordColumn{"sha256", "sha256"},
    RecordColumn{"problems", "problems"},
};

constexpr std::array kRegisterNote = {
    RecordColumn{"text", "text.@", {}, kEvidence},
    RecordColumn{"place", "place", {}, kEvidence},
    RecordColumn{"code", "code"},
};

constexpr std::array kProblem = {
    RecordColumn{"text", "text.@", {}, kEvidence},
    RecordColumn{"loss", "loss", "loss"},
    RecordColumn{"severity", "severity", "severity"},
    RecordColumn{"source", "origin.source", {}, kEvidence},
    RecordColumn{"entry", "origin.entry", {}, kEvidence},
    RecordColumn{"place", "origin.locator", "locator-word"},
    RecordColumn{"lost-records", "lost.records"},
    RecordColumn{"lost-bytes", "lost.bytes"},
    RecordColumn{"code", "code"},
};

constexpr std::array kMonth = {RecordColumn{"month", "month"}, RecordColumn{"platform", "platform", "platform"},
                               RecordColumn{"channel", "channel", "channel"}, RecordColumn{"messages", "messages"}};
constexpr std::array kTeam = {RecordColumn{"team", "team", {}, kEvidence}, RecordColumn{"official", "official"},
                              RecordColumn{"private", "private"}, RecordColumn{"unknown", "unknown"}};
constexpr std::array kHour = {RecordColumn{"weekday", "weekday", "weekday"}, RecordColumn{"hour", "hour"},
                              RecordColumn{"official", "official"}, RecordColumn{"not-official", "not_official"},
                              RecordColumn{"lessons", "lessons"}, RecordColumn{"working-minutes", "working_minutes"}};
constexpr std::array kRole = {RecordColumn{"role", "role", "role"}, RecordColumn{"platform", "platform", "platform"},
                              RecordColumn{"messages", "messages"}};
constexpr std::array kConsent = {RecordColumn{"consent", "consent", "consent"}, RecordColumn{"media", "media"}};

constexpr std::array kMessage = {
    RecordColumn{"conversation", "conversation.title", {}, kEvidence},
    RecordColumn{"platform", "conversation.platform", "platform"},
    RecordColumn{"time", "time.local"},
    RecordColumn{"sender", "sender.display_name", {}, kEvidence},
    RecordColumn{"band", "sender.band", "band"},
    RecordColumn{"part", "part", "file-part"},
    RecordColumn{"text", "text", {}, kEvidence},
    RecordColumn{"attachments", "attachments", {}, kEvidence},
    RecordColumn{"source", "origin.source", {}, kEvidence},
    RecordColumn{"entry", "origin.entry", {}, kEvidence},
    RecordColumn{"place", "origin.locator", "locator-word"},
    RecordColumn{"id", "id"},
};

constexpr std::array kConnection = {
    RecordColumn{"platform", "platform", "platform"},
    RecordColumn{"connection", "kind", "connection"},
    RecordColumn{"owner", "owner", {}, kEvidence},
    RecordColumn{"other", "other", {}, kEvidence},
    RecordColumn{"since", "since.local"},
    RecordColumn{"ended", "ended.local"},
    RecordColumn{"source", "origin.source", {}, kEvidence},
    RecordColumn{"entry", "origin.entry", {}, kEvidence},
    RecordColumn{"place", "origin.locator", "locator-word"},
    RecordColumn{"id", "id"},
};

constexpr std::array kFileMedia = {
    RecordColumn{"platform", "platform", "platform"},
    RecordColumn{"media-kind", "kind", "media-kind"},
    RecordColumn{"time", "published.local"},
    RecordColumn{"publisher", "publisher", {}, kEvidence},
    RecordColumn{"shown", "shown", {}, kEvidence},
    RecordColumn{"caption", "caption", {}, kEvidence},
    RecordColumn{"present", "present", "yes-no"},
    RecordColumn{"source", "origin.source", {}, kEvidence},
    RecordColumn{"entry", "origin.entry", {}, kEvidence},
    RecordColumn{"place", "origin.locator", "locator-word"},
    RecordColumn{"id", "id"},
};

constexpr std::array kMasked = {RecordColumn{"shown-as", "shown_as"}, RecordColumn{"reason", "reason", "mask-reason"},
                                RecordColumn{"times", "times"}};
constexpr std::array kField = {RecordColumn{"field", "field", "register-field"}, RecordColumn{"value", "value", {}, kEvidence}};
constexpr std::array kUnsure = {RecordColumn{"account", "account"}, RecordColumn{"platform", "platform", "platform"},
                                RecordColumn{"band", "band", "band"}, RecordColumn{"messages", "messages"}};
constexpr std::array kCell = {RecordColumn{"table", "table", "annual"}, RecordColumn{"row", "label.@"},
                              RecordColumn{"year", "year"}, RecordColumn{"number", "shown"}};

constexpr std::array kAuditTables = {
    TableOfRecords{"finding", kFinding}, TableOfRecords{"about", kAbout},     TableOfRecords{"clause", kClause},
    TableOfRecords{"gone", kFinding},    TableOfRecords{"quote", kQuote},     TableOfRecords{"person", kPerson},
    TableOfRecords{"source", kSource},   TableOfRecords{"problem", kProblem}, TableOfRecords{"month", kMonth},
    TableOfRecords{"team", kTeam},       TableOfRecords{"hour", kHour},       TableOfRecords{"role", kRole},
    TableOfRecords{"consent", kConsent}, TableOfRecords{"register-note", kRegisterNote},
};
constexpr std::array kDossierTables = {
    TableOfRecords{"message", kMessage}, TableOfRecords{"about", kAbout},     TableOfRecords{"finding", kFinding},
    TableOfRecords{"connection", kConnection}, TableOfRecords{"media", kFileMedia}, TableOfRecords{"person", kPerson},
    TableOfRecords{"unsure", kUnsure},   TableOfRecords{"masked", kMasked},   TableOfRecords{"source", kSource},
};
constexpr std::array kAccessTables = {
    TableOfRecords{"message", kMessage}, TableOfRecords{"about", kAbout},     TableOfRecords{"field", kField},
    TableOfRecords{"finding", kFinding}, TableOfRecords{"connection", kConnection}, TableOfRecords{"media", kFileMedia},
    TableOfRecords{"unsure", kUnsure},   TableOfRecords{"masked", kMasked},
};
constexpr std::array kAnnualTables = {TableOfRecords{"cell", kCell}, TableOfRecords{"about", kAbout},
                                      TableOfRecords{"clause", kClauseAlone}};

std::string worded(std::string text, const RecordColumn& column, const Words& say) {
  return column.words.empty() || text.empty() ? text : say.name(column.words, text);
}

std::string shown(const Json& value, const RecordColumn& column, const Words& say) {
  if (value.is_null()) return {};
  if (value.is_bool()) return say.name("yes-no", value.boolean().value_or(false) ? "true" : "false");
  if (value.is_string()) return worded(std::string(value.str()), column, say);
  if (value.is_integer()) return std::to_string(value.integer().value_or(0));
  if (!value.is_object()) return to_json(value);
  std::string out;
  for (const auto& [key, item] : value.members())
    out += (out.empty() ? "" : "; ") + say.name(column.words, key) + " " + shown(item, RecordColumn{}, say);
  return out;
}

std::string at_path(const Json& value, std::string_view path, const RecordColumn& column, const Words& say) {
  if (value.is_array()) {
    std::string out;
    for (const Json& item : value.items()) {
      const std::string one = at_path(item, path, column, say);
      if (!one.empty()) out += (out.empty() ? "" : "; ") + one;
    }
    return out;
  }
  if (path.empty()) return shown(value, column, say);
  const std::size_t dot = path.find('.');
  std::string_view key = path.substr(0, dot);
  if (key == "@") key = say.lang() == Lang::nl ? "nl" : "en";
  return at_path(value.at(key), dot == path.npos ? std::string_view() : path.substr(dot + 1), column, say);
}

}  // namespace

std::span<const TableOfRecords> record_tables(std::string_view kind) {
  if (kind == "annual") return kAnnualTables;
  if (kind == "dossier") return kDossierTables;
  return kind == "access" ? std::span<const TableOfRecords>(kAccessTables) : kAuditTables;
}

std::string column_heading(const RecordColumn& column, const Words& say) { return say.name("column", column.name); }

std::string table_title(const TableOfRecords& table, const Words& say) { return say.name("table", table.type); }

std::string cell_text(const Json& record, const RecordColumn& column, const Words& say) {
  return column.path.empty() ? std::string() : at_path(record, column.path, column, say);
}

}  // namespace schouw
