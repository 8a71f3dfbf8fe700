// Tables of posts of X (Twitter).
//
//   "tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text",…,"expanded_urls"
//   "301","","","2013-05-20 12:34:56 +0000","web","Schoolreis","","","",""        tweets.csv, in the archives until 2018
//   "Tweet id","Tweet permalink","Tweet text","time","impressions",…              what X counted, by month, since 2014
//   -> posts of the owner
//
// In an archive the same posts stand beside tweets.csv with more to them; those win.
//
// Gaps: whose table it is, tweets.csv does not say; no pictures; who is named in a post shows in its words only.
#include <algorithm>
#include <array>
#include <optional>

#include "csv_rows.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "x_list.h"
#include "x_record.h"

namespace schouw::x_csv {

extern const Importer importer;

namespace {

/// Tables in which somebody gathered posts of others say who wrote each; the owner's own do not.
bool names_writers(const CsvHead& head) {
  constexpr auto kWriters = std::to_array<std::string_view>(
      {"user", "user_id", "userid", "username", "user_name", "screen_name", "author", "author_id", "author id",
       "name"});
  return std::ranges::any_of(kWriters, [&](std::string_view one) { return head.has({one}); });
}

bool is_archive(const CsvHead& head) { return head.has({"tweet_id", "timestamp", "text", "in_reply_to_status_id"}); }
bool is_counts(const CsvHead& head) {
  return head.has({"tweet id", "tweet text", "time"}) || head.has({"post id", "post text", "date"});
}

std::optional<CsvHead> head_of(const EntryReader& entry) {
  return find_csv_head(entry.head(), [](const CsvHead& head) {
    return (is_archive(head) || is_counts(head)) && !names_writers(head);
  });
}

/// The addresses in the words, in their order.
std::vector<std::string> short_addresses(std::string_view text) {
  std::vector<std::string> out;
  constexpr auto kStart = std::string_view("http");
  for (auto at = text.find(kStart); at != std::string_view::npos && out.size() < 64; at = text.find(kStart, at + 4)) {
    const std::string_view rest = text.substr(at);
    if (!rest.starts_with("http://t.co/") && !rest.starts_with("https://t.co/")) continue;
    out.emplace_back(rest.substr(0, rest.find_first_of(" \n\t\"")));
  }
  return out;
}

std::vector<std::string_view> parts(std::string_view list) {
  std::vector<std::string_view> out;
  while (!list.empty() && out.size() < 64) {
    const auto comma = std::min(list.find(','), list.size());
    if (comma > 0) out.push_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return out;
}

/// The row as the object that the archive has of a post. Addresses are written out when there are as many of both.
Json post_of(const CsvRecord& row) {
  Json tweet = Json::object();
  tweet["id_str"] = Json(row.first_of({"tweet_id", "tweet id", "post id"}));
  tweet["created_at"] = Json(row.first_of({"timestamp", "time", "date"}));
  const std::string_view text = row.first_of({"text", "tweet text", "post text"});
  tweet["text"] = Json(text);
  tweet["in_reply_to_status_id_str"] = Json(row.at("in_reply_to_status_id"));
  tweet["in_reply_to_user_id_str"] = Json(row.at("in_reply_to_user_id"));
  const std::vector<std::string> from = short_addresses(text);
  const std::vector<std::string_view> to = parts(row.at("expanded_urls"));
  if (from.size() != to.size()) return tweet;
  Json urls = Json::array();
  for (std::size_t i = 0; i < from.size(); ++i)
    urls.push_back(Json(Json::Object{{"url", Json(from[i])}, {"expanded_url", Json(to[i])}}));
  Json entities = Json::object();
  entities["urls"] = std::move(urls);
  tweet["entities"] = std::move(entities);
  return tweet;
}

/// "https://twitter.com/juf_noor/status/301" -> "juf_noor"
std::string handle_in(std::string_view link) {
  const auto host = link.find(".com/");
  const auto status = link.find("/status/");
  if (host == std::string_view::npos || status == std::string_view::npos || status <= host + 5) return {};
  return std::string(link.substr(host + 5, status - host - 5));
}

class Reader {
 public:
  Reader(EntryReader& entry, RecordSink& sink) : tally_(importer, x_root(entry.path()), sink) {}

  void read(EntryReader& entry, const CsvHead& head) {
    tally_.finish(read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) {
      if (part == CsvPart::cut) return tally_.cut();
      take(row, Locator::at_line(row.line()));
    }));
  }

 private:
  void take(const CsvRecord& row, Locator at) {
    const Json post = post_of(row);
    Message message = x_post(post, {});
    if (message.native_id.empty()) return tally_.unknown(row.keys(), std::move(at));
    if (message.time.basis == Timestamp::Basis::none) message.time = parse_written_date(post.str("created_at"));
    message.version = std::string(1, '0');
    message.locator = std::move(at);
    say_owner(handle_in(row.first_of({"tweet permalink", "post link"})));
    if (message.text.empty() && message.quoted.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

  void say_owner(std::string handle) {
    if (owner_said_ || handle.empty()) return;
    owner_said_ = true;
    tally_.owner({.handle = std::move(handle)});
  }

  Tally tally_;
  bool owner_said_ = false;
};

Bid bid(const EntryReader& entry) {
  if (entry.head().empty() || !entry.path().ends_with(".csv")) return Bid::no;
  const auto head = head_of(entry);
  if (!head) return Bid::no;
  return is_archive(*head) ? Bid::certain : Bid::likely;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (const auto head = head_of(entry)) Reader(entry, sink).read(entry, *head);
}

}  // namespace

constinit const Importer importer{.id = "x-csv",
                                  .platform = "x",
                                  .versions = "2012-2026",
                                  .gaps = "format.x-csv.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::x_csv
