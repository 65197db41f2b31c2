#include "util/base_url.h"

#include <algorithm>

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>

namespace teleperson::util {

bool is_loopback_host(std::string_view host) {
  if (host == "localhost") return true;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string(host), error);
  return !error && address.is_loopback();
}

std::expected<std::string, std::string> parse_base_url(const std::string& text) {
  const auto url = boost::urls::parse_absolute_uri(text);
  if (!url || url->encoded_host().empty() || (url->scheme() != "http" && url->scheme() != "https")) {
    return std::unexpected("must be an absolute URL, such as https://voice.example.com");
  }
  // Boost.URL 1.81 reads 127.0.0.1.example.com as the host 127.0.0.1 with the path .example.com.
  if (!url->encoded_path().empty() && !url->encoded_path().starts_with('/')) {
    return std::unexpected("has a host that is neither a name nor an IP address");
  }
  if (url->has_userinfo() || url->has_query() || url->has_fragment()) {
    return std::unexpected("must have no user, query or fragment");
  }
  if (text.ends_with('/')) return std::unexpected("must not end with a slash");
  if (std::ranges::any_of(text.substr(0, text.find('/', 8)), [](char c) { return c >= 'A' && c <= 'Z'; })) {
    return std::unexpected("must have its scheme and host in lower case");
  }
  if (url->scheme() == "http" && !is_loopback_host(url->encoded_host())) {
    return std::unexpected("must start with https://; http:// is only for 127.0.0.1, [::1] and localhost");
  }
  return text;
}

}  // namespace teleperson::util
