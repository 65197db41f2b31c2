#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace teleperson::cli {

/// Shows on a terminal how far something is, for as long as this exists.
class ProgressLine {
 public:
  /// `text` is called on a thread of this object's.
  explicit ProgressLine(std::function<std::string()> text);

 private:
  void show(const std::stop_token&);

  std::function<std::string()> text_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace teleperson::cli
