// A sink for those who need only some of what an importer gives, or nothing.
#pragma once

#include "schouw/import/importer.h"

namespace schouw {

/// Takes every record and keeps none. Override what is of interest.
class NullSink : public RecordSink {
 public:
  void message(Message) override {}
  void conversation(ConversationInfo) override {}
  void connection(Connection) override {}
  void media(MediaItem) override {}
  void owner(std::string_view, AccountRef) override {}
  void set(std::string_view) override {}
  void rejected(std::uint64_t) override {}
  void problem(Problem) override {}
  void nothing_here() override {}
};

}  // namespace schouw
