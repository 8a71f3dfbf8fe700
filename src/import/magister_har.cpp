// A browser's record of a visit to Magister or Somtoday (HAR, "save all as HAR"): the answers of its interface, read as
// magister-json and somtoday-json read the same answers saved one by one.
//
//   {"log": {"entries": [{"request": {"url": "https://school.magister.net/api/berichten/berichten/71"},
//                         "response": {"content": {"mimeType": "application/json", "text": "{\"id\": 71, …}"}}}]}}
//
// A HAR file holds the session of who made it: tokens, cookies, headers. None of them is read, and of an address only
// the path is ever shown.
//
// Gap: what the browser did not load is not in it: pages further down a list, the text of messages that were not
// opened. An attachment's name stands in an answer of its own and is not joined to its message.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw::magister_har {
namespace {

/// One answer, as if it had been saved as a file.
class Answer : public EntryReader {
 public:
  Answer(std::string path, std::string body) : path_(std::move(path)), body_(std::move(body)) {}
  std::string_view path() const override { return path_; }
  std::string_view source_name() const override { return base_name(path_); }
  std::string_view head() const override { return std::string_view(body_).substr(0, std::size_t{64} << 10); }
  std::span<const char> next() override {
    const std::span<const char> rest(body_.data() + at_, body_.size() - at_);
    at_ = body_.size();
    return rest;
  }
  void rewind() override { at_ = 0; }
  std::uint64_t stated_size() const override { return body_.size(); }

 private:
  std::string path_, body_;
  std::size_t at_ = 0;
};

/// Places in an answer become places in the file: "12/3" is item 3 of answer 12.
class AnswerSink : public RecordSink {
 public:
  AnswerSink(RecordSink& sink, std::uint64_t answer) : sink_(sink), answer_(std::to_string(answer)) {}
  bool gave() const { return gave_; }

  void message(Message message) override {
    message.locator = place(message.locator);
    gave_ = true;
    sink_.message(std::move(message));
  }
  void conversation(ConversationInfo info) override {
    info.locator = place(info.locator);
    for (Member& member : info.members) member.locator = place(member.locator);
    gave_ = true;
    sink_.conversation(std::move(info));
  }
  void connection(Connection connection) override {
    connection.locator = place(connection.locator);
    gave_ = true;
    sink_.connection(std::move(connection));
  }
  void media(MediaItem item) override {
    item.locator = place(item.locator);
    gave_ = true;
    sink_.media(std::move(item));
  }
  void owner(std::string_view root, AccountRef account) override { sink_.owner(root, std::move(account)); }
  void set(std::string_view) override {}  // an address is no folder of a download
  void rejected(std::uint64_t records) override { sink_.rejected(records); }
  /// An answer that is damaged is a part of this file.
  void problem(Problem problem) override {
    problem.locator = place(problem.locator);
    if (problem.loss == Loss::whole) problem.loss = Loss::partial;
    gave_ = true;
    sink_.problem(std::move(problem));
  }
  void nothing_here() override {}

 private:
  Locator place(const Locator& at) const {
    return Locator::with_id(answer_ + "/" + (at.kind == LocatorKind::id ? at.id : std::to_string(at.number)));
  }
  RecordSink& sink_;
  std::string answer_;
  bool gave_ = false;
};

/// "https://school.magister.net/api/personen/123/x?token=…" -> host "school.magister.net", path "/api/personen/#/x"
struct Address {
  std::string host, path;
};
Address address_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  const auto slash = std::min(url.find('/'), url.size());
  Address out{.host = ascii_lower(url.substr(0, slash)), .path = {}};
  for (const char c : prefix(url.substr(slash), 160)) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) out.path += c;
    if (digit && !out.path.ends_with('#')) out.path += '#';
  }
  return out;
}

