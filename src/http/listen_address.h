#pragma once

#include <string>

#include <boost/asio/ip/tcp.hpp>

namespace teleperson::http {

/// `address` is `host:port`, the host an IP address (IPv6 in brackets) or `localhost`. Throws std::runtime_error with a
/// sentence for the operator.
void open_acceptor(boost::asio::ip::tcp::acceptor&, const std::string& address);

}  // namespace teleperson::http
