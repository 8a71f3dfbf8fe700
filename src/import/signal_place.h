// The people and conversations of programs that read Signal Desktop, as they name them: "Noor Bakker (+31610000201)".
#pragma once

#include <string>
#include <string_view>

#include "schouw/import/importer.h"

namespace schouw {

struct SignalName {
  std::string name = {};
  std::string detail = {};  ///< number, user name, id, or "group"
};

/// "Noor Bakker (+31610000201)", "6B (group)", "Noor (noor.01)"
SignalName signal_name(std::string_view written);

/// Signal's id of an account.
bool is_signal_id(std::string_view text);

AccountRef signal_account(const SignalName&);

/// The conversation of a file, by what stands on top of it or else by its name.
class SignalPlace {
 public:
  SignalPlace(const EntryReader&, std::string_view written);

  const std::string& root() const { return root_; }
  bool is_group() const { return with_.detail == "group"; }
  /// Nobody when there is a name only: a file may be called anything.
  AccountRef other() const { return is_group() || with_.detail.empty() ? AccountRef{} : signal_account(with_); }
  ConversationRef ref() const;
  void address(Message&) const;  ///< in a chat of two the one who did not write is the recipient

 private:
  SignalName with_;
  std::string root_, where_;
};

/// "incoming" and "outgoing" are said by somebody; the others are lines of Signal.
void set_signal_type(std::string_view type, Message&);

}  // namespace schouw
