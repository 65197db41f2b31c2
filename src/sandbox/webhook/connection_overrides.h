#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace teleperson::sandbox {

/// How one webhook is sent and repeated: Twilio reads it from the fragment of the webhook's URL, such as
/// `#rc=3&rp=ct,rt,5xx`. https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
struct ConnectionOverrides {
  static constexpr std::chrono::milliseconds longest_total{15'000};  ///< the hard limit of requests about a call

  int retries = 1;                                          ///< `rc`: 0 to 5
  bool on_connect_failure = true;                           ///< `rp`: what is repeated. `ct`: no TCP or TLS connection
  bool on_read_timeout = false;                             ///< `rt`: nothing came back in time
  bool on_client_error = false;                             ///< `4xx`
  bool on_server_error = false;                             ///< `5xx`
  std::chrono::milliseconds connect_timeout{5'000};         ///< `ct`: 100 to 10000
  std::chrono::milliseconds read_timeout{15'000};           ///< `rt`: 100 to 15000
  std::chrono::milliseconds total_timeout = longest_total;  ///< `tt`: 100 to 15000, all attempts together

  bool operator==(const ConnectionOverrides&) const = default;
};

/// A webhook URL without its fragment, and what the fragment asks for.
struct WebhookUrl {
  std::string url;
  ConnectionOverrides overrides;
  /// What Twilio would note as error 11243: a value in the fragment that is not understood. Its default then holds.
  std::string warning;
};

WebhookUrl parse_webhook_url(std::string_view url_with_fragment);

}  // namespace teleperson::sandbox
