#include "sandbox/signalling/server.h"

#include <utility>

#include "sandbox/signalling/heartbeat.h"
#include "sandbox/signalling/session.h"

namespace teleperson::sandbox {

util::Task<> SignallingServer::serve(http::WebSocket socket) {
  const auto connection = std::make_shared<Connection>(std::move(socket));
  connections_.insert(connection);
  const auto heartbeat = std::make_shared<Heartbeat>(executor_, connection, services_.settings.heartbeat_interval);
  heartbeat->start();
  SignallingSession session(executor_, services_, connection);
  co_await session.run();
  heartbeat->stop();
  connections_.erase(connection);
}

void SignallingServer::close_all() {
  for (const auto& connection : connections_)
    connection->close();
}

std::size_t SignallingServer::abort_all() {
  for (const auto& connection : connections_)
    connection->abort();
  return connections_.size();
}

}  // namespace teleperson::sandbox
