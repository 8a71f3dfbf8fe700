// The table of options, and the small questions about words.
#include "options.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace schouw {
namespace {

using enum ValueKind;

constexpr auto kEverywhere = Option::Where::everywhere;
constexpr auto kLimit = Option::Where::limits;

// In the order of the help.
constexpr std::array kOptions = {
    Option{"plan", 0, text, "PLAN.json"},
    Option{"case", 0, text, "DIR"},
    Option{"policy", 0, text, "ID"},
    Option{"title", 0, text, "TEXT"},
    Option{"purpose", 0, text, "TEXT"},
    Option{"legal-ground", 0, text, "TEXT"},
    Option{"approved-by", 0, text, "NAME"},
    Option{"necessity", 0, text, "TEXT"},
    Option{"dpia", 0, text, "TEXT"},
    Option{"ends", 0, date, "DATE"},
    Option{"scope-people", 0, text, "ID,ID..."},
    Option{"scope-platforms", 0, text, "NAME,NAME..."},
    Option{"from", 0, text, "DATE|ID"},
    Option{"until", 0, date, "DATE"},
    Option{"time-zone", 0, text, "ZONE"},
    Option{"kind", 0, choice, "audit|dossier|annual|access"},
    Option{"person", 0, text, "ID", Option::Where::named, true},
    Option{"clause", 0, text, "ID"},
    Option{"platform", 0, text, "NAME"},
    Option{"severity", 0, choice, "low|medium|high"},
    Option{"verdict", 0, choice, "breach|discouraged|attention"},
    Option{"state", 0, choice, "open|confirmed|dismissed|unsure"},
    Option{"received", 0, date, "DATE"},
    Option{"names-with", 0, text, "NAME"},
    Option{"earlier", 0, text, "FILE", Option::Where::named, true},
    Option{"output", 'o', text, "PATH"},
    Option{"explain", 0, none},
    Option{"facets", 0, none},
    Option{"by-time", 0, none},
    Option{"first", 0, number, "N"},
    Option{"count", 0, number, "N"},
    Option{"context", 0, number, "N"},
    Option{"reason", 0, text, "TEXT"},
    Option{"by", 0, text, "NAME"},
    Option{"to", 0, text, "NAME"},
    Option{"discovered", 0, text, "TIME"},
    Option{"reported", 0, text, "TIME"},
    Option{"nature", 0, text, "TEXT"},
    Option{"measures", 0, text, "TEXT"},
    Option{"recipient", 0, text, "AGE1..."},
    Option{"sign-key", 0, text, "F"},
    Option{"new-key", 0, text, "F"},
    Option{"public-key", 0, text, "F"},
    Option{"identity", 0, text, "F"},
    Option{"rebuild-index", 0, none},
    Option{"source", 0, text, "SHA256|PATH"},
    Option{"yes", 0, none},
    Option{"fail-on", 0, choice, "low|medium|high"},
    Option{"max-depth", 0, number, "N", kLimit},
    Option{"max-entries", 0, number, "N", kLimit},
    Option{"max-entry-bytes", 0, size, "SIZE", kLimit},
    Option{"max-total-bytes", 0, size, "SIZE", kLimit},
    Option{"max-ratio", 0, number, "N", kLimit},
    Option{"ratio-floor", 0, size, "SIZE", kLimit},
    Option{"max-nested-in-memory", 0, size, "SIZE", kLimit},
    Option{"max-seconds", 0, number, "N", kLimit},
    Option{"max-no-progress-seconds", 0, number, "N", kLimit},
    Option{"format", 0, choice, "text|json|jsonl|csv", kEverywhere},
    Option{"format-version", 0, choice, "1", kEverywhere},
    Option{"lang", 0, choice, "nl|en", kEverywhere},
    Option{"jobs", 'j', number, "N", kEverywhere},
    Option{"as-of", 0, date, "DATE", kEverywhere},
    Option{"names", 0, none, {}, kEverywhere},
    Option{"passphrase-file", 0, text, "F", kEverywhere},
    Option{"trust-mtime", 0, none, {}, kEverywhere},
    Option{"quiet", 'q', none, {}, kEverywhere},
    Option{"verbose", 'v', none, {}, kEverywhere},
    Option{"progress", 0, choice, "auto|plain|json|none", kEverywhere},
    Option{"color", 0, choice, "auto|always|never", kEverywhere},
    Option{"help", 'h', none, {}, kEverywhere},
    Option{"version", 0, none, {}, kEverywhere},
};

/// Optimal string alignment: typing errors, two letters swapped counting as one.
std::size_t typing_errors(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + other});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

std::optional<std::string_view> only_one_beginning_with(std::string_view typed,
                                                        std::span<const std::string_view> words) {
  const auto begins = [&](std::string_view word) { return word.starts_with(typed); };
  if (typed.size() < 2 || std::ranges::count_if(words, begins) != 1) return std::nullopt;
  return *std::ranges::find_if(words, begins);
}

constexpr std::size_t kLongestCompared = 64;

}  // namespace

std::span<const Option> options() { return kOptions; }

const Option* find_option(std::string_view name) {
  const auto found = std::ranges::find(kOptions, name, &Option::name);
  return found == kOptions.end() ? nullptr : &*found;
}

std::optional<std::string_view> nearest(std::string_view typed, std::span<const std::string_view> words) {
  if (typed.empty() || typed.size() > kLongestCompared) return std::nullopt;
  if (const auto longer = only_one_beginning_with(typed, words)) return longer;
  std::optional<std::string_view> best;
  std::size_t fewest = typed.size() < 4 ? 1 : typed.size() / 3 + 1;
  for (const std::string_view word : words) {
    const std::size_t errors = typing_errors(typed, word);
    if (errors > fewest || errors >= word.size() || (best && errors == fewest)) continue;
    best = word;
    fewest = errors;
  }
  return best;
}

std::optional<std::uint64_t> parse_size(std::string_view written) {
  constexpr std::string_view kUnits = "KMGT";
  unsigned shift = 0;
  if (!written.empty()) {
    const std::size_t unit = kUnits.find(written.back());
    if (unit != kUnits.npos) {
      shift = 10 * (static_cast<unsigned>(unit) + 1);
      written.remove_suffix(1);
    }
  }
  std::uint64_t number = 0;
  const char* const end = written.data() + written.size();
  const auto [stop, error] = std::from_chars(written.data(), end, number);
  if (error != std::errc() || stop != end || number > (UINT64_MAX >> shift)) return std::nullopt;
  return number << shift;
}

std::string_view Arguments::get(std::string_view option) const {
  const auto found = values.find(option);
  return found == values.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string_view> Arguments::all(std::string_view option) const { return split(get(option), '\n'); }

std::optional<std::uint64_t> Arguments::number(std::string_view option) const {
  return has(option) ? parse_size(get(option)) : std::nullopt;
}

std::optional<Date> Arguments::date(std::string_view option) const {
  return has(option) ? parse_date(get(option)) : std::nullopt;
}

std::vector<std::string_view> split(std::string_view all, char separator) {
  std::vector<std::string_view> parts;
  while (!all.empty()) {
    const std::size_t end = std::min(all.find(separator), all.size());
    if (end > 0) parts.push_back(all.substr(0, end));
    all.remove_prefix(std::min(end + 1, all.size()));
  }
  return parts;
}

std::string joined(std::span<const std::string_view> words, std::string_view between) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

}  // namespace schouw
