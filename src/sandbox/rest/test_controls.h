#pragma once

#include "http/router.h"
#include "sandbox/signalling/server.h"
#include "sandbox/webhook/webhook_client.h"

namespace teleperson::sandbox {

/// What tests do to the sandbox, without authentication: `POST /sandbox/faults`, `POST /sandbox/sockets/close`,
/// `GET /sandbox/webhooks`. Only with `--test-controls`.
class TestControls {
 public:
  /// All must outlive this, and this the router.
  TestControls(WebhookClient& webhooks, SignallingServer& signalling) : webhooks_(webhooks), signalling_(signalling) {}

  void add_routes(http::Router&);

 private:
  WebhookClient& webhooks_;
  SignallingServer& signalling_;
};

}  // namespace teleperson::sandbox
