#pragma once

#include <functional>
#include <optional>

#include "http/server.h"

namespace teleperson::http {

struct WebSocketRoute {
  std::function<bool(const Request&)> allow;
  WebSocketHandler handler;
};

/// Why a request for a WebSocket's path does not become one (RFC 6455, section 4.2.1), or nothing when it may.
std::optional<Response> refuse_upgrade(const Request&, const WebSocketRoute&);

}  // namespace teleperson::http
