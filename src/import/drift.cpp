// Records of an unknown version, counted and shown by their keys, which hold no personal data.
//
//   {"vrienden_v9": [{"naam": "Noor"}]}  ->  unknown-version: facebook-json, "vrienden_v9"
#include "drift.h"

#include <utility>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostKeys = 12, kMostKeyBytes = 64;

}  // namespace

DriftKeys keys_of(const Json& object) {
  DriftKeys keys;
  for (const auto& [key, value] : object.members()) {
    if (keys.size() == kMostKeys) break;
    keys.emplace_back(prefix(key, kMostKeyBytes));
  }
  return keys;
}

void Drift::add(DriftKeys keys, Locator where, std::uint64_t records) {
  const bool first = records_ == 0;
  records_ += records;
  if (!first) return;
  keys_ = std::move(keys);
  where_ = std::move(where);
}

void Drift::report(std::string_view id, RecordSink& sink) const {
  if (records_ > 0) report_drift(id, keys_, where_, records_, sink);
}

void report_drift(std::string_view id, const DriftKeys& keys, Locator where, std::uint64_t lost_records,
                  RecordSink& sink) {
  std::string shown;
  for (std::size_t i = 0; i < keys.size() && i < kMostKeys; ++i) {
    shown += shown.empty() ? "" : ", ";
    shown += prefix(keys[i], kMostKeyBytes);
  }
  sink.problem({.code = "unknown-version",
                .severity = Severity::high,
                .loss = Loss::partial,
                .locator = std::move(where),
                .args = {std::string(id), std::move(shown)},
                .lost_records = lost_records});
}

}  // namespace schouw
