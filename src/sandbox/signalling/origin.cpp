#include "sandbox/signalling/origin.h"

#include <string>

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace teleperson::sandbox {

bool may_signal(std::string_view origin) {
  if (origin.empty()) return true;
  const auto url = boost::urls::parse_absolute_uri(origin);
  if (!url) return false;
  if (url->scheme() == "chrome-extension" || url->scheme() == "moz-extension") return true;
  if (url->scheme() != "http" && url->scheme() != "https") return false;
  const std::string host = url->host_address();
  if (host == "localhost") return true;
  boost::system::error_code not_an_address;
  const auto address = boost::asio::ip::make_address(host, not_an_address);
  return !not_an_address && address.is_loopback();
}

bool is_own_origin(std::string_view origin, std::string_view host) {
  constexpr std::string_view http = "http://";
  constexpr std::string_view https = "https://";  // behind a proxy that ends TLS
  if (host.empty()) return false;
  if (origin.starts_with(http)) return origin.substr(http.size()) == host;
  return origin.starts_with(https) && origin.substr(https.size()) == host;
}

}  // namespace teleperson::sandbox
