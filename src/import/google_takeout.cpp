// Google, from Takeout: what lies there besides mail, chats, YouTube and contacts, and holds nothing that was said.
//
//   [{"header": "YouTube", "title": "… bekeken", "time": "…Z", "products": ["YouTube"]}]   ->  nothing for an audit
//   {"locations": [{"latitudeE7": …}]}                                                     ->  nothing for an audit
//   Takeout/Classroom/….json                                                               ->  unknown-version
//   Takeout/…, 0 bytes                                                                     ->  file-empty
//
// Taken so that the table of files names them for what they are. What people watched, searched and where they were is
// not looked into: an audit of communication has no use for it.
//
// Gaps: Currents and Google+ are not read. What Classroom writes nobody has described: it is recognised by its place, and
// said not to be read, for it holds what teachers and pupils wrote to each other.
#include <algorithm>
#include <array>

#include "drift.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::google_takeout {

extern const Importer importer;

namespace {

bool in_takeout(std::string_view path) {
  return path.starts_with("Takeout/") || path.find("/Takeout/") != std::string_view::npos;
}

bool is_classroom(std::string_view path) {
  return in_takeout(path) && path.find("/Classroom/") != std::string_view::npos && path.ends_with(".json");
}

bool is_activity(const JsonShape& shape) {
  const bool titled = shape.item_has("title") && shape.item_has("time");
  return shape.root_is_array && titled && (shape.item_has("header") || shape.item_has("activityControls"));
}

bool is_places(const JsonShape& shape) {
  if (shape.has("locations") && (shape.item_has("latitudeE7") || shape.item_has("timestampMs"))) return true;
  return shape.has("timelineObjects") || shape.has("semanticSegments");
}

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head(), path = entry.path();
  if (head.empty()) return in_takeout(path) ? Bid::likely : Bid::no;
  if (is_classroom(path)) return json_shape(head).is_json ? Bid::certain : Bid::no;
  const bool page = path.ends_with(".html");
  if (!page && !mentions(head, {"\"header\"", "\"activityControls\"", "\"locations\"", "\"timelineObjects\"",
                                "\"semanticSegments\""}))
    return Bid::no;
  const JsonShape shape = json_shape(head);
  if (shape.is_json) return is_activity(shape) || is_places(shape) ? Bid::certain : Bid::no;
  if (!page) return Bid::no;
  if (head.find("content-cell mdl-cell") != std::string_view::npos) return Bid::certain;
  const std::string_view name = base_name(path);
  const bool index = name == "archive_browser.html" || name.find("bersicht.html") != std::string_view::npos;
  return index && head.find("Takeout") != std::string_view::npos ? Bid::certain : Bid::no;
}

/// To the end, so that a broken file is not said to hold nothing.
void pass_over(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, std::string(set_root(entry.path(), {})), sink);
  if (!json_shape(entry.head()).is_json) return tally.finish();
  tally.finish(
      stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::skip; },
                                    [](const JsonItem&, Json&&) {}}));
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_empty_file(entry, sink)) return;
  if (is_classroom(entry.path())) {
    const JsonShape shape = json_shape(entry.head());
    return report_drift(importer.id, shape.root_is_array ? shape.item_keys : shape.keys, Locator::at_index(0), 0, sink);
  }
  pass_over(entry, sink);
}

}  // namespace

constinit const Importer importer{.id = "google-takeout",
                                  .platform = "google",
                                  .versions = "2018-2026",
                                  .gaps = "format.google-takeout.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::google_takeout
