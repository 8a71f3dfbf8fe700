// Inside of CasePeople, for the other files of this layer.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "schouw/detect/detector.h"
#include "schouw/pipeline/records.h"

namespace schouw {

struct CasePeople::State {
  Registers registers;
  std::unique_ptr<Resolver> resolver;
  std::vector<CaseAccount> accounts;   ///< by id

  const CaseAccount* account(std::string_view id) const;
};

/// A person id, or part of a name as it is spoken: case, marks and blanks do not count.
bool answers_to(const Person&, std::string_view folded_words);

}  // namespace schouw
