// This program reads evidence, so it must be able to be the host of the worker.
#include <gtest/gtest.h>

#include "schouw/worker/worker.h"

int main(int argc, char** argv) {
  if (const auto status = schouw::run_as_worker(argc, argv)) return *status;
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
