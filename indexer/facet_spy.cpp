#include "facet_spy.h"

#include "document.h"
#include "schouw/base/time.h"

namespace schouw {
namespace {

constexpr const char* kNoValue = "unknown";

std::string name_of(const std::string& value) { return value.empty() ? kNoValue : value; }
std::string name_of(int month) { return to_string(Date{month / 12, month % 12 + 1, 1}).substr(0, 7); }

template <class Counts>
void add_all(Counts& to, const Counts& from) {
  for (const auto& [value, count] : from) to[value] += count;
}

}  // namespace

void FacetCounts::add(const FacetCounts& other) {
  add_all(platforms, other.platforms);
  add_all(kinds, other.kinds);
  add_all(months, other.months);
  without_time += other.without_time;
}

std::map<std::string, std::map<std::string, std::uint64_t>> FacetCounts::named() const {
  std::map<std::string, std::map<std::string, std::uint64_t>> out;
  for (const auto& [platform, count] : platforms) out["platform"][name_of(platform)] += count;
  for (const auto& [kind, count] : kinds) out["kind"][name_of(kind)] += count;
  for (const auto& [month, count] : months) out["month"][name_of(month)] += count;
  if (without_time > 0) out["month"][kNoValue] = without_time;
  return out;
}

void FacetSpy::operator()(const Xapian::Document& document, double) {
  const std::string value = document.get_value(kFacetSlot);
  const Facets of = facets_of(value);
  ++counts_.platforms[std::string(of.platform)];
  ++counts_.kinds[std::string(of.kind)];
  const auto ms = time_of_key(document.get_value(kOrderSlot));
  if (!ms) {
    ++counts_.without_time;
    return;
  }
  const Civil day = ms_to_civil(*ms);
  ++counts_.months[day.year * 12 + day.month - 1];
}

}  // namespace schouw
