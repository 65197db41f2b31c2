#pragma once

#include <boost/asio/ip/address.hpp>

namespace teleperson::sandbox::media {

/// The address to offer as ICE candidate when the sandbox listens on `listen_address`: that address itself, or if it is
/// unspecified (0.0.0.0, ::) the one with which this machine reaches others. Loopback when it reaches nobody.
boost::asio::ip::address address_for_media(const boost::asio::ip::address& listen_address);

}  // namespace teleperson::sandbox::media
