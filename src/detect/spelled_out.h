// A pattern of a lexicon as the spellings it stands for, where it is nothing more than that.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

/// "whats ?app(en|t)?" -> whatsapp, whats app, whats-app, whatsappen, ...; nothing for a pattern that needs an engine
/// (sets, repetition) or stands for too many.
std::optional<std::vector<std::string>> spelled_out(std::string_view pattern);

}  // namespace schouw
