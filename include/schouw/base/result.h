// Errors of an operation (disk full, policy invalid, case in use). What is wrong with the *evidence* is never an
// Error: it is a Problem (model/problem.h), which is counted, and reading goes on.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace schouw {

/// What kind of operation failed. The value is the exit status of the program (docs/interface.md).
enum class ErrorCode {
  usage = 2,         ///< wrong use; an invalid plan, policy or register
  refused = 4,       ///< outside the authorised scope of the case
  integrity = 5,     ///< input changed underfoot, case damaged
  io = 6,            ///< cannot read or write, disk full
  in_use = 7,        ///< another process holds the case
};

/// A text of the catalogue (base/texts.h: "error.<id>"), its arguments, and a place.
struct Error {
  ErrorCode code = ErrorCode::io;
  std::string text;                ///< catalogue id without "error.", e.g. "file-not-found"
  std::vector<std::string> args;   ///< {0}, {1}, ... of the text
  std::string place = {};          ///< "registers/people.csv:12" where one line is to blame; may be empty
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::usage, "unknown-column", {name}, place);`
inline tl::unexpected<Error> fail(ErrorCode code, std::string text, std::vector<std::string> args = {},
                                  std::string place = {}) {
  return tl::unexpected<Error>(Error{code, std::move(text), std::move(args), std::move(place)});
}

}  // namespace schouw
