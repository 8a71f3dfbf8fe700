// Who was in a chat, as far as its lines show: who wrote, who was added, who left.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schouw/model/message.h"
#include "whatsapp_catalogue.h"

namespace schouw {

class MemberList {
 public:
  /// `exporter`: what is known of whose phone made the export; `is_owner` is set. `speakers`: the names that write in
  /// this chat; they outlive the list.
  MemberList(AccountRef exporter, const std::vector<std::string>& speakers)
      : exporter_(std::move(exporter)), speakers_(speakers) {}

  /// Somebody wrote, or the file is named after them: a member, since when is not known.
  void seen(const AccountRef& account, const Locator& at);

  /// A line of the app about members.
  void apply(const SystemLine& line, const Timestamp& time, const Locator& at);

  std::vector<Member> take() { return std::move(members_); }

 private:
  std::vector<AccountRef> accounts_in(std::string_view names);
  std::vector<std::string_view> pair_in(std::string_view name);
  bool writes(std::string_view name);
  AccountRef account(std::string_view name) const;
  Member* find(const AccountRef& account);
  Member* add(const AccountRef& account, const Locator& at);
  void joined(const AccountRef& account, const Timestamp& time, const Locator& at);
  void left(const AccountRef& account, const Timestamp& time, const Locator& at);

  AccountRef exporter_;
  const std::vector<std::string>& speakers_;
  std::unordered_set<std::string> writers_;  ///< keys of the speakers; made when first asked for
  std::vector<Member> members_;
  std::unordered_map<std::string, std::size_t> index_;  ///< the latest entry of each account
};

}  // namespace schouw
