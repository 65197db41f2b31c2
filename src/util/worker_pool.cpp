#include "util/worker_pool.h"

namespace teleperson::util {

WorkerPool::WorkerPool(std::size_t threads) : threads_(threads) {}

// Asio's own destructor would drop what is still queued.
WorkerPool::~WorkerPool() {
  threads_.join();
}

}  // namespace teleperson::util
