#include "ordered.h"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <initializer_list>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "schouw/base/assert.h"

namespace schouw {
namespace {

namespace tbb = oneapi::tbb;

constexpr std::size_t kLaneLoads = 2;

/// Slices that are handed over at once. Handing over costs as much for a mail as for a chat of a thousand messages.
using Load = std::vector<Slice>;

/// Neighbouring sources that one reader takes in one go: one of some size, or many small ones.
struct Stretch {
  std::size_t begin = 0, end = 0;
};

std::vector<Stretch> stretches_of(std::size_t count, const OrderedStages& stages) {
  constexpr std::uint64_t kMostBytes = 64u << 10;
  constexpr std::size_t kMostSources = 64;
  std::vector<Stretch> out;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t more = stages.bytes(i);
    const bool fits = !out.empty() && bytes + more <= kMostBytes && i - out.back().begin < kMostSources;
    if (!fits) out.push_back({i, i});
    bytes = fits ? bytes + more : more;
    out.back().end = i + 1;
  }
  return out;
}

/// The queue between the reader of one stretch and the pipeline.
class Lane {
 public:
  bool put(Load&& load) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return loads_.size() < kLaneLoads || stopped_; });
    if (stopped_) return false;
    loads_.push_back(std::move(load));
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

  /// For another stretch, once the one before has been read to the end.
  void open_again() {
    const std::lock_guard lock(mutex_);
    closed_ = false;
    error_ = nullptr;
  }

  /// Nothing: the stretch has been read to the end.
  std::optional<Load> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !loads_.empty() || closed_ || stopped_; });
    if (loads_.empty() || stopped_) {
      if (error_ != nullptr) std::rethrow_exception(error_);
      return std::nullopt;
    }
    Load load = std::move(loads_.front());
    loads_.pop_front();
    changed_.notify_all();
    return load;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Load> loads_;
  std::exception_ptr error_;
  bool closed_ = false, stopped_ = false;
};

/// Reads the sources of a stretch into its lane.
class StretchReader {
 public:
  StretchReader(const ReadSource& read, Lane& lane) : read_(read), lane_(lane) {}

  void run(const Stretch& stretch) {
    const SliceSink sink = [this](Slice&& slice) { return add(std::move(slice)); };
    for (std::size_t i = stretch.begin; i < stretch.end && go_on_; ++i) read_(i, sink);
    if (!load_.empty() && go_on_) lane_.put(std::move(load_));
  }

 private:
  bool add(Slice&& slice) {
    records_ += slice.records.size();
    load_.push_back(std::move(slice));
    if (load_.back().last && records_ < kSliceRecords) return true;  // small so far: the next source may come along
    records_ = 0;
    go_on_ = lane_.put(std::exchange(load_, {}));
    return go_on_;
  }

  const ReadSource& read_;
  Lane& lane_;
  Load load_;
  std::size_t records_ = 0;
  bool go_on_ = true;
};

/// Reader threads take the stretches in order, so the lane that the pipeline waits for always has a reader. They run
/// only a few stretches ahead of it, so that few lanes go round: of a thousand small files all would soon lie in memory otherwise.
class Readers {
 public:
  Readers(std::size_t count, int jobs, const OrderedStages& stages)
      : stretches_(stretches_of(count, stages)), lanes_(2 * static_cast<std::size_t>(jobs) + 2), stages_(stages) {
    const std::size_t threads = std::min(stretches_.size(), static_cast<std::size_t>(jobs));
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }

  ~Readers() {
    stop();
    for (std::thread& thread : threads_) thread.join();
  }

  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  std::optional<Load> next() {
    while (current_ < stretches_.size() && !stopping_) {
      if (auto load = lane(current_).take()) return load;
      const std::lock_guard lock(mutex_);
      lane(current_).open_again();
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
  Lane& lane(std::size_t stretch) { return lanes_[stretch % lanes_.size()]; }

  void wait_for_turn(std::size_t stretch) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return stretch < current_ + lanes_.size() || stopping_; });
  }

  void work() {
    const ReadSource read = stages_.reader();
    for (std::size_t i = taken_++; i < stretches_.size() && !stopping_; i = taken_++) {
      wait_for_turn(i);
      std::exception_ptr error;
      try {
        StretchReader(read, lane(i)).run(stretches_[i]);
      } catch (const std::exception&) {
        error = std::current_exception();
      }
      lane(i).close(error);
    }
  }

  std::vector<Stretch> stretches_;
  std::vector<Lane> lanes_;   ///< each for one stretch at a time
  const OrderedStages& stages_;
  std::atomic<std::size_t> taken_ = 0;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable moved_;
  std::size_t current_ = 0;   // moved by the source stage only, under the mutex
  std::vector<std::thread> threads_;
};

