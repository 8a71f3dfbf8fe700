// Rules: docs/findings/unconsented-media.md. The latest answer of each giver counts; of two answers that count at
// once "no" wins; below the age a parent answers, from it the pupil. Where a protocol names no age, the law's 16 is
// used to say who answered, and the policy decides what that means.
//
//   register: p1, social_media, *, yes, parent, written, 2025-09-01     picture published 2026-02-10 -> granted
//
// Gap: the register does not tell two parents apart; a later answer of "parent" replaces an earlier one, unless both
// are of the same day.
#include "consent.h"

#include <algorithm>
#include <map>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kLegalAge = 16;

/// What a form calls the website is a blog to the importers of posts and pages.
constexpr std::string_view kSite = "blog", kWebsite = "website";

bool is_social(std::string_view category) {
  return category == "social_media" || category == "socialmedia" || category == "social-media" ||
         category == "sociale_media" || category == "social media" || category == "sociale media" || category == "*";
}

/// A row for this pupil that speaks of this platform. A more specific row does not undo a general "no".
bool concerns(const ConsentRecord& row, const Policy& policy, const Person& pupil, std::string_view platform) {
  if (row.person_id != pupil.id) return false;
  const std::string category = ascii_lower(row.category), medium = ascii_lower(row.medium);
  const std::string wanted(policy.canonical(platform));
  if (policy.canonical(category) == wanted || (wanted == kSite && category == kWebsite)) return true;
  return is_social(category) && (medium.empty() || medium == "*" || policy.canonical(medium) == wanted);
}

enum class Giver { parent, self, unknown };

Giver giver_of(const ConsentRecord& row) {
  if (row.given_by == "parent" || row.given_by == "guardian") return Giver::parent;
  if (row.given_by == "pupil" || row.given_by == "self") return Giver::self;
  return Giver::unknown;
}

/// The answers that stand on a day: per giver and medium the latest; of the same day a "no".
std::vector<const ConsentRecord*> standing_answers(const std::vector<const ConsentRecord*>& rows, const Date& day) {
  std::map<std::pair<Giver, std::string>, const ConsentRecord*> latest;
  for (const ConsentRecord* row : rows) {
    if (row->date && *row->date > day) continue;
    const ConsentRecord*& slot = latest[{giver_of(*row), row->medium}];
    const bool newer = slot == nullptr || slot->date < row->date || (slot->date == row->date && !row->yes);
    if (newer) slot = row;
  }
  std::vector<const ConsentRecord*> out;
  for (const auto& [key, row] : latest) out.push_back(row);
  return out;
}

std::optional<Date> end_of(const ConsentRecord& row, const ConsentTerms& terms) {
  std::optional<Date> end = row.valid_until;
  if (terms.validity_months && row.date) {
    const Date by_term = add_months(*row.date, *terms.validity_months);
    if (!end || by_term < *end) end = by_term;
  }
  return end;
}

std::string_view form_state(const ConsentRecord& row, const ConsentTerms& terms) {
  if (terms.forms.empty() || std::ranges::find(terms.forms, row.form) != terms.forms.end()) return "granted";
  return row.form.empty() ? "form_unknown" : "wrong_form";
}

/// Whether a "yes" of before was taken back after the day: by a note of withdrawal, or by a later "no".
bool withdrawn_later(const std::vector<const ConsentRecord*>& rows, const ConsentRecord& yes, const Date& day) {
  if (yes.withdrawn_on && *yes.withdrawn_on > day) return true;
  return std::ranges::any_of(rows, [&](const ConsentRecord* row) {
    return !row->yes && row->date && *row->date > day && giver_of(*row) == giver_of(yes);
  });
}

