#include <gtest/gtest.h>

#include "school_expect.h"

namespace schouw::testing {
namespace {

TEST(MailMboxFixtures, agree_with_an_independent_reader) { expect_family("mbox", "mail-mbox"); }

}  // namespace
}  // namespace schouw::testing
