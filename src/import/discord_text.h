// The text form of DiscordChatExporter: names and dates as whoever made it has set them, and no numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "csv_rows.h"
#include "schouw/import/importer.h"
#include "whatsapp_dates.h"
#include "whatsapp_header.h"

namespace schouw {

/// A date as the program writes it outside JSON: as its user or computer has set it.
struct DiscordDate {
  std::optional<WhatsAppHeader> numbers = {};  ///< its order of day and month shows in the whole file only
  Timestamp time = {};                         ///< ISO 8601, or in words: "15-Aug-18 01:02 PM"
  std::string raw = {};

  bool known() const { return numbers || time.basis != Timestamp::Basis::none; }
  Timestamp in(DateOrder order) const;
};
DiscordDate discord_date(std::string_view written);

/// The order of day and month in a table, which the whole of it tells. The entry stands at its begin again.
OrderSurvey::Verdict discord_table_order(EntryReader&, const CsvHead&);

bool is_discord_text(std::string_view head);

/// `conversation`: what the name of the file says; the top of the text says more.
void read_discord_text(EntryReader&, RecordSink&, const Importer&, ConversationRef conversation);

}  // namespace schouw
