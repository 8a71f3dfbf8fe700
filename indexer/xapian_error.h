// Where Xapian's exceptions end: every call into the library goes through guarded().
#pragma once

#include <filesystem>
#include <utility>

#include <xapian.h>

#include "schouw/base/result.h"

namespace schouw {

/// Integrity when the index is damaged, i/o when the disk is full or cannot be read.
tl::unexpected<Error> index_error(const Xapian::Error& error, const std::filesystem::path& place);
tl::unexpected<Error> index_damaged(const std::filesystem::path& place);

/// `call` returns a Result; what Xapian throws meanwhile becomes its error.
template <class Call>
  requires requires(Call call) { call().error(); }
auto guarded(const std::filesystem::path& place, Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const Xapian::Error& error) {
    return index_error(error, place);
  }
}

}  // namespace schouw
