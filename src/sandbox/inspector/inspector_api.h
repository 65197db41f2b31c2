#pragma once

#include "http/message.h"
#include "http/router.h"
#include "sandbox/call/services.h"
#include "sandbox/inspector/inspector.h"

namespace teleperson::sandbox {

/// What the inspector's page asks for, below `/sandbox/inspector`: the calls (`.json`), one call (`/calls/{id}`), their
/// changes as server-sent events (`/events`), and, with `--test-controls`, a webhook once more
/// (`POST /webhooks/{id}/replay`). Only for pages that this server served, and for programs.
class InspectorApi {
 public:
  /// All must outlive this, and this the router.
  InspectorApi(Inspector& inspector, WebhookClient& webhooks, const Services& services)
      : inspector_(inspector), webhooks_(webhooks), services_(services) {}

  void add_routes(http::Router&);

 private:
  http::Response calls() const;
  http::Response call(const http::Request&) const;
  http::Response events();
  util::Task<> send_events(std::shared_ptr<ChangeFeed::Follower>, http::BodyWriter&) const;
  util::Task<http::Response> replay(const http::Request&);

  Inspector& inspector_;
  WebhookClient& webhooks_;
  const Services& services_;
};

}  // namespace teleperson::sandbox
