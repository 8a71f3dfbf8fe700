// From what somebody typed to checked Arguments. Boost splits the words; what is allowed is judged here, so that
// every complaint is ours and says what to do.
//
// All options are known to the splitter, whatever the command: `schouw --lang nl status CASE` works too.
#include <algorithm>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>

#include "commands.h"

namespace schouw {
namespace {

namespace po = boost::program_options;

po::options_description described() {
  po::options_description all;
  for (const Option& option : options()) {
    std::string name(option.name);
    if (option.letter != 0) name += std::string(",") + option.letter;
    const po::value_semantic* semantic = po::value<std::string>();
    if (option.kind == ValueKind::none) semantic = new po::untyped_value(true);  // the description owns it
    all.add_options()(name.c_str(), semantic);
  }
  return all;
}

struct Split {
  std::vector<std::string> words;
  std::vector<std::pair<std::string, std::string>> given;  ///< name or, when unknown, as it was typed
};

tl::unexpected<Error> misused(const po::error_with_option_name& error) {
  std::string name = error.get_option_name();
  name.erase(0, name.find_first_not_of('-'));
  const Option* option = find_option(name.substr(0, name.find('=')));
  if (option == nullptr && name.size() == 1)
    for (const Option& row : options())
      if (row.letter == name[0]) option = &row;
  if (option == nullptr) return fail(ErrorCode::usage, "unknown-option", {error.get_option_name(), "schouw"});
  const std::string shown = "--" + std::string(option->name);
  if (option->kind == ValueKind::none) return fail(ErrorCode::usage, "option-takes-nothing", {shown});
  return fail(ErrorCode::usage, "option-without-value", {shown, std::string(option->value)});
}

Result<Split> split_typed(std::span<const std::string> typed) {
  using namespace po::command_line_style;
  constexpr int kStyle = allow_long | long_allow_adjacent | long_allow_next | allow_short | allow_dash_for_short |
                         short_allow_adjacent | short_allow_next;
  const po::options_description all = described();
  Split out;
  try {
    const po::parsed_options parsed = po::command_line_parser(std::vector<std::string>(typed.begin(), typed.end()))
                                          .options(all)
                                          .style(kStyle)
                                          .allow_unregistered()
                                          .run();
    for (const po::option& option : parsed.options) {
      if (option.position_key >= 0)
        out.words.insert(out.words.end(), option.value.begin(), option.value.end());
      else if (option.unregistered)
        out.given.emplace_back(option.original_tokens.empty() ? option.string_key : option.original_tokens.front(), "");
      else
        out.given.emplace_back(option.string_key, option.value.empty() ? "" : option.value.front());
    }
  } catch (const po::error_with_option_name& error) {
    return misused(error);
  }
  return out;
}

tl::unexpected<Error> unknown_command(const std::string& word) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) {
    const std::string_view first = command.name.substr(0, command.name.find(' '));
    if (std::ranges::find(names, first) == names.end()) names.push_back(first);
  }
  if (const auto near = nearest(word, names))
    return fail(ErrorCode::usage, "unknown-command-near", {word, std::string(*near)});
  return fail(ErrorCode::usage, "unknown-command", {word});
}

std::vector<std::string_view> second_words(std::span<const Command> family) {
  std::vector<std::string_view> words;
  for (const Command& command : family) words.push_back(command.name.substr(command.name.find(' ') + 1));
  return words;
}

/// Of "policy list" and its like: takes the second word off as well.
Result<const Command*> choose_in_family(std::span<const Command> family, std::vector<std::string>& words) {
  const std::string first(family.front().name.substr(0, family.front().name.find(' ')));
  const std::vector<std::string_view> seconds = second_words(family);
  if (words.empty()) return fail(ErrorCode::usage, "too-few-arguments", {first, joined(seconds, "|")});
  const auto chosen = std::ranges::find(seconds, words.front());
  if (chosen == seconds.end()) {
    const std::string typed = first + " " + words.front();
    if (const auto near = nearest(words.front(), seconds))
      return fail(ErrorCode::usage, "unknown-command-near", {typed, first + " " + std::string(*near)});
    return fail(ErrorCode::usage, "unknown-command", {typed});
  }
  words.erase(words.begin());
  return &family[static_cast<std::size_t>(chosen - seconds.begin())];
}

