// schouw seal CASE: a signed bundle of a case. Not in this version, and it says so.
#include "commands.h"

namespace schouw {

Result<int> cmd_seal(const Session&, const Arguments&) {
  return fail(ErrorCode::usage, "not-in-this-version", {"seal"});
}

}  // namespace schouw
