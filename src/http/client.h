#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "util/secret.h"
#include "util/task.h"
#include "util/time.h"

namespace teleperson::http {

struct ClientRequest {
  std::string method = "GET";
  std::string url{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  std::string user{};  ///< Basic authentication when not empty
  util::Secret password{};
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds total_timeout{15'000};
  std::size_t max_response_bytes = 1024 * 1024;
  bool wants_certificate = false;  ///< asks on a new connection for what it says of itself
};

struct ClientResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::optional<util::Timestamp> certificate_expires{};  ///< the peer's own; only if it was wanted
};

struct ClientError {
  enum class Kind {
    connect,    ///< the peer was not reached, also within `connect_timeout`: it has not seen the request
    tls,        ///< no secure connection, mostly for its certificate
    timeout,    ///< the peer was reached and did not answer in time
    too_large,  ///< the answer is longer than `max_response_bytes`, head included
    other
  };
  Kind kind = Kind::other;
  std::string message;  ///< for the operator's log; holds no credentials and no query
};

/// Outgoing HTTP and HTTPS (certificates always verified), over libcurl on a few worker threads, so that a slow peer
/// never holds up an event loop. Connections are kept alive. Redirects are not followed. Thread-safe. Uses the proxy of
/// the environment (`https_proxy`, `no_proxy`), but never for this machine itself.
class Client {
 public:
  explicit Client(std::size_t threads = 4);
  /// Requests under way end with an error within about a second. Every loop that used the client must still exist.
  ~Client();
  /// Resumes on the caller's executor.
  util::Task<std::expected<ClientResponse, ClientError>> send(ClientRequest);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace teleperson::http
