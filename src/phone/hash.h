#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "phone/e164.h"
#include "util/crypto.h"
#include "util/secret.h"

namespace teleperson::phone {

/// 64 lower-case hex digits. The tag keeps a user's hash from being taken for a number's.
template <class Tag>
class HexHash {
 public:
  explicit HexHash(const util::Sha256Digest&);
  /// Nothing unless `text` is 64 lower-case hex digits.
  static std::optional<HexHash> parse(std::string_view text);
  const std::string& text() const { return text_; }
  auto operator<=>(const HexHash&) const = default;

 private:
  HexHash() = default;
  std::string text_;
};

using UserIdHash = HexHash<struct UserIdTag>;
using NumberHash = HexHash<struct NumberTag>;

/// The hashes under which the audit log knows users and numbers: SHA-256 of the user id, SHA-256 of the E.164 text with
/// its plus; with a key (`HASH_KEY`) HMAC-SHA-256, since plain hashes of phone numbers can be enumerated. Thread-safe.
class Hasher {
 public:
  explicit Hasher(const util::Secret& key);
  UserIdHash user(std::string_view user_id) const;
  NumberHash number(const E164&) const;

 private:
  std::optional<util::HmacSha256> hmac_;
};

}  // namespace teleperson::phone
