// The text form of DiscordChatExporter: names and dates as whoever made it has set them, and no numbers.
#pragma once

#include <string_view>

#include "schouw/import/importer.h"

namespace schouw {

bool is_discord_text(std::string_view head);

/// `conversation`: what the name of the file says; the top of the text says more.
void read_discord_text(EntryReader&, RecordSink&, const Importer&, ConversationRef conversation);

}  // namespace schouw
