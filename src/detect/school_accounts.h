// Which accounts are the school's: those its register lists, and those that only bear its name. Shared by the detectors
// of school accounts; whether one of the two is allowed is for the policy to say.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fact.h"
#include "people.h"
#include "school_name.h"

namespace schouw {

struct SchoolAccount {
  const CaseAccount* account = nullptr;
  bool registered = false;                    ///< on the last day looked at
  bool named = false;                         ///< bears the school's name, and no register knows it
  std::vector<const RegisteredAccount*> rows = {};   ///< of the register, for whatever days; none when only its kind says so

  bool registered_on(const Date& day) const { return !named && cover(rows, day); }
  /// Who may post there: as of the last day, else as it was. Null: the register has no row.
  const RegisteredAccount* row(const Date& last_day) const;
};

class SchoolAccounts {
 public:
  SchoolAccounts(const CaseView&, const Policy&);

  /// Null when the account is not the school's.
  const SchoolAccount* find(std::string_view account_id) const;
  /// By account id.
  const std::map<std::string, SchoolAccount, std::less<>>& all() const { return accounts_; }
  const SchoolName& name() const { return name_; }

 private:
  SchoolName name_;
  std::map<std::string, SchoolAccount, std::less<>> accounts_;
};

/// Everything of one school account that the case holds. Two accounts with one native id, handle or address are one page.
struct SchoolPage {
  SchoolAccount shown;                        ///< the first by id
  std::string key;                            ///< platform and what tells this page from others
  std::set<std::string, std::less<>> ids;
  std::set<std::string> sources;              ///< "sha256|path" of the files in which it published: its own downloads
  std::uint64_t acts = 0;                     ///< posts, stories, comments and messages by it
  RecordTime first, last;                     ///< of its posts and stories
  EvidenceList evidence;                      ///< its posts and stories; of the others when there is none
  std::vector<CaseConnection> admins;         ///< connections `admin` with it as the other side
};

/// Pages with at least one record in the case, by platform and then by id.
std::vector<SchoolPage> school_pages(const CaseView&, const SchoolAccounts&);

/// The page to which this account belongs, or null.
const SchoolPage* page_of(const std::vector<SchoolPage>&, std::string_view account_id);

/// The page that publishes in a conversation, or whose name it bears: what stands there as a post is shown as the page's. Null: none.
const SchoolPage* page_of_place(const std::vector<SchoolPage>&, const CaseConversation&);

/// A fact about a page; nobody is named, the accounts are.
Fact page_fact(const SchoolPage&, std::string_view detector, int version);

/// The first day within the connection on which the person had this role; nothing when there is none.
std::optional<Date> day_as(const CaseView&, const CaseConnection&, const Person&, Role);

/// A doubt where the register does not have the page as the school's on this day.
void add_register_doubt(Fact&, const SchoolAccount&, const Date& day);

/// Whole days between two local times; the numbers that policies compare.
std::int64_t days_between(const Date& from, const Date& until);

}  // namespace schouw
