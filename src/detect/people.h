// Who is behind an account on a day, and what ties two people. Shared by the detectors; judges nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/detect/detector.h"

namespace schouw {

/// The person an account belongs to, as far as the match goes; nobody when it is ambiguous.
struct Known {
  const CaseAccount* account = nullptr;
  const Person* person = nullptr;
  Band band = Band::none;
};
Known known(const CaseView&, std::string_view account_id);
/// Judged apart from what is surer, so that a guess about one account never weakens what another account shows.
inline bool is_guess(Band band) { return band < Band::probable; }
/// What tells the subjects of the two apart.
inline std::string_view guess_suffix(bool guess) { return guess ? "|possible" : ""; }

/// The local day of a time; the day of the audit when there is none.
Date day_of(const CaseView&, const RecordTime&);

/// Whether everybody whom an ambiguous account may belong to is in one of these roles on that day.
bool all_candidates_in(const CaseView&, const Known&, const Date& day, std::initializer_list<Role> roles);

enum class Tie { none, family, registered };  ///< family: own child, or parent of the same child
Tie tie_between(const CaseView&, const Person& a, const Person& b, const Date& day);

/// Whether all children of a parent had left the school before that day; false where the registers know of none.
bool children_left(const CaseView&, const Person& parent, const Date& day);

/// The registered exception of this kind and subject on that day, if any. Titles and handles are compared folded.
const RegisteredException* exception_for(const CaseView&, std::string_view kind, std::string_view subject,
                                         const Date& day);

/// What kind of account it is, and by which exception it counts as professional.
struct AccountStanding {
  std::string kind = "unknown";   ///< private, professional, school, unknown
  ExceptionState professional = ExceptionState::none;
};
AccountStanding standing_of(const CaseView&, const CaseAccount&, const Date& day);

/// Rows of the register that hold this account for the school, on whatever days.
std::vector<const RegisteredAccount*> school_rows(const CaseView&, const AccountProfile&);
/// The same of a site, by its title: it publishes what names nobody.
std::vector<const RegisteredAccount*> school_site_rows(const CaseView&, const CaseConversation&);
bool covers(const RegisteredAccount&, const Date& day);
/// Whether rows say so of this day: one of them, or all days where there is no row.
bool cover(const std::vector<const RegisteredAccount*>& rows, const Date& day);

/// Whether the account is the organisation's own: registered as such, an address of the school, or within its
/// tenant. `unknown` when nothing tells.
enum class Organisation { yes, no, unknown };
Organisation organisation_account(const Known&, const std::vector<std::string>& school_domains);

/// Mail domains the school itself uses: of its own mailboxes, and the one that most of its staff have.
std::vector<std::string> school_domains(const Registers&);

/// An address at a provider of mailboxes for everybody ("gmail", "ziggo"), whatever the country behind it.
bool is_private_mailbox(std::string_view address);

bool is_leadership(std::string_view function);

FactPerson fact_person(const Person&, const Date& day, PersonPart, Band);

/// Whether the role on this day began or ended so close to it that an error in the register would change it.
bool near_border(const Person&, const Date& day);

}  // namespace schouw
