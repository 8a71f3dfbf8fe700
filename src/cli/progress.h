// How far an ingest is, on stderr: a line that renews itself, a line now and then, or JSON Lines.
#pragma once

#include <functional>

#include "schouw/pipeline/ingest.h"
#include "session.h"

namespace schouw {

/// Called once a batch, from one thread at a time.
class ProgressLines {
 public:
  explicit ProgressLines(const Session& session) : session_(session) {}
  ~ProgressLines();
  ProgressLines(const ProgressLines&) = delete;
  ProgressLines& operator=(const ProgressLines&) = delete;
  void operator()(const IngestProgress&);

 private:
  const Session& session_;
  double last_seconds_ = -1;
  bool line_shown_ = false;
};

}  // namespace schouw
