// The host is the program itself: this one must be able to be it.
#include <gtest/gtest.h>

#include "schouw/worker/worker.h"

int main(int argc, char** argv) {
  if (const auto status = schouw::run_as_worker(argc, argv)) return *status;
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
