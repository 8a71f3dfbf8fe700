// Which rules are worth trying on a text. Each waits for the choices of its rarest place: without one of them it cannot fit.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rule_form.h"
#include "schouw/detect/marks.h"

namespace schouw {

/// Made once for a lexicon, which must outlive it; then only read, so that scanners of all threads share it.
class WaitingRules {
 public:
  WaitingRules(std::span<const RuleForm> forms, std::span<const LexiconClass> classes);

  /// The numbers of the rules that may fit, sorted, each once. `called`: by class, whether it stands in the text.
  void choose(const ReadText& text, std::span<const char> called, std::vector<std::uint32_t>& out) const;

 private:
  void wait(std::uint32_t rule, std::span<const LexiconClass> classes);

  std::span<const RuleForm> forms_;
  std::vector<std::vector<std::uint32_t>> for_class_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> for_word_;
  std::vector<std::uint32_t> always_;
};

}  // namespace schouw
