#include "phone/hash.h"

#include "util/encoding.h"

namespace teleperson::phone {

template <class Tag>
HexHash<Tag>::HexHash(const util::Sha256Digest& digest) : text_(util::to_hex(digest)) {}

template <class Tag>
std::optional<HexHash<Tag>> HexHash<Tag>::parse(std::string_view text) {
  constexpr std::size_t hex_digits = 2 * sizeof(util::Sha256Digest);
  if (text.size() != hex_digits || !util::is_lower_hex(text)) return std::nullopt;
  HexHash hash;
  hash.text_ = text;
  return hash;
}

template class HexHash<UserIdTag>;
template class HexHash<NumberTag>;

Hasher::Hasher(const util::Secret& key) {
  if (!key.empty()) hmac_.emplace(key.reveal());
}

UserIdHash Hasher::user(std::string_view user_id) const {
  return UserIdHash(hmac_ ? hmac_->sign(user_id) : util::sha256(user_id));
}

NumberHash Hasher::number(const E164& number) const {
  return NumberHash(hmac_ ? hmac_->sign(number.text()) : util::sha256(number.text()));
}

}  // namespace teleperson::phone
