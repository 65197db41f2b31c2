#include "sandbox/media/stun.h"

#include <utility>

#include <boost/crc.hpp>

#include "util/crypto.h"

namespace teleperson::sandbox::media {
namespace {

constexpr std::size_t stun_header_size = 20;
constexpr std::size_t attribute_header_size = 4;
constexpr std::size_t integrity_size = attribute_header_size + 20;
constexpr std::size_t fingerprint_size = attribute_header_size + 4;
constexpr std::size_t max_message_size = 1500;
constexpr std::uint32_t magic_cookie = 0x2112A442;

constexpr std::size_t padded(std::size_t size) {
  return (size + 3) & ~std::size_t{3};
}

// The length that the header claims while a digest is taken: as if the digest's attribute were the last.
void set_length(Bytes& message, std::size_t length) {
  message[2] = static_cast<std::uint8_t>(length >> 8);
  message[3] = static_cast<std::uint8_t>(length);
}

util::Sha1Digest integrity_of(ByteView before, std::string_view password) {
  Bytes message(before.begin(), before.end());
  set_length(message, before.size() + integrity_size - stun_header_size);
  const std::string_view parts[] = {as_text(message)};
  return util::hmac_sha1(password, parts);
}

std::uint32_t fingerprint_of(ByteView before) {
  boost::crc_32_type crc;
  crc.process_bytes(before.data(), before.size());
  return crc.checksum() ^ 0x5354554E;
}

}  // namespace

std::optional<StunMessage> StunMessage::parse(ByteView packet) {
  if (packet.size() < stun_header_size + fingerprint_size || packet.size() > max_message_size ||
      packet.size() % 4 != 0 || (packet[0] & 0xC0) != 0 || read_u16(packet, 2) != packet.size() - stun_header_size ||
      read_u32(packet, 4) != magic_cookie)
    return {};

  const std::size_t fingerprint_at = packet.size() - fingerprint_size;
  StunMessage message(packet);
  std::size_t at = stun_header_size;
  while (at < fingerprint_at) {
    const std::size_t size = read_u16(packet, at + 2);
    if (padded(size) > fingerprint_at - at - attribute_header_size) return {};
    if (read_u16(packet, at) == std::to_underlying(StunAttribute::message_integrity) && message.protected_size_ == 0) {
      if (size + attribute_header_size != integrity_size) return {};
      message.protected_size_ = at;
    }
    at += attribute_header_size + padded(size);
  }
  if (read_u16(packet, at) != std::to_underlying(StunAttribute::fingerprint) || read_u16(packet, at + 2) != 4 ||
      read_u32(packet, at + attribute_header_size) != fingerprint_of(packet.first(fingerprint_at)))
    return {};
  return message;
}

std::optional<ByteView> StunMessage::attribute(StunAttribute wanted) const {
  for (std::size_t at = stun_header_size; at < protected_size_;) {
    const std::size_t size = read_u16(packet_, at + 2);
    if (read_u16(packet_, at) == std::to_underlying(wanted)) return packet_.subspan(at + attribute_header_size, size);
    at += attribute_header_size + padded(size);
  }
  return {};
}

bool StunMessage::is_authentic(std::string_view password) const {
  if (protected_size_ == 0) return false;
  const auto expected = integrity_of(packet_.first(protected_size_), password);
  const auto claimed = packet_.subspan(protected_size_ + attribute_header_size, expected.size());
  return util::constant_time_equal(as_text(expected), as_text(claimed));
}

StunWriter::StunWriter(std::uint16_t type, ByteView transaction_id)
    : transaction_id_(transaction_id.begin(), transaction_id.end()) {
  append_u16(message_, type);
  append_u16(message_, 0);
  append_u32(message_, magic_cookie);
  append(message_, transaction_id_);
}

StunWriter& StunWriter::add(StunAttribute attribute, ByteView value) {
  append_u16(message_, std::to_underlying(attribute));
  append_u16(message_, static_cast<std::uint16_t>(value.size()));
  append(message_, value);
  message_.resize(padded(message_.size()));
  return *this;
}

StunWriter& StunWriter::add_mapped_address(const boost::asio::ip::udp::endpoint& endpoint) {
  const bool is_v4 = endpoint.address().is_v4();
  Bytes address;
  if (is_v4) {
    const auto bytes = endpoint.address().to_v4().to_bytes();
    append(address, bytes);
  } else {
    const auto bytes = endpoint.address().to_v6().to_bytes();
    append(address, bytes);
  }
  Bytes mask;
  append_u32(mask, magic_cookie);
  append(mask, transaction_id_);
  for (std::size_t i = 0; i < address.size(); ++i)
    address[i] ^= mask[i];

  Bytes value = {0, static_cast<std::uint8_t>(is_v4 ? 1 : 2)};
  append_u16(value, static_cast<std::uint16_t>(endpoint.port() ^ (magic_cookie >> 16)));
  append(value, address);
  return add(StunAttribute::xor_mapped_address, value);
}

Bytes StunWriter::finish(std::string_view password) {
  const auto integrity = integrity_of(message_, password);
  add(StunAttribute::message_integrity, integrity);
  set_length(message_, message_.size() + fingerprint_size - stun_header_size);
  Bytes fingerprint;
  append_u32(fingerprint, fingerprint_of(message_));
  add(StunAttribute::fingerprint, fingerprint);
  return std::move(message_);
}

}  // namespace teleperson::sandbox::media
