#pragma once

#include "http/message.h"
#include "http/router.h"
#include "sandbox/call/services.h"

namespace teleperson::sandbox {

/// Twilio's REST API for one call: reading it, and ending it with `Status=completed` or `canceled`. For the parent's
/// and the callee's leg. https://www.twilio.com/docs/voice/api/call-resource
class CallsApi {
 public:
  /// The services must outlive this, and this the router.
  explicit CallsApi(Services& services) : services_(services) {}

  void add_routes(http::Router&);

 private:
  http::Response read(const http::Request&) const;
  http::Response update(const http::Request&) const;
  /// The call and its leg that the path names, or the error to answer with.
  struct Found;
  std::expected<Found, http::Response> find(const http::Request&) const;

  Services& services_;
};

}  // namespace teleperson::sandbox
