// One conversation of two that both of them handed in. Each telephone or download calls the other by another name, so the
// store has two conversations: "Noor Bakker" in the export of the teacher, "Mw. de Vries" in that of the pupil.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "case_people.h"
#include "schouw/store/case_store.h"

namespace schouw {

/// Conversations of the same two persons on one platform (both probably or certainly them) that tell the same words in the same
/// minutes: three times at least, or all words of the shorter one. One of them leads and is judged with what only the others have.
/// Immutable once found; reads from the store it was found in.
class BothSides {
 public:
  static BothSides found_in(const CaseStore&, const CasePeople::State&);

  /// The conversation that leads; the same id where nobody else tells it.
  const std::string& leader_of(const std::string& conversation_id) const;
  /// The others of this leader, by id.
  std::span<const std::string> others_of(const std::string& leader_id) const;
  /// Whether a conversation that leads tells this message as well.
  bool is_told(const std::string& message_id) const { return told_.contains(message_id); }
  /// A message of another, as if the leader told it: with its conversation and the accounts it has for both persons.
  void retell(StoredMessage&) const;

 private:
  struct Other {
    std::string leader;
    std::unordered_map<std::string, std::string> accounts;   ///< of this one -> of the leader
  };

  std::unordered_map<std::string, Other> others_;                       ///< by conversation
  std::unordered_map<std::string, std::vector<std::string>> leaders_;   ///< -> the others
  std::unordered_set<std::string> told_;                                ///< message ids
};

}  // namespace schouw
