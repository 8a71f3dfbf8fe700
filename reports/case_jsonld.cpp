// The cited evidence as CASE/UCO 1.4 in JSON-LD, for other forensic programs: files with their hashes, accounts, messages
// with their place, and for each finding a provenance record of what it cites.
//   {"@context":{...},"@graph":[
//   {"@id":"kb:file-...","@type":"uco-observable:File","uco-core:hasFacet":[...]},...]}
// CASE has no class for a clause or a norm: the finding stands in the description of its record, with its id, and everything
// else about it is in JSON Lines. Only what a finding cites is here, not the whole case.
#include <set>

#include "records.h"
#include "schouw/base/hash.h"

namespace schouw::case_jsonld {
namespace {

constexpr std::pair<const char*, const char*> kContext[] = {
    {"kb", "urn:schouw:kb:"},
    {"case-investigation", "https://ontology.caseontology.org/case/investigation/"},
    {"uco-action", "https://ontology.unifiedcyberontology.org/uco/action/"},
    {"uco-core", "https://ontology.unifiedcyberontology.org/uco/core/"},
    {"uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/"},
    {"uco-tool", "https://ontology.unifiedcyberontology.org/uco/tool/"},
    {"uco-types", "https://ontology.unifiedcyberontology.org/uco/types/"},
    {"uco-vocabulary", "https://ontology.unifiedcyberontology.org/uco/vocabulary/"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"}};

/// "kb:message-3f2a...": UCO asks for a UUID at the end; ours follows from the id of the record (version 8).
std::string node_id(std::string_view kind, std::string_view id) {
  std::string hex = content_id({"case-node", kind, id}).substr(0, 32);
  hex[12] = '8';
  hex[16] = '8';
  for (const std::size_t at : {20u, 16u, 12u, 8u}) hex.insert(at, 1, '-');
  return "kb:" + std::string(kind) + "-" + hex;
}

Json reference(std::string_view id) {
  Json out = Json::object();
  out["@id"] = id;
  return out;
}

Json typed(std::string_view type, Json value) {
  Json out = Json::object();
  out["@type"] = type;
  out["@value"] = std::move(value);
  return out;
}

Json node(std::string_view id, std::string_view type) {
  Json out = reference(id);
  out["@type"] = type;
  return out;
}

Json facet(std::string_view of, std::string_view kind, std::string_view type) { return node(node_id(kind, of), type); }

class Graph {
 public:
  Graph(const AuditResult& result, const ReportOptions& options, const ByteSink& sink)
      : result_(result), options_(options), lang_(options.lang == Lang::nl ? "nl" : "en"), sink_(sink) {}

  void write() {
    Json context = Json::object();
    for (const auto& [prefix, iri] : kContext) context[prefix] = iri;
    sink_("{\"@context\":" + to_json(context) + ",\n\"@graph\":[");
    each("source", [&](const Json& record) { add_file(record.str("sha256"), record.at("path"), record.at("bytes")); });
    each(result_.kind == "dossier" ? "message" : "quote", [&](const Json& record) { add_message(record); });
    each("finding", [&](const Json& record) { add_finding(record); });
    add_action();
    sink_("\n]}\n");
  }

 private:
  template <class Add>
    requires std::invocable<Add, const Json&>
  void each(std::string_view type, Add add) const {
    each_report_record(result_, options_, type, [&](std::string_view, const Json& record) { add(record); });
  }

  void put(const Json& value) {
    line_ = first_ ? "\n" : ",\n";
    first_ = false;
    append_json(line_, value);
    sink_(line_);
  }

  /// The node of a file, written when it is met first. `bytes` null: not known.
  std::string add_file(std::string_view sha, const Json& path, const Json& bytes) {
    const std::string id = node_id("file", sha);
    if (!seen_.insert(id).second) return id;
    files_.push_back(id);
    Json file = node(id, "uco-observable:File");
    Json name = facet(id, "file-facet", "uco-observable:FileFacet");
    name["uco-observable:filePath"] = path;
    Json content = facet(id, "content-data-facet", "uco-observable:ContentDataFacet");
    if (!bytes.is_null()) content["uco-observable:sizeInBytes"] = typed("xsd:integer", bytes);
    if (!sha.empty()) {
      Json hash = node(node_id("hash", sha), "uco-types:Hash");
      hash["uco-types:hashMethod"] = typed("uco-vocabulary:HashNameVocab", "SHA256");
      hash["uco-types:hashValue"] = typed("xsd:hexBinary", sha);
      content["uco-observable:hash"].push_back(std::move(hash));
    }
    file["uco-core:hasFacet"].push_back(std::move(name));
    file["uco-core:hasFacet"].push_back(std::move(content));
    put(file);
    return id;
  }

  std::string file_of(const Json& origin) { return add_file(origin.str("source_sha256"), origin.at("source"), Json()); }

  std::string add_account(const Json& sender) {
    const std::string_view key = sender.str("account_id");
    if (key.empty()) return {};
    const std::string id = node_id("account", key);
    if (!seen_.insert(id).second) return id;
    Json account = node(id, "uco-observable:DigitalAccount");
    Json facts = facet(id, "account-facet", "uco-observable:AccountFacet");
    facts["uco-observable:accountIdentifier"] = sender.at("display_name");
    account["uco-core:hasFacet"].push_back(std::move(facts));
    put(account);
    return id;
  }

  void add_message(const Json& record) {
    const bool cited = record.at("cited").boolean().value_or(false) || record.str("part") == "named";
    const std::string id = node_id("message", record.str("id"));
    if (!cited || !seen_.insert(id).second) return;
    const std::string sender = add_account(record.at("sender"));
    Json message = node(id, "uco-observable:Message");
    Json facts = facet(id, "message-facet", "uco-observable:MessageFacet");
    if (!sender.empty()) facts["uco-observable:from"] = reference(sender);
    facts["uco-observable:messageText"] = record.at("text");
    if (const std::string_view utc = record.at("time").str("utc"); !utc.empty())
      facts["uco-observable:sentTime"] = typed("xsd:dateTime", utc);
    message["uco-core:hasFacet"].push_back(std::move(facts));
    put(message);
    add_place(id, record.at("origin"));
  }

  void add_place(const std::string& message, const Json& origin) {
    const std::string file = file_of(origin);
    Json place = node(node_id("place", message), "uco-observable:ObservableRelationship");
    place["uco-core:source"] = reference(message);
    place["uco-core:target"] = reference(file);
    place["uco-core:kindOfRelationship"] = "Contained_Within";
    place["uco-core:isDirectional"] = typed("xsd:boolean", true);
    Json path = facet(message, "path-facet", "uco-observable:PathRelationFacet");
    path["uco-observable:path"] = std::string(origin.str("entry")) + "#" + to_json(origin.at("locator"));
    place["uco-core:hasFacet"].push_back(std::move(path));
    put(place);
  }

  void add_finding(const Json& record) {
    const std::string id = node_id("provenance-record", record.str("id"));
    std::string clauses;
    for (const Json& clause : record.at("clauses").items()) clauses += (clauses.empty() ? "" : ", ") + std::string(clause.str("article"));
    Json out = node(id, "case-investigation:ProvenanceRecord");
    out["uco-core:name"] = std::string(record.str("detector")) + " " + std::string(record.str("id"));
    out["uco-core:description"] = std::string(record.at("text").str(lang_)) + " [" + clauses + "; " + std::string(record.str("verdict")) + "; " +
                                  std::string(record.str("band")) + "]";
    std::set<std::string> objects;
    for (const Json& evidence : record.at("evidence").items()) {
      const std::string message = node_id("message", evidence.str("message_id"));
      objects.insert(seen_.contains(message) ? message : file_of(evidence));
    }
    for (const std::string& object : objects) out["uco-core:object"].push_back(reference(object));
    put(out);
    results_.push_back(id);
  }

  void add_action() {
    const std::string tool = node_id("tool", result_.program_version);
    Json program = node(tool, "uco-tool:Tool");
    program["uco-core:name"] = "schouw";
    program["uco-tool:version"] = result_.program_version;
    put(program);
    Json action = node(node_id("investigative-action", result_.header.policy_sha256 + result_.header.as_of), "case-investigation:InvestigativeAction");
    action["uco-core:name"] = "schouw " + result_.kind;
    action["uco-core:description"] = result_.header.policy_title + " " + result_.header.policy_version;
    action["uco-action:instrument"] = reference(tool);
    for (const std::string& file : files_) action["uco-action:object"].push_back(reference(file));
    for (const std::string& record : results_) action["uco-action:result"].push_back(reference(record));
    put(action);
  }

  const AuditResult& result_;
  const ReportOptions& options_;
  std::string_view lang_;
  const ByteSink& sink_;
  std::set<std::string> seen_;
  std::vector<std::string> files_, results_;
  std::string line_;
  bool first_ = true;
};

void write(const AuditResult& result, const ReportOptions& options, const ByteSink& sink) { Graph(result, options, sink).write(); }

}  // namespace

extern const Report report;
constinit const Report report{.id = "case-jsonld", .kinds = "audit dossier", .format = "case", .write = write};

}  // namespace schouw::case_jsonld
