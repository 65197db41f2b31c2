#include "store/postgresql/later_writer.h"

#include <algorithm>
#include <utility>

namespace teleperson::store::postgresql {

namespace {

constexpr std::chrono::seconds patience{3};
constexpr std::chrono::seconds pause_in_outage{1};

}  // namespace

LaterWriter::LaterWriter(ConnectionPool& pool) : pool_(pool), thread_([this] { run(); }) {}

LaterWriter::~LaterWriter() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void LaterWriter::submit(Work work, std::chrono::milliseconds at_most) {
  {
    const std::scoped_lock lock(mutex_);
    items_.push_back({.due = std::chrono::steady_clock::now() + at_most, .work = std::move(work)});
  }
  wake_.notify_one();
}

void LaterWriter::run() {
  for (auto items = next(); !items.empty(); items = next()) {
    for (auto& item : items)
      run(std::move(item));
  }
}

void LaterWriter::run(Item&& item) {
  const auto done = write(pool_, item.work, std::chrono::steady_clock::now() + patience);
  if (done || !pool_.availability().is_out(Access::write)) return;
  item.due = std::chrono::steady_clock::now() + pause_in_outage;
  const std::scoped_lock lock(mutex_);
  if (!stopping_) items_.push_back(std::move(item));
}

/// All that waits, once the first of it is due. Empty: time to stop.
std::vector<LaterWriter::Item> LaterWriter::next() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto first = std::ranges::min_element(items_, {}, &Item::due);
    if (first == items_.end()) {
      wake_.wait(lock);
    } else if (wake_.wait_until(lock, first->due) == std::cv_status::timeout) {
      break;
    }
  }
  return std::exchange(items_, {});
}

}  // namespace teleperson::store::postgresql
