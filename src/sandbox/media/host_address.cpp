#include "sandbox/media/host_address.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

namespace teleperson::sandbox::media {

namespace asio = boost::asio;

asio::ip::address address_for_media(const asio::ip::address& listen_address) {
  if (!listen_address.is_unspecified()) return listen_address;
  // Connecting a UDP socket sends nothing, but makes the kernel choose the interface. The destinations are reserved for
  // documentation (RFC 5737, RFC 3849).
  const auto elsewhere = asio::ip::make_address(listen_address.is_v4() ? "192.0.2.1" : "2001:db8::1");
  asio::io_context context;
  asio::ip::udp::socket socket(context);
  boost::system::error_code error;
  socket.connect({elsewhere, 9}, error);
  if (!error) {
    const auto local = socket.local_endpoint(error);
    if (!error) return local.address();
  }
  return listen_address.is_v4() ? asio::ip::address(asio::ip::address_v4::loopback())
                                : asio::ip::address(asio::ip::address_v6::loopback());
}

}  // namespace teleperson::sandbox::media
