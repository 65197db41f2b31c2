#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace teleperson::util {

using Sha1Digest = std::array<std::uint8_t, 20>;
using Sha256Digest = std::array<std::uint8_t, 32>;

/// Uses a context per thread, so that no call fetches an algorithm (OpenSSL 3 one-shots do: three times slower).
Sha256Digest sha256(std::string_view text);

/// HMAC (RFC 2104) with a key that is absorbed once. Thread-safe: `sign` works on a copy of the absorbed state.
class HmacSha256 {
 public:
  explicit HmacSha256(std::string_view key);
  HmacSha256(HmacSha256&&) noexcept;
  HmacSha256& operator=(HmacSha256&&) noexcept;
  ~HmacSha256();
  Sha256Digest sign(std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// HMAC-SHA1 over the concatenation of `parts`. For Twilio's webhook signature and STUN (RFC 8489) only.
Sha1Digest hmac_sha1(std::string_view key, std::span<const std::string_view> parts);

/// Time depends on the lengths alone. Different lengths are unequal.
bool constant_time_equal(std::string_view a, std::string_view b);

/// From the system's generator. Throws when that fails, as nothing can go on then.
void fill_random(std::span<std::uint8_t>);

/// `bytes` random bytes as lower-case hex.
std::string random_hex(std::size_t bytes);

}  // namespace teleperson::util
