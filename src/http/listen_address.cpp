#include "http/listen_address.h"

#include <charconv>
#include <stdexcept>
#include <string_view>

#include <boost/asio/ip/address.hpp>

namespace teleperson::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

tcp::endpoint parse(const std::string& address) {
  auto wrong = [&] {
    return std::runtime_error("cannot listen on \"" + address +
                              "\": write it as host:port, the host an IP address or localhost, such as 127.0.0.1:8080");
  };
  const auto colon = address.rfind(':');
  if (colon == std::string::npos) throw wrong();

  auto port_text = std::string_view(address).substr(colon + 1);
  std::uint16_t port = 0;
  auto parsed = std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
  if (port_text.empty() || parsed.ec != std::errc() || parsed.ptr != port_text.data() + port_text.size()) throw wrong();

  auto host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.contains(':')) {
    throw wrong();  // nobody can tell where an IPv6 address without brackets ends
  }
  boost::system::error_code error;
  const auto ip = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
  if (error) throw wrong();
  return {ip, port};
}

}  // namespace

void open_acceptor(tcp::acceptor& acceptor, const std::string& address) {
  const auto endpoint = parse(address);
  try {
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error(
        "cannot listen on " + address + ": " + error.code().message() +
        (error.code() == asio::error::address_in_use ? "; stop the program that uses it, or choose another port" : ""));
  }
}

}  // namespace teleperson::http
