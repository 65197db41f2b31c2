#include "store/postgresql/later_writer.h"

#include <algorithm>
#include <utility>

namespace teleperson::store::postgresql {

LaterWriter::LaterWriter(const DatabaseUrl& url, const util::Logger* log)
    : connection_(url), log_(log), thread_([this] { run(); }) {}

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
      static_cast<void>(write(connection_, item.work, log_));
  }
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
