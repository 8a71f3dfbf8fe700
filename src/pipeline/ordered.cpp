#include "ordered.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace schouw {
namespace {

namespace tbb = oneapi::tbb;

constexpr std::size_t kLaneSlices = 3;

/// The queue between the reader of one source and the pipeline.
class Lane {
 public:
  bool put(Slice&& slice) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return slices_.size() < kLaneSlices || stopped_; });
    if (stopped_) return false;
    slices_.push_back(std::move(slice));
    changed_.notify_all();
    return true;
  }

  void close(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    error_ = error;
    changed_.notify_all();
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

  /// Nothing: the source has been read to the end.
  std::optional<Slice> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !slices_.empty() || closed_ || stopped_; });
    if (slices_.empty() || stopped_) {
      if (error_ != nullptr) std::rethrow_exception(error_);
      return std::nullopt;
    }
    Slice slice = std::move(slices_.front());
    slices_.pop_front();
    changed_.notify_all();
    return slice;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Slice> slices_;
  std::exception_ptr error_;
  bool closed_ = false, stopped_ = false;
};

/// Reader threads take the sources in order, so the lane that the pipeline waits for always has a reader. They run
/// only a few sources ahead of it: of a thousand small files all would soon lie in memory otherwise.
class Readers {
 public:
  Readers(std::size_t count, int jobs, const OrderedStages& stages)
      : lanes_(count), stages_(stages), ahead_(2 * static_cast<std::size_t>(jobs) + 2) {
    const std::size_t threads = std::min(count, static_cast<std::size_t>(jobs));
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }

  ~Readers() {
    stop();
    for (std::thread& thread : threads_) thread.join();
  }

  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  std::optional<Slice> next() {
    while (current_ < lanes_.size() && !stopping_) {
      if (auto slice = lanes_[current_].take()) return slice;
      const std::lock_guard lock(mutex_);
      ++current_;
      moved_.notify_all();
    }
    return std::nullopt;
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      moved_.notify_all();
    }
    for (Lane& lane : lanes_) lane.stop();
  }

 private:
  void wait_for_turn(std::size_t source) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return source < current_ + ahead_ || stopping_; });
  }

  void work() {
    for (std::size_t i = taken_++; i < lanes_.size() && !stopping_; i = taken_++) {
      wait_for_turn(i);
      std::exception_ptr error;
      try {
        stages_.read(i, [&](Slice&& slice) { return lanes_[i].put(std::move(slice)); });
      } catch (const std::exception&) {
        error = std::current_exception();
      }
      lanes_[i].close(error);
    }
  }

  std::vector<Lane> lanes_;
  const OrderedStages& stages_;
  std::atomic<std::size_t> taken_ = 0;
  std::atomic<bool> stopping_ = false;
  std::size_t ahead_;
  std::mutex mutex_;
  std::condition_variable moved_;
  std::size_t current_ = 0;   // moved by the source stage only, under the mutex
  std::vector<std::thread> threads_;
};

/// What travels through the pipeline. Shared, because TBB copies what it moves between stages.
struct Parcel {
  Slice slice;
  Batch batch;
  std::vector<SegmentOrder> segments;
};
using ParcelPtr = std::shared_ptr<Parcel>;

}  // namespace

int thread_count(int jobs) {
  return jobs > 0 ? jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void run_ordered(std::size_t count, int jobs, const OrderedStages& stages) {
  const int threads = thread_count(jobs);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  Readers readers(count, threads, stages);
  const auto take = [&](tbb::flow_control& control) -> ParcelPtr {
    std::optional<Slice> slice = readers.next();
    if (!slice.has_value()) {
      control.stop();
      return nullptr;
    }
    return std::make_shared<Parcel>(Parcel{std::move(*slice), {}, {}});
  };
  const auto prepare = [&](ParcelPtr parcel) {
    parcel->batch = stages.prepare(parcel->slice);
    return parcel;
  };
  const auto commit = [&](ParcelPtr parcel) {
    bool go_on = true;
    parcel->segments = stages.commit(std::move(parcel->slice), std::move(parcel->batch), go_on);
    parcel->slice = {};
    parcel->batch = {};
    if (!go_on) readers.stop();
    return parcel;
  };
  const auto index = [&](ParcelPtr parcel) {
    for (SegmentOrder& segment : parcel->segments) stages.index(segment);
    return parcel;
  };
  const auto publish = [&](ParcelPtr parcel) {
    for (const SegmentOrder& segment : parcel->segments) stages.publish(segment);
  };
  tbb::parallel_pipeline(
      static_cast<std::size_t>(threads) + 2,
      tbb::make_filter<void, ParcelPtr>(tbb::filter_mode::serial_in_order, take) &
          tbb::make_filter<ParcelPtr, ParcelPtr>(tbb::filter_mode::parallel, prepare) &
          tbb::make_filter<ParcelPtr, ParcelPtr>(tbb::filter_mode::serial_in_order, commit) &
          tbb::make_filter<ParcelPtr, ParcelPtr>(tbb::filter_mode::parallel, index) &
          tbb::make_filter<ParcelPtr, void>(tbb::filter_mode::serial_in_order, publish));
}

void run_parallel(std::size_t count, int jobs, const std::function<void(std::size_t)>& work) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(thread_count(jobs)));
  tbb::parallel_for(std::size_t{0}, count, work);
}

}  // namespace schouw