/// Where tokens are handed out and identities are kept: nothing of it is an answer about messages.
bool is_about_the_session(std::string_view path) {
  for (const std::string_view word : {"connect/", "token", "oidc", "sessions", "login", ".well-known"})
    if (ascii_lower(path).find(word) != std::string::npos) return true;
  return false;
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink) {
    damage_ = stream_json(bytes_of(entry), {[](auto path, bool is_array) { return step(path, is_array); },
                                            [this](const JsonItem& item, Json&& value) { take(item, value); }});
  }

  void finish() {
    for (const auto& [path, count] : not_read_)
      sink_.problem({.code = "list-not-read",
                     .severity = Severity::low,
                     .loss = Loss::none,
                     .locator = Locator::at_index(0),
                     .args = {path, std::to_string(count)}});
    if (drifted_ > 0) {
      report_unknown_version("magister-har", sample_, sample_at_, drifted_, sink_);
      sink_.rejected(drifted_);
    }
    if (cut_ > 0) sink_.rejected(cut_);
    if (!unsaved_.empty())
      sink_.problem({.code = "content-absent",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = Locator::with_id(std::to_string(first_unsaved_)),
                     .args = {std::to_string(unsaved_.size())}});
    if (!school_) report_elsewhere();
    report_json_damage(damage_, cut_, sink_);
    if (!gave_ && not_read_.empty() && unsaved_.empty() && (school_ || elsewhere_.empty()) && cut_ + drifted_ == 0 &&
        !damage_.not_json)
      sink_.nothing_here();
  }

 private:
  static JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty() || (path.size() == 1 && path[0] == "log")) return JsonStep::enter;
    const bool entries = path.size() >= 2 && path[0] == "log" && path[1] == "entries";
    if (!entries) return JsonStep::skip;
    return path.size() == 2 && is_array ? JsonStep::enter : JsonStep::take;
  }

  /// A visit to another site: nothing of it is read, and a school may think that it is.
  void report_elsewhere() {
    constexpr std::size_t kMostHosts = 20;
    std::size_t said = 0;
    for (const auto& [host, count] : elsewhere_)
      if (said++ < kMostHosts)
        sink_.problem({.code = "list-not-read",
                       .severity = Severity::medium,
                       .loss = Loss::none,
                       .locator = Locator::at_index(0),
                       .args = {tidy_text(host), std::to_string(count)}});
  }

  void take(const JsonItem& item, const Json& value) {
    if (item.path.size() != 3 || !value.is_object()) return;
    const Address address = address_of(value.at("request").str("url"));
    if (address.host.find("magister") == std::string::npos && address.host.find("somtoday") == std::string::npos) {
      ++elsewhere_[prefix_of(address.host)];
      return;
    }
    school_ = true;
    if (is_about_the_session(address.path)) return;
    if (!item.complete) {
      ++cut_;
      return;
    }
    const Json& response = value.at("response");
    if (!response.is_object() || !response.at("content").is_object()) {
      if (drifted_++ == 0) {
        sample_ = without_values(value);
        sample_at_ = Locator::at_index(item.index);
      }
      return;
    }
    const auto status = response.at("status").integer().value_or(200);
    const bool fetched = value.at("request").str("method") == "GET" && (status == 200 || status == 304);
    if (fetched && is_one_message(address.path) && trim(response.at("content").str("text")).empty()) {
      if (unsaved_.empty()) first_unsaved_ = item.index;
      unsaved_.insert(std::string(prefix(value.at("request").str("url"), 512)));
      return;
    }
    answer(address, response.at("content"), item.index);
  }

  /// "/api/berichten/berichten/#": the browser has shown it, but did not keep it ("content" without "text", or 304: it
  /// had it already).
  static bool is_one_message(std::string_view path) {
    return path.starts_with("/api/") && path.ends_with("/berichten/#");
  }

  static std::string prefix_of(std::string_view host) { return std::string(prefix(host, 120)); }

  /// Only the keys: the values of a request may be secrets.
  static Json without_values(const Json& value) {
    Json keys = Json::object();
    for (const auto& member : value.members()) keys[member.first] = Json(true);
    return keys;
  }

  void answer(const Address& address, const Json& content, std::uint64_t index) {
    std::string body(content.str("text"));
    if (content.str("encoding") == "base64") body = base64_decode(body);
    if (trim(body).empty() || !(trim(body).starts_with('{') || trim(body).starts_with('['))) return;
    Answer entry(address.path.empty() ? "antwoord" : address.path.substr(1), std::move(body));
    const Importer* importer = choose_importer(entry);
    const bool ours = importer != nullptr && (importer->id == "magister-json" || importer->id == "somtoday-json");
    if (!ours) {
      if (address.path.starts_with("/api/") || address.path.starts_with("/rest/")) ++not_read_[tidy_text(address.path)];
      return;
    }
    AnswerSink inner(sink_, index);
    importer->read(entry, inner);
    gave_ = gave_ || inner.gave();
  }

  RecordSink& sink_;
  std::map<std::string, std::uint64_t> not_read_;
  std::map<std::string, std::uint64_t> elsewhere_;  ///< by host
  bool gave_ = false, school_ = false;
  std::set<std::string> unsaved_;  ///< addresses, never shown: one may be asked for twice
  std::uint64_t cut_ = 0, drifted_ = 0, first_unsaved_ = 0;
  Json sample_;
  Locator sample_at_;
  JsonDamage damage_;
};

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json || shape.root_is_array || !shape.has("log")) return Bid::no;
  const std::string_view head = entry.head();
  const bool har =
      head.find("\"entries\"") != std::string_view::npos || head.find("\"creator\"") != std::string_view::npos;
  if (!har) return Bid::no;
  const bool school =
      head.find("magister") != std::string_view::npos || head.find("somtoday") != std::string_view::npos;
  return school ? Bid::certain : Bid::weak;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "magister-har",
                                  .platform = "magister",
                                  .versions = "HAR 1.2",
                                  .gaps = "format.magister-har.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::magister_har
