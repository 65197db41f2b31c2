#include "http/deadline.h"

#include <ctime>

namespace teleperson::http {

namespace {

// Good to a few milliseconds and several times cheaper than steady_clock: it is read a few times per request.
std::chrono::milliseconds coarse_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::milliseconds(now.tv_nsec / 1'000'000);
}

}  // namespace

void DeadlineList::arm(Deadline& deadline) {
  deadline.unlink();
  deadline.at_ = coarse_now() + length_;
  deadline.expired_ = false;
  waiting_.push_back(deadline);
}

void DeadlineList::expire() {
  const auto now = coarse_now();
  while (!waiting_.empty() && waiting_.front().at_ <= now) {
    auto& deadline = waiting_.front();
    deadline.unlink();
    deadline.expired_ = true;
    deadline.stream_.cancel();
  }
}

bool DeadlineList::cancel_oldest() {
  if (waiting_.empty()) return false;
  auto& deadline = waiting_.front();
  deadline.unlink();
  deadline.stream_.cancel();
  return true;
}

void DeadlineList::cancel_all() {
  while (cancel_oldest()) {
  }
}

}  // namespace teleperson::http
