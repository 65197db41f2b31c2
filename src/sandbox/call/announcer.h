#pragma once

#include <chrono>
#include <memory>

#include "sandbox/call/call.h"
#include "sandbox/call/services.h"
#include "sandbox/media/media_endpoint.h"

namespace teleperson::sandbox {

/// The voice that speaks Say to the caller: a synthetic one whose words nobody understands. One thread.
class Announcer {
 public:
  Announcer(boost::asio::any_io_executor executor, Services& services, Call& call)
      : executor_(std::move(executor)), services_(services), call_(call) {}

  /// Answers the caller if nobody has. False, and the log says why, if the caller cannot hear it: a caller who has
  /// talked to a callee has media with that callee only.
  bool start();
  void pause() { *speaking_ = false; }

 private:
  boost::asio::any_io_executor executor_;
  Services& services_;
  Call& call_;
  std::shared_ptr<bool> speaking_ = std::make_shared<bool>(false);
  std::unique_ptr<media::MediaEndpoint> endpoint_;
};

}  // namespace teleperson::sandbox
