// Which list of X a file is, and what that says of everything in it.
#pragma once

#include <string>
#include <string_view>

#include "x_record.h"

namespace schouw {

/// The name behind YTD ("deleted_tweets"), "grailbird" for a month of posts until 2018, "manifest", or that of a
/// variable only X uses. Empty: the file does not begin as those of X do.
std::string x_list(std::string_view head);

XFile x_file(std::string_view list);
bool is_nothing_of_x(std::string_view list);  ///< holds nothing for an audit
bool is_empty_file_of_x(std::string_view path);
std::string x_root(std::string_view path);

}  // namespace schouw
