#pragma once

#include "http/router.h"
#include "sandbox/call/services.h"
#include "sandbox/rest/rest_api.h"
#include "sandbox/signalling/server.h"

namespace teleperson::sandbox {

/// What tests do to the sandbox, without authentication: `POST /sandbox/faults`, `POST /sandbox/rest-faults`,
/// `POST /sandbox/account`, `POST /sandbox/sockets/close`, `GET /sandbox/webhooks`, `GET /sandbox/rest-requests`. Only
/// with `--test-controls`.
class TestControls {
 public:
  /// All must outlive this, and this the router.
  TestControls(Services& services, RestApi& rest, SignallingServer& signalling)
      : services_(services), rest_(rest), signalling_(signalling) {}

  void add_routes(http::Router&);

 private:
  http::Response put_account(const http::Request&);
  http::Response put_rest_faults(const http::Request&);

  Services& services_;
  RestApi& rest_;
  SignallingServer& signalling_;
};

}  // namespace teleperson::sandbox
