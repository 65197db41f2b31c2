#pragma once

#include <cstdint>
#include <memory>

#include <boost/asio/io_context.hpp>

#include "http/client.h"
#include "sandbox/account.h"
#include "sandbox/settings.h"
#include "util/log.h"
#include "util/task.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// The whole stand-in for Twilio Voice, on one event loop: signalling for Voice SDKs on `/signal`, handsets on
/// `/handset` and their page on `/`, the inspector on `/inspector/`, the REST API, `/sandbox/info`.
class Sandbox {
 public:
  /// Listens from now on. Throws std::runtime_error with a sentence for the operator when it cannot, or when the web
  /// root has no handset page. What is passed by reference must outlive the sandbox, and the sandbox the last run of
  /// the event loop.
  Sandbox(boost::asio::io_context&, Settings, Account, const util::Logger&, const util::Clock&);
  ~Sandbox();

  std::uint16_t port() const;

  /// Ends every call, tells the application, and closes. Completes when all is done, at most a few seconds later.
  util::Task<> stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace teleperson::sandbox