/// Puts what was written before a pass() in front of what is read after a take(). TBB does so already, but in a library
/// that ThreadSanitizer cannot look into; said once more here, races of our own show, for a few atomics a slice.
class Relay {
 public:
  void take() const { static_cast<void>(count_.load(std::memory_order_acquire)); }
  void pass() { count_.fetch_add(1, std::memory_order_release); }

 private:
  std::atomic<std::uint64_t> count_ = 0;
};

/// The work of all threads between begin and end of one call.
struct Shift {
  Relay begun, ended;
};

/// One piece of that work. `relays`: with what it goes on, and what goes on with it.
class Turn {
 public:
  Turn(Shift& shift, std::initializer_list<Relay*> relays) : shift_(shift), relays_(relays) {
    shift_.begun.take();
    for (const Relay* relay : relays_) relay->take();
  }
  ~Turn() {
    for (Relay* relay : relays_) relay->pass();
    shift_.ended.pass();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Shift& shift_;
  std::vector<Relay*> relays_;
};

/// A stage as TBB has it: copied by the thread that begins, run by others. What the copy holds is read after it was written.
template <typename Stage>
class Handed {
 public:
  explicit Handed(const Stage& stage) : stage_(stage) {}
  Handed(const Handed& other) : stage_(other.stage_) { relay().pass(); }
  Handed& operator=(const Handed&) = delete;
  ~Handed() = default;

  template <typename Given>
  decltype(auto) operator()(Given&& given) const {
    relay().take();
    return stage_(std::forward<Given>(given));
  }

 private:
  static Relay& relay() {  // of no object: which of them runs is what must not be read before
    static Relay one;
    return one;
  }
  Stage stage_;
};

/// What travels through the pipeline.
struct Parcel {
  Load load;
  std::vector<Batch> batches;   ///< one for each slice of the load
  std::vector<PartOrder> parts;
  std::size_t first_part = 0;   ///< how many parts were cut before
  Relay relay;
};

/// As many as may be under way, and each goes round. Whoever builds a part keeps one for as long; the others go on meanwhile.
class Parcels {
 public:
  explicit Parcels(std::size_t count) : all_(count) {
    for (Parcel& parcel : all_) free_.push_back(&parcel);
  }

  Parcel* take() {
    const std::lock_guard lock(mutex_);
    SCHOUW_ASSERT(!free_.empty());  // the pipeline lets no more in than there are
    Parcel* parcel = free_.back();
    free_.pop_back();
    return parcel;
  }

  void give_back(Parcel* parcel) {
    const std::lock_guard lock(mutex_);
    free_.push_back(parcel);
  }

 private:
  std::mutex mutex_;
  std::vector<Parcel> all_;
  std::vector<Parcel*> free_;
};

/// Publishes parts in the order in which they were cut, whoever has built them and when. One thread at a time; who comes
/// meanwhile leaves its part to the one who is at it, and goes on.
class Publishing {
 public:
  explicit Publishing(const OrderedStages& stages) : stages_(stages) {}

  void give(std::size_t turn, PartOrder part) {
    std::unique_lock lock(mutex_);
    built_.emplace(turn, std::move(part));
    if (busy_) return;
    busy_ = true;
    for (auto next = built_.find(next_); next != built_.end(); next = built_.find(++next_)) {
      const PartOrder mine = std::move(built_.extract(next).mapped());
      lock.unlock();
      stages_.publish(mine);
      lock.lock();
    }
    busy_ = false;
  }

