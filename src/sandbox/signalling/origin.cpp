#include "sandbox/signalling/origin.h"

#include <algorithm>
#include <string>

#include <boost/asio/ip/address.hpp>

namespace teleperson::sandbox {
namespace {

/// Cuts `prefix` off the front, if it is there.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// `127.0.0.1` of `127.0.0.1:8080`, `::1` of `[::1]:8080`; empty if it is not a host with, perhaps, a port. By hand, as
/// Boost.URL 1.81 takes the host of http://127.0.0.1.example.com for 127.0.0.1.
std::string_view host_of(std::string_view authority) {
  std::string_view host;
  if (take(authority, "[")) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return {};
    host = authority.substr(0, end);
    authority.remove_prefix(end + 1);
  } else {
    host = authority.substr(0, authority.find(':'));
    authority.remove_prefix(host.size());
  }
  const bool has_port = take(authority, ":");
  const bool is_port = std::ranges::all_of(authority, [](char c) { return c >= '0' && c <= '9'; });
  return authority.empty() || (has_port && is_port) ? host : std::string_view();
}

}  // namespace

bool may_signal(std::string_view origin) {
  if (origin.empty()) return true;
  if (origin.starts_with("chrome-extension://") || origin.starts_with("moz-extension://")) return true;
  if (!take(origin, "http://") && !take(origin, "https://")) return false;
  const std::string host(host_of(origin));
  if (host == "localhost") return true;
  boost::system::error_code not_an_address;
  const auto address = boost::asio::ip::make_address(host, not_an_address);
  return !not_an_address && address.is_loopback();
}

bool is_own_origin(std::string_view origin, std::string_view host) {
  if (host.empty()) return false;
  // https: behind a proxy that ends TLS.
  return (take(origin, "http://") || take(origin, "https://")) && origin == host;
}

bool is_local_name(std::string_view host) {
  const std::string name(host_of(host));
  if (name.empty()) return false;
  boost::system::error_code not_an_address;
  boost::asio::ip::make_address(name, not_an_address);
  return !not_an_address || !name.contains('.');
}

}  // namespace teleperson::sandbox
