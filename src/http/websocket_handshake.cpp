#include "http/websocket_handshake.h"

#include <array>

#include "http/problem.h"
#include "util/encoding.h"

namespace teleperson::http {

namespace {

// A comma-separated list, as Connection and Upgrade are.
bool lists(std::string_view header, std::string_view token) {
  while (!header.empty()) {
    auto item = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), item.size() + 1));
    while (item.starts_with(' ') || item.starts_with('\t'))
      item.remove_prefix(1);
    while (item.ends_with(' ') || item.ends_with('\t'))
      item.remove_suffix(1);
    if (equal_ignoring_case(item, token)) return true;
  }
  return false;
}

}  // namespace

std::optional<Response> refuse_upgrade(const Request& request, const WebSocketRoute& route) {
  if (request.method != Method::get || !lists(request.header("Connection"), "upgrade") ||
      !lists(request.header("Upgrade"), "websocket") || request.header("Sec-WebSocket-Version") != "13") {
    auto response = problem(426, "upgrade_required", "Only WebSockets are served here",
                            "Open this address as a WebSocket of version 13.");
    response.headers.emplace_back("Upgrade", "websocket");
    response.headers.emplace_back("Connection", "Upgrade");
    response.headers.emplace_back("Sec-WebSocket-Version", "13");
    return response;
  }
  const auto key = util::from_base64(request.header("Sec-WebSocket-Key"));
  if (!key || key->size() != 16 || !request.body.empty()) {
    return problem(400, "bad_request", "Malformed WebSocket handshake",
                   "Send a Sec-WebSocket-Key of 16 bytes in base64, and no body.");
  }
  if (!route.allow(request)) {
    return problem(403, "origin_not_allowed", "This origin may not connect",
                   "Open the page from the address that this server is configured for.");
  }
  return std::nullopt;
}

}  // namespace teleperson::http