Result<const Command*> choose_command(std::vector<std::string>& words, bool help) {
  const std::string first = words.front();
  const std::span<const Command> family = commands_of(first);
  if (family.empty()) return unknown_command(first);
  words.erase(words.begin());
  const bool one = family.size() == 1 && family.front().name == first;
  if (one || (help && words.empty())) return &family.front();
  return choose_in_family(family, words);
}

tl::unexpected<Error> unknown_option(const std::string& typed, const Command& command) {
  std::string name = typed.substr(0, typed.find('='));
  name.erase(0, name.find_first_not_of('-'));
  std::vector<std::string_view> names;
  for (const Option& option : options())
    if (takes_option(command, option)) names.push_back(option.name);
  const std::string shown = typed.substr(0, typed.find('='));
  if (const auto near = nearest(name, names))
    return fail(ErrorCode::usage, "unknown-option-near", {shown, std::string(command.name), "--" + std::string(*near)});
  return fail(ErrorCode::usage, "unknown-option", {shown, std::string(command.name)});
}

std::string_view choices_of(const Command& command, const Option& option) {
  return option.name == "format" ? command.formats : option.value;
}

Result<void> check_value(const Command& command, const Option& option, const std::string& value) {
  const std::string name = "--" + std::string(option.name);
  switch (option.kind) {
    case ValueKind::none:
    case ValueKind::text:
      return {};
    case ValueKind::number:
      if (!parse_size(value)) return fail(ErrorCode::usage, "option-number", {name, value});
      return {};
    case ValueKind::size:
      if (!parse_size(value)) return fail(ErrorCode::usage, "option-size", {name, value});
      return {};
    case ValueKind::date:
      if (!parse_date(value)) return fail(ErrorCode::usage, "option-date", {name, value});
      return {};
    case ValueKind::choice:
      break;
  }
  const std::vector<std::string_view> allowed = split(choices_of(command, option), '|');
  if (std::ranges::find(allowed, value) == allowed.end())
    return fail(ErrorCode::usage, "option-value", {name, value, joined(allowed)});
  return {};
}

Result<void> take_option(Arguments& arguments, const std::string& name, const std::string& value) {
  const Option* option = find_option(name);
  if (option == nullptr || !takes_option(*arguments.command, *option))
    return unknown_option(name.starts_with('-') ? name : "--" + name, *arguments.command);
  if (const Result<void> right = check_value(*arguments.command, *option, value); !right) return right;
  const std::string before = option->many ? std::string(arguments.get(name)) : std::string();
  arguments.values.insert_or_assign(name, before.empty() ? value : before + "\n" + value);
  return {};
}

Result<void> check_number_of_words(const Arguments& arguments) {
  const Command& command = *arguments.command;
  const std::vector<std::string_view> expected = split(command.arguments, ' ');
  if (arguments.words.size() < command.least) {
    const std::string_view missing = expected[arguments.words.size()];
    return fail(ErrorCode::usage, "too-few-arguments",
                {std::string(command.name), std::string(missing.substr(0, missing.find("...")))});
  }
  if (arguments.words.size() > command.most)
    return fail(ErrorCode::usage, "too-many-arguments", {std::string(command.name), arguments.words[command.most]});
  return {};
}

bool is_given(const Split& split, std::string_view name) {
  return std::ranges::any_of(split.given, [&](const auto& pair) { return pair.first == name; });
}

}  // namespace

Result<Arguments> parse_arguments(std::span<const std::string> typed) {
  Result<Split> split = split_typed(typed);
  if (!split) return tl::unexpected(split.error());
  Arguments arguments;
  arguments.help = is_given(*split, "help");
  arguments.version = is_given(*split, "version");
  arguments.words = std::move(split->words);
  const bool nothing = arguments.words.empty();
  if (nothing) arguments.words.emplace_back("help");
  const Result<const Command*> command = choose_command(arguments.words, arguments.help);
  if (!command) return tl::unexpected(command.error());
  arguments.command = *command;
  for (const auto& [name, value] : split->given) {
    const Result<void> taken = take_option(arguments, name, value);
    if (!taken) return tl::unexpected(taken.error());
  }
  if (arguments.help || arguments.version) return arguments;
  const Result<void> enough = check_number_of_words(arguments);
  if (!enough) return tl::unexpected(enough.error());
  return arguments;
}

}  // namespace schouw
