// What the owners of downloads say of themselves on their profile, as it stood on the day of the export.
#pragma once

#include <map>
#include <string>

#include "schouw/detect/detector.h"

namespace schouw {

class Profiles {
 public:
  /// What this conversation says, when it is of a profile; others are passed over without being read.
  void read(const CaseView&, const CaseConversation&);
  /// The words on the profile of this account; null: no export holds them.
  const std::string* of(const CaseAccount&) const;

 private:
  std::map<std::string, std::string, std::less<>> words_;   ///< by account id, user name, native id, and person
};

}  // namespace schouw
