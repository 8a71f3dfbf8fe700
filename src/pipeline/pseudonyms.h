// Names for people that stay the same over a case and say nothing about who they are.
#pragma once

#include <map>
#include <string>

#include "schouw/base/json.h"
#include "schouw/base/texts.h"
#include "schouw/policy/policy.h"
#include "schouw/policy/registers.h"

namespace schouw {

/// "Leerling-K7QF": the role, and a keyed hash (HMAC-SHA-256) of the person id. The key comes from the plan's key file,
/// or else from plan, policy and registers: the same input gives the same pseudonyms (docs/interface.md).
class Pseudonyms {
 public:
  Pseudonyms(const Json& settings, const Policy&, const Registers&, Lang);
  std::string of(const Person&) const;

 private:
  std::map<std::string, std::string> codes_;   ///< person id -> code; unique within the register
  Lang lang_;
};

}  // namespace schouw
