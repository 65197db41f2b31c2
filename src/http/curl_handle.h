#pragma once

#include <atomic>
#include <expected>
#include <memory>

#include <curl/curl.h>

#include "http/client.h"

namespace teleperson::http {

/// One of libcurl's easy handles, with the connections it keeps alive. Blocks; one thread at a time.
class CurlHandle {
 public:
  /// Requests under way end soon after `stop` becomes true.
  explicit CurlHandle(const std::atomic<bool>& stop);

  std::expected<ClientResponse, ClientError> perform(const ClientRequest&);

 private:
  struct Close {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };

  const std::atomic<bool>& stop_;
  std::unique_ptr<CURL, Close> handle_;
};

}  // namespace teleperson::http
