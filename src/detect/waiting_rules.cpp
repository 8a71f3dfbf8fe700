#include "waiting_rules.h"

#include <algorithm>

#include "schouw/base/sort_unique.h"

namespace schouw {
namespace {

/// How common the choices of a place are, by what can be told from them: a term is rare, and so is a long word.
std::size_t cost_of(const RuleStep& step, std::span<const LexiconClass> classes) {
  std::size_t sum = 0;
  for (const WordChoice& choice : step.choices()) {
    if (choice.class_number >= 0) sum += classes[static_cast<std::size_t>(choice.class_number)].term ? 2u : 60u;
    else sum += choice.word.size() > 4 ? 3 : 60 / std::max<std::size_t>(1, choice.word.size());
  }
  return sum;
}

const RuleStep* rarest_place(const RuleForm& form, std::span<const LexiconClass> classes) {
  const RuleStep* rarest = nullptr;
  const auto look = [&](const RuleExpression& expression) {
    for (const RuleSequence& part : expression.parts)
      for (const RuleStep& step : part)
        if (step.kind == RuleStep::Kind::words && !step.optional &&
            (rarest == nullptr || cost_of(step, classes) < cost_of(*rarest, classes)))
          rarest = &step;
  };
  look(form.find);
  std::ranges::for_each(form.guards->needs, look);
  return rarest;
}

bool may_fit(const RuleForm& form, std::span<const char> called) {
  return std::ranges::all_of(form.called_for, [&](const std::vector<int>& classes) {
    return std::ranges::any_of(classes, [&](int number) { return called[static_cast<std::size_t>(number)] != 0; });
  });
}

}  // namespace

WaitingRules::WaitingRules(std::span<const RuleForm> forms, std::span<const LexiconClass> classes)
    : forms_(forms), for_class_(classes.size()) {
  for (std::uint32_t rule = 0; rule < forms.size(); ++rule) wait(rule, classes);
}

void WaitingRules::wait(std::uint32_t rule, std::span<const LexiconClass> classes) {
  const RuleStep* place = rarest_place(forms_[rule], classes);
  if (place == nullptr) return always_.push_back(rule);
  for (const WordChoice& choice : place->choices()) {
    if (choice.class_number >= 0) for_class_[static_cast<std::size_t>(choice.class_number)].push_back(rule);
    else for_word_[choice.word].push_back(rule);
  }
}

void WaitingRules::choose(const ReadText& text, std::span<const char> called, std::vector<std::uint32_t>& out) const {
  out = always_;
  for (std::size_t i = 0; i < called.size(); ++i)
    if (called[i] != 0) out.insert(out.end(), for_class_[i].begin(), for_class_[i].end());
  for (const WordSpan& word : text.words)
    if (const auto found = for_word_.find(text.text.substr(word.begin, word.end - word.begin)); found != for_word_.end())
      out.insert(out.end(), found->second.begin(), found->second.end());
  sort_unique(out);
  std::erase_if(out, [&](std::uint32_t rule) { return !may_fit(forms_[rule], called); });
}

}  // namespace schouw
