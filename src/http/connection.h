#pragma once

#include <string>
#include <string_view>

#include "http/request_reader.h"
#include "http/service.h"
#include "http/stream.h"

namespace teleperson::http {

/// Speaks HTTP/1.1 on one stream, from its first byte to its last.
class Connection {
 public:
  /// All must outlive `run`.
  Connection(Stream&, Service&, std::string remote_address);

  /// Answers requests until the connection is to be closed (null), or the last request asks to become a WebSocket.
  util::Task<const WebSocketRoute*> run();
  /// The request that asked for the WebSocket. Its views live as long as the connection.
  const Request& request() { return reader_.request(); }

 private:
  /// False when the connection is over.
  util::Task<bool> read_request();
  util::Task<Response> respond(const WebSocketRoute*& upgrade);
  /// False when the peer has gone, or is too slow to take it.
  util::Task<bool> write(std::string_view);
  util::Task<bool> write(const Response&, Persistence, bool with_body);
  /// Head and body of an answer that is written piece by piece.
  util::Task<bool> write_stream(const Response&, Persistence, bool with_body);
  /// Whether the body that a head announces, and that is larger than others, is taken; it has been answered if not.
  util::Task<bool> admit_large_body();
  /// The last answer of this connection.
  util::Task<> refuse(const Response&);
  util::Task<> refuse(const Refusal&);
  /// Waits, within bounds, for the peer to hang up: closing while bytes wait unread would make the kernel send a reset,
  /// which can overtake the answer (RFC 9112, section 9.6).
  util::Task<> linger();

  Stream& stream_;
  Service& service_;
  std::string remote_address_;
  RequestReader reader_;
  std::string out_;
  Deadline deadline_;
};

}  // namespace teleperson::http
