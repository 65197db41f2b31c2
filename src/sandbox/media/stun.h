#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/asio/ip/udp.hpp>

#include "sandbox/media/bytes.h"

namespace teleperson::sandbox::media {

inline constexpr std::uint16_t stun_binding_request = 0x0001;
inline constexpr std::uint16_t stun_binding_success = 0x0101;

/// Attributes of RFC 8489 section 14 and RFC 8445 section 16.1.
enum class StunAttribute : std::uint16_t {
  username = 0x0006,
  message_integrity = 0x0008,
  xor_mapped_address = 0x0020,
  priority = 0x0024,
  use_candidate = 0x0025,
  fingerprint = 0x8028,
};

/// A well-formed STUN message of at most 1500 bytes (RFC 8489 section 5) whose FINGERPRINT is right (section 14.7; ICE
/// demands one, RFC 8445 section 7.1). Views the packet.
class StunMessage {
 public:
  static std::optional<StunMessage> parse(ByteView packet);

  std::uint16_t type() const { return read_u16(packet_, 0); }
  /// 12 bytes.
  ByteView transaction_id() const { return packet_.subspan(8, 12); }
  /// The value of the first such attribute that MESSAGE-INTEGRITY protects.
  std::optional<ByteView> attribute(StunAttribute) const;
  /// True if MESSAGE-INTEGRITY is there and was made with this password (section 14.5). Without it, believe nothing.
  bool is_authentic(std::string_view password) const;

 private:
  explicit StunMessage(ByteView packet) : packet_(packet) {}

  ByteView packet_;
  std::size_t protected_size_ = 0;  // bytes before MESSAGE-INTEGRITY, 0 if there is none
};

/// Composes a message. Order of calls: attributes, then `finish`.
class StunWriter {
 public:
  /// `transaction_id` has 12 bytes.
  StunWriter(std::uint16_t type, ByteView transaction_id);
  /// Pads to four bytes.
  StunWriter& add(StunAttribute, ByteView value);
  /// XOR-MAPPED-ADDRESS (RFC 8489 section 14.2).
  StunWriter& add_mapped_address(const boost::asio::ip::udp::endpoint&);
  /// Adds MESSAGE-INTEGRITY and FINGERPRINT.
  Bytes finish(std::string_view password);

 private:
  Bytes message_;
  Bytes transaction_id_;
};

}  // namespace teleperson::sandbox::media
