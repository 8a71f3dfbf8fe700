// The command line as data: one table of options, one of commands (commands.h). Help, checks, "did you mean" and
// the parser read the same rows, so that nothing can be accepted that help does not show.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/result.h"
#include "schouw/base/time.h"

namespace schouw {

struct Command;

enum class ValueKind { none, text, number, size, date, choice };

/// Its help is the catalogue's "option.<name>". A command takes it when it names it, or "limits" for all of those.
struct Option {
  std::string_view name;  ///< without the dashes
  char letter = 0;        ///< 0: no short form
  ValueKind kind = ValueKind::text;
  std::string_view value = {};  ///< what help calls the value; of a choice all values, with bars between
  enum class Where { named, limits, everywhere } where = Where::named;
  bool many = false;      ///< may be given more than once
};

std::span<const Option> options();
const Option* find_option(std::string_view name);

/// What somebody typed, checked against the tables. Numbers, dates and choices are valid.
struct Arguments {
  const Command* command = nullptr;
  std::vector<std::string> words;  ///< behind the name of the command
  std::map<std::string, std::string, std::less<>> values;
  bool help = false, version = false;

  bool has(std::string_view option) const { return values.contains(option); }
  std::string_view get(std::string_view option) const;  ///< empty when it was not given
  /// Every value of an option that may be given more than once.
  std::vector<std::string_view> all(std::string_view option) const;
  std::optional<std::uint64_t> number(std::string_view option) const;
  std::optional<Date> date(std::string_view option) const;
};

Result<Arguments> parse_arguments(std::span<const std::string> typed);

/// "8G" and "500": K, M, G and T are powers of 1024.
std::optional<std::uint64_t> parse_size(std::string_view);

/// The word that somebody probably meant, or nothing: few typing errors, or the beginning of one word only.
std::optional<std::string_view> nearest(std::string_view typed, std::span<const std::string_view> words);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string joined(std::span<const std::string_view> words, std::string_view between = ", ");

}  // namespace schouw
