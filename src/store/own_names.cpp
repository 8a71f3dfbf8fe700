// Owners whom their own download also tells by name alone: Facebook and Instagram say "Karin Visser" in a chat, and only in the
// profile which account that is. A name is the owner's when all that bears it lies in that download, the owner has no contact
// of that name there, and no chat of two has it on both sides.
//
// Gap: a namesake in a group, or in a picture, whom nothing else shows is taken for the owner.
#include <map>
#include <set>
#include <utility>

#include "case_data.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kFolder = "folder:";

class OwnNames {
 public:
  explicit OwnNames(Db& db) : db_(db) {
    read_owners();
    read_names();
  }

  void each(const OwnNameSink& take) {
    std::map<std::string, std::string> found;  // by account: each once
    Query q = db_.query(
        "SELECT account, platform, display_name FROM mention WHERE display_name != '' AND handle = '' AND phone = '' AND email = '' AND "
        "native_id = ''");
    while (q.step()) {
      const auto owner = names_.find({q.text(1), fold(q.view(2))});
      if (owner == names_.end() || owner->second.empty()) continue;
      if (std::string account = q.id(0); account != owner->second) found.emplace(std::move(account), owner->second);
    }
    for (const auto& [account, owner] : found)
      if (lies_with(account, owner) && !is_contact(account) && !writes_to_itself(account)) take(account, owner);
  }

 private:
  void read_owners() {
    Query q = db_.query("SELECT o.account, o.export_set, o.source FROM owner o JOIN source s ON s.row = o.source WHERE s.finished = 1");
    while (q.step()) {
      const std::string account = q.id(0);
      const std::string_view set = q.view(1);
      owners_.insert(account);
      if (set.starts_with(kFolder))
        folder_owner_[std::string(set.substr(kFolder.size()))].insert(account);
      else
        archive_owner_[q.integer(2)].insert(account);
    }
  }

  /// A name that two owners on one platform bear is nobody's.
  void read_names() {
    for (const std::string& account : owners_) {
      Query q = db_.query("SELECT platform, display_name FROM mention WHERE account = ? AND display_name != ''");
      q.with(IdText{account});
      while (q.step()) {
        const auto [it, fresh] = names_.try_emplace({q.text(0), fold(q.view(1))}, account);
        if (!fresh && it->second != account) it->second.clear();
      }
    }
  }

  /// An archive, or a folder, with the downloads of two people says nothing here.
  bool lies_with(const std::string& account, const std::string& owner) {
    Query q = db_.query(
        "SELECT DISTINCT s.row, s.path FROM mention m JOIN mention_source ms ON ms.mention = m.row JOIN source s ON s.row = ms.source "
        "WHERE m.account = ? AND s.finished = 1");
    q.with(IdText{account});
    bool any = false;
    while (q.step()) {
      const auto archive = archive_owner_.find(q.integer(0));
      const bool here = archive != archive_owner_.end() ? archive->second == std::set{owner} : is_in_folder(q.view(1), owner);
      if (!here) return false;
      any = true;
    }
    return any;
  }

  bool is_in_folder(std::string_view path, const std::string& owner) const {
    const std::set<std::string>* nearest = nullptr;
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1))
      if (const auto found = folder_owner_.find(std::string(path.substr(0, slash + 1))); found != folder_owner_.end()) nearest = &found->second;
    return nearest != nullptr && *nearest == std::set{owner};
  }

  bool is_contact(const std::string& account) {
    Query q = db_.query("SELECT 1 FROM connection WHERE other IN (SELECT row FROM mention WHERE account = ?) LIMIT 1");
    q.with(IdText{account});
    return q.step();
  }

  bool writes_to_itself(const std::string& account) {
    Query q = db_.query(
        "SELECT 1 FROM party p JOIN conversation c ON c.row = p.conversation WHERE p.account = ? AND c.kind = ? AND NOT EXISTS (SELECT 1 FROM "
        "party o WHERE o.conversation = p.conversation AND o.account != p.account) LIMIT 1");
    q.with(IdText{account}, static_cast<std::int64_t>(ConversationKind::direct));
    return q.step();
  }

  Db& db_;
  std::set<std::string> owners_;  ///< accounts
  std::map<std::string, std::set<std::string>> folder_owner_;
  std::map<std::int64_t, std::set<std::string>> archive_owner_;
  std::map<std::pair<std::string, std::string>, std::string> names_;  ///< platform and folded name -> owner; empty: two
};

}  // namespace

void each_own_name(Db& db, const OwnNameSink& take) { OwnNames(db).each(take); }

}  // namespace schouw