class Judgement {
 public:
  Judgement(const Policy& policy, const Person& pupil, std::vector<const ConsentRecord*> rows, const Date& day)
      : terms_(policy.consent), rows_(std::move(rows)), day_(day) {
    // Age, and the form that parents fill in each year, are of pupils; grown-ups answer for themselves.
    if (const RoleSpan* span = pupil.role_on(day); span != nullptr && span->role != Role::pupil) {
      terms_.validity_months.reset();
      return;
    }
    const int limit = terms_.self_from_age.value_or(kLegalAge);
    if (!pupil.birth_date) return;
    answer_.age = age_on(*pupil.birth_date, day);
    wanted_ = *answer_.age >= limit ? Giver::self : Giver::parent;
    answer_.at_boundary = !terms_.boundary.empty() && *answer_.age == limit;
    const Date& born = *pupil.birth_date;
    self_from_ = add_months(born, 12 * limit);
  }

  ConsentAnswer decide() {
    const auto standing = standing_answers(rows_, day_);
    if (standing.empty()) return given_later() ? done("given_later", nullptr) : done("none", nullptr);
    std::vector<const ConsentRecord*> right, wrong;
    for (const ConsentRecord* row : standing)
      (wanted_ == Giver::unknown || giver_of(*row) == wanted_ || giver_of(*row) == Giver::unknown ? right : wrong)
          .push_back(row);
    const auto& counted = right.empty() ? wrong : right;
    if (const auto* row = first(counted, [](const ConsentRecord& r) { return !r.yes; })) return done("refused", row);
    if (const auto* row =
            first(counted, [&](const ConsentRecord& r) { return r.withdrawn_on && *r.withdrawn_on <= day_; }))
      return done("withdrawn_before", row);
    if (const auto* row = first(counted, [&](const ConsentRecord& r) {
          const auto end = end_of(r, terms_);
          return end && *end < day_;
        }))
      return done("expired", row);
    const ConsentRecord* yes = counted.front();
    if (right.empty()) return done("wrong_giver", yes);
    if (const auto* row = first(counted, [&](const ConsentRecord& r) { return form_state(r, terms_) == "wrong_form"; }))
      return done("wrong_form", row);
    if (const auto* row = first(counted, [&](const ConsentRecord& r) { return withdrawn_later(rows_, r, day_); }))
      return done("withdrawn_after", row);
    return done(form_state(*yes, terms_), yes);
  }

 private:
  template <class Test>
  static const ConsentRecord* first(const std::vector<const ConsentRecord*>& rows, Test test) {
    const auto it = std::ranges::find_if(rows, [&](const ConsentRecord* row) { return test(*row); });
    return it == rows.end() ? nullptr : *it;
  }

  bool given_later() const {
    return std::ranges::any_of(rows_,
                               [&](const ConsentRecord* row) { return row->yes && row->date && *row->date > day_; });
  }

  ConsentAnswer done(std::string_view state, const ConsentRecord* row) {
    answer_.state = state;
    if (row == nullptr) return answer_;
    answer_.source = row->source;
    answer_.given_by = row->given_by;
    answer_.form = row->form;
    answer_.date = row->date;
    answer_.before_self_age = self_from_ && row->date && *row->date < *self_from_ && giver_of(*row) == Giver::parent;
    return answer_;
  }

  ConsentTerms terms_;
  std::vector<const ConsentRecord*> rows_;
  Date day_;
  Giver wanted_ = Giver::unknown;
  std::optional<Date> self_from_;
  ConsentAnswer answer_;
};

}  // namespace

ConsentAnswer consent_on(const Registers& registers, const Policy& policy, const Person& pupil,
                         std::string_view platform, const Date& day) {
  std::vector<const ConsentRecord*> rows;
  for (const ConsentRecord& row : registers.consent)
    if (concerns(row, policy, pupil, platform)) rows.push_back(&row);
  // Forms ask for the website and for social media apart: what was said of the website decides about it.
  const auto of_website = [](const ConsentRecord* row) { return ascii_lower(row->category) == kWebsite; };
  if (policy.canonical(platform) == kSite && std::ranges::any_of(rows, of_website))
    std::erase_if(rows, [&](const ConsentRecord* row) { return is_social(ascii_lower(row->category)) && row->category != "*"; });
  return Judgement(policy, pupil, std::move(rows), day).decide();
}

}  // namespace schouw
