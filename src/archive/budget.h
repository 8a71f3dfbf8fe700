// The limits of one walk, and streams that keep to them.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "byte_source.h"
#include "schouw/archive/archive.h"

namespace schouw {

/// Counts for one source, all depths together. The clock here only ends what takes too long; nothing that is
/// read depends on it.
class Budget {
 public:
  Budget(const ArchiveOptions& options, std::uint64_t source_bytes);

  /// One more entry. False when that is too many.
  bool admit_entry();
  /// Some bytes more. Empty while all is well.
  std::optional<Fault> charge(std::uint64_t bytes);
  /// The limit of the whole source that was hit, if one was.
  const std::optional<Fault>& spent() const { return spent_; }
  bool stopped() const { return stopped_; }
  const ArchiveLimits& limits() const { return options_->limits; }
  const ArchiveOptions& options() const { return *options_; }

 private:
  std::optional<Fault> check_clock();
  using Clock = std::chrono::steady_clock;
  const ArchiveOptions* options_;
  std::uint64_t source_bytes_;
  std::uint64_t entries_ = 0;
  std::uint64_t bytes_ = 0;
  Clock::time_point started_;
  std::optional<Fault> spent_ = {};
  bool stopped_ = false;
};

/// What of an inner stream counts: `entry` all of it; `layer` is a packing layer around entries (the gzip of a
/// tar), of which only the ratio is judged; `again` is an entry read a second time.
enum class Charge { entry, layer, again };

std::unique_ptr<ByteStream> metered(std::unique_ptr<ByteStream> inner, Budget& budget, Charge charge);

}  // namespace schouw
