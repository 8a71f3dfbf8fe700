// Accounts as exports show them, before anybody asks which person uses them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schouw {

/// Whatever an export says about one party. Most formats give one or two of these fields.
struct AccountRef {
  std::string display_name = {};
  std::string handle = {};      ///< user name as the platform shows it (Instagram, X, Snapchat, ...)
  std::string phone = {};       ///< as written; converted to E.164 later
  std::string email = {};       ///< as written, without the name around it
  std::string native_id = {};   ///< the platform's own id (AAD object id, X account id, ...)
  bool outside_tenant = false;  ///< Teams: guest, federated, personal, phone
  bool is_owner = false;        ///< whose download this is; the other fields may then be empty
  bool operator==(const AccountRef&) const = default;

  bool empty() const {
    return display_name.empty() && handle.empty() && phone.empty() && email.empty() && native_id.empty() && !is_owner;
  }
};

/// What makes two mentions of an account the same account, strongest first: native id, phone (digits),
/// e-mail (lower case), handle (folded), display name (folded). For an owner without any of them: the set.
/// `set_key` names the export set, that is, all files of one download, and matters only for owners. For an archive it is
/// the SHA-256 and the folder inside it, for an unpacked download its folder (set_root() in import/importer.h).
std::string account_key(const AccountRef&, std::string_view set_key);

/// content_id of platform and key: the same account gets the same id in every export.
std::string account_id(std::string_view platform, const AccountRef&, std::string_view set_key);

}  // namespace schouw
