#include <gtest/gtest.h>

#include "school_expect.h"

namespace schouw::testing {
namespace {

TEST(MagisterJsonFixtures, agree_with_an_independent_reader) { expect_family("magister-json", "magister-json"); }

}  // namespace
}  // namespace schouw::testing
