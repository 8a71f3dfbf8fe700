// One message that two exports tell under two names of one person: the telephone of the teacher calls a pupil "Mila Zonneveld",
// the pupil's mother has a number only. Where the names are the same the store has one message (Message::shared_precision).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "case_people.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// Accounts of persons who have more than one on their platform; ids.
std::unordered_set<std::string> accounts_of_several(const CasePeople::State&);

/// What two exports that tell the same message have in common, whatever they call its writer: who it was, the minute, the words with those
/// beside files and in what was forwarded. A deletion, a place or a contact is no copy of a file. `stored` has a local time.
std::string telling_of(std::string_view person_id, const StoredMessage& stored);

/// For one walk over messages, in any order. What a person wrote in a minute counts as often as the export that has it most often.
/// Only chats without ids of messages, and only accounts that are probably or certainly that person's.
class Copies {
 public:
  /// Both outlive it.
  Copies(const CasePeople::State& people, const std::unordered_set<std::string>& of_several)
      : people_(people), of_several_(of_several) {}

  /// Whether this message was told before, under another name of the one who wrote it and by another source.
  bool told_before(const StoredMessage&);

 private:
  struct Telling {
    std::string account_id, source_sha256;
    std::uint64_t times = 0;
  };

  const CasePeople::State& people_;
  const std::unordered_set<std::string>& of_several_;
  std::unordered_map<std::string, std::vector<Telling>> told_;
};

}  // namespace schouw
