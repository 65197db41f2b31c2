#pragma once

#include <memory>

#include "util/worker_pool.h"

namespace teleperson::gateway {

/// Where imports are worked on, off the event loop. One at a time: each takes the memory of its file several times
/// over. One event loop.
class ImportDesk {
 public:
  /// Held for as long as the import runs; it may outlive the desk. Null: another import runs.
  std::shared_ptr<void> take() {
    if (!running_.expired()) return nullptr;
    auto ticket = std::make_shared<int>();
    running_ = ticket;
    return ticket;
  }

  util::WorkerPool& workers() { return workers_; }

 private:
  std::weak_ptr<int> running_;
  util::WorkerPool workers_{1};
};

}  // namespace teleperson::gateway
