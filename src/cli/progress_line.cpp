#include "cli/progress_line.h"

#include <chrono>
#include <cstdio>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace teleperson::cli {

ProgressLine::ProgressLine(std::function<std::string()> text) : text_(std::move(text)) {
  if (::isatty(STDERR_FILENO) == 0) return;
  thread_ = std::jthread([this](const std::stop_token& stop) { show(stop); });
}

void ProgressLine::show(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, stop, std::chrono::milliseconds(200), [] { return false; }) && !stop.stop_requested()) {
    fmt::print(stderr, "\r{}   ", text_());
  }
  fmt::print(stderr, "\r\x1b[K");
}

}  // namespace teleperson::cli
