// Xapian::Error to Error: the user can do two things, make room on the disk or rebuild the index.
#include "xapian_error.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

namespace schouw {
namespace {

// Xapian keeps errno as the words of strerror(); these two are worth an advice of their own.
bool says(const char* words, int error) {
  return words != nullptr && std::string_view(words).find(strerrordesc_np(error)) != std::string_view::npos;
}

}  // namespace

tl::unexpected<Error> index_damaged(const std::filesystem::path& place) {
  return fail(ErrorCode::integrity, "index-damaged", {place.string()});
}

tl::unexpected<Error> index_error(const Xapian::Error& error, const std::filesystem::path& place) {
  const char* words = error.get_error_string();
  for (const int full : {ENOSPC, EDQUOT, EFBIG})
    if (says(words, full)) return fail(ErrorCode::io, "disk-full", {place.string()});
  for (const int denied : {EACCES, EPERM, EROFS})
    if (says(words, denied)) return fail(ErrorCode::io, "file-permission", {place.string()});
  const std::string_view type = error.get_type();
  if (type == "DatabaseError" && words != nullptr)
    return fail(ErrorCode::io, "index-io", {place.string(), error.get_msg()});
  if (type.starts_with("Database")) return index_damaged(place);
  return fail(ErrorCode::io, "index-io", {place.string(), error.get_msg()});
}

}  // namespace schouw
