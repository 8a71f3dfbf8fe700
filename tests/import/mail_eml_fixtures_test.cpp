#include <gtest/gtest.h>

#include "school_expect.h"

namespace schouw::testing {
namespace {

TEST(MailEmlFixtures, agree_with_an_independent_reader) { expect_family("eml", "mail-eml"); }

TEST(MailEmlFixtures, hostile_mails_neither_crash_nor_hang) {
  expect_survives("hostile/email");
  expect_survives("hostile/generated/mail");
}

}  // namespace
}  // namespace schouw::testing
