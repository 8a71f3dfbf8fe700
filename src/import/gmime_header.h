// Headers of a mail as GMime decodes them. For mail_gmime.cpp.
#pragma once

#include <gmime/gmime.h>

#include <string>
#include <vector>

#include "schouw/model/account.h"

namespace schouw {

constexpr std::size_t kMaxAddresses = 10'000;  ///< of one header

/// Valid, NFC, on one line, without NUL; empty for nothing.
std::string tidy(const char* text);

/// Unfolded, its encoded words read.
std::string decoded_header(const std::string& raw, GMimeParserOptions*);

/// Whom a header names, with groups taken apart, and in forms that no RFC has.
std::vector<AccountRef> header_addresses(const std::string& raw, GMimeParserOptions*);

}  // namespace schouw
