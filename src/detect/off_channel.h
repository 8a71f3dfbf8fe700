// Words by which somebody leaves the school's own channel with a pupil or parent: asks for it, announces it, or tells of it.
#pragma once

#include "spoken.h"

namespace schouw {

enum class OffChannel { whatsapp, other };

/// The reader of one of the two detectors: facts about WhatsApp, or about every other channel.
TextReader off_channel_reader(OffChannel, std::string_view detector, int version, const std::function<void(Fact)>& yield);

}  // namespace schouw
