// Accounts as records mention them. The same mention in a million messages is one row.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "downloads.h"
#include "schouw/model/account.h"
#include "sqlite.h"

namespace schouw {

struct Mention {
  std::string account, platform;
  AccountRef ref;       ///< as the record says
  AccountRef shown;     ///< an owner without a name, or a number alone: with what else is said of that account
  bool absent = false;  ///< an account id without a reference
};

/// Of all mentions of an account the fullest value of each field: the longest, of equally long ones the smallest.
/// So it does not matter in which order they were read.
void merge_into(AccountRef& merged, const AccountRef& ref);

class Mentions {
 public:
  explicit Mentions(Db& db) : db_(db) {}

  /// The row of a mention, noted as seen in `source`; nothing when there is neither an id nor a reference.
  std::optional<std::int64_t> row_of(std::int64_t source, std::string_view account, std::string_view platform,
                                     const AccountRef* ref);
  /// References beside their ids: an empty reference has no id. Rows as pack_rows() has them.
  std::string rows_of(std::int64_t source, const std::vector<std::string>& ids, std::string_view platform,
                      const std::vector<AccountRef>& refs);
  /// Valid until the next call.
  const Mention& at(std::int64_t row);
  /// Of an owner without a name, what other parts of the same download say.
  std::optional<AccountRef> owner_elsewhere(std::string_view account);
  void forget();       ///< everything: after a rollback
  void forget_read();  ///< what was read: after something was written

 private:
  struct Known {
    std::int64_t row = 0, source = 0;
  };
  std::int64_t find_or_add(std::string_view account, std::string_view platform, const AccountRef& ref,
                           std::int64_t flags);
  AccountRef shown(const Mention&);

  Db& db_;
  std::unordered_map<std::string, Known> written_;
  std::unordered_map<std::int64_t, Mention> read_;
  std::unique_ptr<Downloads> downloads_;  ///< made when first asked for
  std::string key_;
};

}  // namespace schouw
