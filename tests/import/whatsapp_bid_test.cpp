// Files with dates as WhatsApp writes them, in which nobody says anything, are no chat.
#include <gtest/gtest.h>

#include <string>

#include "golden.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kHead = "Notulen van het overleg\n\n";

std::string chosen(std::string_view text) {
  const Importer* importer = choose_importer(MemoryEntry("overleg.txt", std::string(kHead).append(text)));
  return importer == nullptr ? std::string{} : std::string(importer->id);
}

TEST(WhatsAppBid, needs_words_of_somebody_below_other_lines) {
  EXPECT_EQ(chosen("[05-01-2026 08:00] bas\nHoi\n\n[05-01-2026 08:01] noor\nDag\n\n[05-01-2026 08:02] bas\nTot zo\n"),
            "");
  EXPECT_EQ(chosen("[05-01-2026 08:00] bas: Hoi\n[05-01-2026 08:01] noor: Dag\n[05-01-2026 08:02] bas: Tot zo\n"),
            "whatsapp-text");
}

}  // namespace
}  // namespace schouw::testing
