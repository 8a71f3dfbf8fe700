// Values and words about persons in a text, without those that are the school's own, the author's or the readers'.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "spoken.h"

namespace schouw {

struct PersonalValue {
  std::string kind;               ///< bsn, iban, phone, ..., or a special category: health, religion, ...
  std::string_view grade;
  const Person* person = nullptr; ///< whom the value itself names (a pupil number of the register)
  Band band = Band::none;
};

class PersonalValues {
 public:
  explicit PersonalValues(const CaseView&);
  /// In the order of the text, each kind once.
  std::vector<PersonalValue> in(const SpokenText&) const;

 private:
  bool is_own(std::string_view written) const;
  bool of_those_present(const SpokenText&, std::string_view written) const;
  std::optional<PersonalValue> value(const SpokenText&, const Mark&) const;

  const CaseView& view_;
  std::unordered_set<std::string> own_;
  std::vector<std::string> domains_;
};

/// Whether a text points at somebody: by full name, by a given name of the register, or "Sarah heeft".
bool points_at_somebody(const CaseView&, const SpokenText&, const Mark&);

/// Whether everybody whom the text names is a reader, or the child of one: then they are told about themselves.
bool concerns_readers(const SpokenText&);

}  // namespace schouw
