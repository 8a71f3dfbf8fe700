// Under which names accounts and conversations stand in the case: for searches by name, which the index leaves to us.
#include "case_data.h"

namespace schouw {

void each_account_name(Db& db, const NameSink& take) {
  Query q = db.query("SELECT account, display_name, handle, email, phone FROM mention WHERE account != ''");
  while (q.step()) {
    const std::string account = q.id(0);
    for (const int column : {1, 2, 3, 4})
      if (const std::string_view name = q.view(column); !name.empty()) take(account, name);
  }
}

void each_conversation_title(Db& db, const NameSink& take) {
  Query q = db.query("SELECT id, title FROM conversation");
  while (q.step()) {
    const std::string id = q.id(0);
    take(id, q.view(1));
  }
}

}  // namespace schouw
