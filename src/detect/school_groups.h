// Groups, servers and workspaces that are the school's, with who manages them: as pages of the school are, but without an
// account of their own. Shared by the detectors of who manages what.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "school_accounts.h"

namespace schouw {

struct SchoolGroup {
  std::string id, platform;               ///< of the conversation
  SchoolAccount shown;                    ///< what the register says of its title; no account
  RecordTime last;                        ///< of its messages
  std::vector<CaseConnection> admins;     ///< made of its members; without an id, for no export gives them as connections
};

/// By id. What bears the school's name and is in no register counts only where staff are in it: else it is somebody's own.
std::vector<SchoolGroup> school_groups(const CaseView&, const Policy&, const SchoolAccounts&);

/// One fact for each first person: the first that comes.
class FactPerPerson {
 public:
  void keep(std::optional<Fact>);
  void give(const std::function<void(Fact)>& yield);

 private:
  std::map<std::string, Fact> facts_;
};

/// A fact about who manages the page, or the group.
Fact managed_page_fact(const SchoolPage&, const CaseConnection& admin, std::string_view detector, int version);
Fact group_fact(const SchoolGroup&, const CaseConnection& admin, std::string_view detector, int version);

}  // namespace schouw
