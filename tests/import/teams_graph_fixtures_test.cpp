#include <gtest/gtest.h>

#include "school_expect.h"

namespace schouw::testing {
namespace {

TEST(TeamsGraphFixtures, agree_with_an_independent_reader) { expect_family("teams-graph", "teams-graph"); }

}  // namespace
}  // namespace schouw::testing
