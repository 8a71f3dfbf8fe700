// A name that looks like members of the object it stands in.
#include "teams_powershell.h"

#include <gtest/gtest.h>

#include "schouw/base/json.h"

namespace schouw {
namespace {

TEST(TeamsPowerShell, a_name_does_not_change_the_id) {
  Json user = Json::object();
  user["user"] = Json("@{id=8ea0; displayName=Karin; id=9999; tenantId=1}");
  Json message = Json::object();
  message["from"] = user;
  unwrap_powershell(message);
  EXPECT_EQ(message.at("from").at("user").str("id"), "8ea0");
  EXPECT_EQ(message.at("from").at("user").str("displayName"), "Karin");
}

}  // namespace
}  // namespace schouw
