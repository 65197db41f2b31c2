#include "sandbox/media/ice_lite.h"

#include <algorithm>

#include "sandbox/media/stun.h"
#include "util/crypto.h"

namespace teleperson::sandbox::media {
namespace {

constexpr auto consent_lifetime = std::chrono::seconds(30);
// A browser checks from one address for each of its interfaces, and again after a restart.
constexpr std::size_t max_known = 32;

}  // namespace

const IceCredentials& IceLite::credentials_for(const IceCredentials& peer) {
  if (generations_.empty() || generations_.back().peer != peer) {
    // 32 and 128 random bits; RFC 8445 section 5.3 wants at least 24 and 128.
    generations_.push_back({{util::random_hex(4), util::random_hex(16)}, peer});
    if (generations_.size() > 2) generations_.erase(generations_.begin());
  }
  return generations_.back().own;
}

std::optional<Bytes> IceLite::receive(ByteView packet, const Endpoint& from, TimePoint now) {
  const auto check = StunMessage::parse(packet);
  if (!check || check->type() != stun_binding_request) return {};
  const auto username = check->attribute(StunAttribute::username);
  if (!username) return {};
  const auto generation = std::ranges::find_if(generations_, [&](const Generation& g) {
    return as_text(*username) == g.own.ufrag + ":" + g.peer.ufrag && check->is_authentic(g.own.password);
  });
  if (generation == generations_.end()) return {};

  last_consent_ = now;
  if (!knows(from)) {
    if (known_.size() == max_known) known_.erase(known_.begin());
    known_.push_back(from);
  }
  const bool is_current = generation + 1 == generations_.end();
  if (!path_ || (is_current && check->attribute(StunAttribute::use_candidate))) path_ = from;
  return StunWriter(stun_binding_success, check->transaction_id())
      .add_mapped_address(from)
      .finish(generation->own.password);
}

bool IceLite::knows(const Endpoint& endpoint) const {
  return std::ranges::find(known_, endpoint) != known_.end();
}

std::optional<IceLite::Endpoint> IceLite::path(TimePoint now) const {
  if (!path_ || now - last_consent_ > consent_lifetime) return {};
  return path_;
}

}  // namespace teleperson::sandbox::media
