// Twenty queries as people ask them, in process, on a case that bench/run made and that is opened once: the best of five, so
// that what is measured is the search and not the machine. Prints the time to open, a line a query, the median and the worst.
//   queries CASE
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "schouw/pipeline/records.h"

namespace {

using schouw::CaseSearch;
using schouw::CaseStore;
using schouw::SearchRequest;

struct Asked {
  const char* query;
  bool by_time = false, facets = false;
};

// The words are those of bench/words.h: the first are in half of all messages, "zwemles" is in none.
constexpr Asked kAsked[] = {{"toestemming foto"},
                            {"huiswerk"},
                            {"\"dank u\""},
                            {"foto* website"},
                            {"van:\"Fleur Bos\" toets"},
                            {"van:daan -morgen"},
                            {"datum:2024-10 excursie"},
                            {"datum:2024-09-15 schoolreis"},
                            {"gesprek:\"groep 12\" ziek"},
                            {"koorts OR tandarts OR dokter"},
                            {"zwemles"},
                            {"wachtwoord laptop"},
                            {"musical repetitie kostuum"},
                            {"\"morgen om half\""},
                            {"brief formulier -toestemming"},
                            {"boos", true},
                            {"school"},
                            {"de het een", true},
                            {"van:sanne datum:2024-10"},
                            {"platform:teams excursie"}};

double best_ms(const CaseSearch& opened, const Asked& asked, std::uint64_t& total) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto before = std::chrono::steady_clock::now();
    const auto found = opened.search({.query = asked.query, .by_time = asked.by_time, .facets = asked.facets});
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
    if (!found) {
      std::fprintf(stderr, "%s: %s\n", asked.query, found.error().text.c_str());
      continue;
    }
    total = found->answer.total;
    best = std::min(best, took.count());
  }
  return best;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const auto store = CaseStore::open(arguments[1], schouw::StoreMode::read_only);
  if (!store) {
    std::fprintf(stderr, "%s\n", store.error().text.c_str());
    return 1;
  }
  const auto before = std::chrono::steady_clock::now();
  const auto opened = CaseSearch::open(*store);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().text.c_str());
    return 1;
  }
  std::printf("%8.2f ms to open\n", took.count());
  std::vector<double> all;
  for (const Asked& asked : kAsked) {
    std::uint64_t total = 0;
    all.push_back(best_ms(*opened, asked, total));
    std::printf("%8.2f ms %9llu  %s%s\n", all.back(), static_cast<unsigned long long>(total), asked.query,
                asked.by_time ? " (by time)" : "");
  }
  std::ranges::sort(all);
  std::printf("median %.2f ms, worst %.2f ms\n", all[all.size() / 2], all.back());
  return 0;
}