 private:
  const OrderedStages& stages_;
  std::mutex mutex_;
  std::map<std::size_t, PartOrder> built_;
  std::size_t next_ = 0;
  bool busy_ = false;
};

/// All of a load, also when one of its slices says to stop: the next load may go on where this one ends. False: stop reading.
bool commit_load(Parcel& parcel, const OrderedStages& stages) {
  bool go_on = true;
  for (std::size_t i = 0; i < parcel.load.size(); ++i) {
    bool more = true;
    auto full = stages.commit(std::move(parcel.load[i]), std::move(parcel.batches[i]), more);
    std::ranges::move(full, std::back_inserter(parcel.parts));
    go_on = go_on && more;
  }
  parcel.load.clear();
  parcel.batches.clear();
  return go_on;
}

/// With one thread nothing is handed over: a slice goes all the way before the next is read. What a stage throws goes
/// round the reader, which would take it for a fault of the source.
void run_in_turn(std::size_t count, const OrderedStages& stages) {
  const ReadSource read = stages.reader();
  const Prepare prepare = stages.preparer();
  std::exception_ptr error;
  bool go_on = true;
  const auto all_the_way = [&](Slice&& slice) {
    Batch batch = prepare(slice);
    for (PartOrder& part : stages.commit(std::move(slice), std::move(batch), go_on)) {
      stages.index(part);
      stages.publish(part);
    }
  };
  const auto guarded = [&](Slice&& slice) {
    try {
      all_the_way(std::move(slice));
    } catch (const std::exception&) {
      error = std::current_exception();
      go_on = false;
    }
    return go_on;
  };
  for (std::size_t i = 0; i < count && go_on; ++i) read(i, guarded);
  if (error != nullptr) std::rethrow_exception(error);
}

}  // namespace

int thread_count(int jobs) {
  return jobs > 0 ? jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void run_ordered(std::size_t count, int jobs, const OrderedStages& stages) {
  const int threads = thread_count(jobs);
  if (threads == 1) return run_in_turn(count, stages);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  Readers readers(count, threads, stages);
  const std::size_t under_way = static_cast<std::size_t>(threads) + 2;
  Parcels parcels(under_way);
  Publishing publishing(stages);
  tbb::enumerable_thread_specific<Prepare> preparers(stages.preparer);
  std::size_t parts = 0;
  Shift shift;
  Relay taking, committing;  // each of these stages goes on where its last slice left it
  const auto take = [&](tbb::flow_control& control) -> Parcel* {
    const Turn turn(shift, {&taking});
    std::optional<Load> load = readers.next();
    if (!load.has_value()) {
      control.stop();
      return nullptr;
    }
    Parcel* parcel = parcels.take();
    const Turn of_parcel(shift, {&parcel->relay});
    parcel->load = std::move(*load);
    return parcel;
  };
  const auto prepare = [&](Parcel* parcel) {
    const Turn turn(shift, {&parcel->relay});
    const Prepare& prepare_one = preparers.local();
    for (Slice& slice : parcel->load) parcel->batches.push_back(prepare_one(slice));
    return parcel;
  };
  const auto commit = [&](Parcel* parcel) {
    const Turn turn(shift, {&parcel->relay, &committing});
    const bool go_on = commit_load(*parcel, stages);
    parcel->first_part = parts;
    parts += parcel->parts.size();
    if (!go_on) readers.stop();
    return parcel;
  };
  const auto index = [&](Parcel* parcel) {
    const Turn turn(shift, {&parcel->relay});
    for (std::size_t i = 0; i < parcel->parts.size(); ++i) {
      stages.index(parcel->parts[i]);
      publishing.give(parcel->first_part + i, std::move(parcel->parts[i]));
    }
    parcel->parts.clear();
    parcels.give_back(parcel);
  };
  shift.begun.pass();
  tbb::parallel_pipeline(under_way,
                         tbb::make_filter<void, Parcel*>(tbb::filter_mode::serial_in_order, Handed(take)) &
                             tbb::make_filter<Parcel*, Parcel*>(tbb::filter_mode::parallel, Handed(prepare)) &
                             tbb::make_filter<Parcel*, Parcel*>(tbb::filter_mode::serial_in_order, Handed(commit)) &
                             tbb::make_filter<Parcel*, void>(tbb::filter_mode::parallel, Handed(index)));
  shift.ended.take();
}

void run_parallel(std::size_t count, int jobs, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto take_turns = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::future<void>> others;
  const std::size_t threads = std::min(count, static_cast<std::size_t>(thread_count(jobs)));
  for (std::size_t i = 1; i < threads; ++i) others.push_back(std::async(std::launch::async, take_turns));
  take_turns();
  for (std::future<void>& other : others) other.get();
}

}  // namespace schouw
