#pragma once

#include <optional>

#include <boost/asio/ip/tcp.hpp>

#include "http/message.h"
#include "http/websocket.h"

namespace teleperson::http {

/// Answers a request that `refuse_upgrade` let pass with 101. Nothing when the client has gone.
util::Task<std::optional<WebSocket>> accept_websocket(boost::asio::ip::tcp::socket, const Request&);

}  // namespace teleperson::http
