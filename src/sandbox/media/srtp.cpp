#include "sandbox/media/srtp.h"

#include <stdexcept>

#include <srtp2/srtp.h>

namespace teleperson::sandbox::media {
namespace {

constexpr std::size_t max_packet_size = 1500;

// libsrtp wants this once in a program; a second time would do no harm.
void initialise_library() {
  static const srtp_err_status_t status = srtp_init();
  if (status != srtp_err_status_ok) throw std::runtime_error("libsrtp could not start");
}

}  // namespace

struct Srtp::Session {
  srtp_t handle = nullptr;

  Session(SrtpProfile profile, Bytes key, srtp_ssrc_type_t direction) {
    if (key.size() != srtp_key_size + srtp_salt_size(profile)) throw std::runtime_error("SRTP key of a wrong size");
    srtp_policy_t policy{};
    if (profile == SrtpProfile::aead_aes_128_gcm) {
      srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp);
      srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtcp);
    } else {
      srtp_crypto_policy_set_rtp_default(&policy.rtp);
      srtp_crypto_policy_set_rtcp_default(&policy.rtcp);
    }
    policy.ssrc.type = direction;
    policy.key = key.data();
    if (srtp_create(&handle, &policy) != srtp_err_status_ok) throw std::runtime_error("libsrtp refused the keys");
  }
  ~Session() { srtp_dealloc(handle); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // All four operations of libsrtp work in place and have this shape. The copy is from the heap, so aligned as it
  // wants.
  std::optional<Bytes> apply(srtp_err_status_t (*operation)(srtp_t, void*, int*), ByteView packet) const {
    if (packet.size() > max_packet_size) return {};
    Bytes buffer(packet.begin(), packet.end());
    buffer.resize(packet.size() + SRTP_MAX_TRAILER_LEN + 4);
    int size = static_cast<int>(packet.size());
    if (operation(handle, buffer.data(), &size) != srtp_err_status_ok) return {};
    buffer.resize(static_cast<std::size_t>(size));
    return buffer;
  }
};

Srtp::Srtp(const SrtpKeys& keys) {
  initialise_library();
  sending_ = std::make_unique<Session>(keys.profile, keys.sending, ssrc_any_outbound);
  receiving_ = std::make_unique<Session>(keys.profile, keys.receiving, ssrc_any_inbound);
}
Srtp::~Srtp() = default;

std::optional<Bytes> Srtp::protect_rtp(ByteView packet) {
  return sending_->apply(srtp_protect, packet);
}
std::optional<Bytes> Srtp::protect_rtcp(ByteView packet) {
  return sending_->apply(srtp_protect_rtcp, packet);
}
std::optional<Bytes> Srtp::unprotect_rtp(ByteView packet) {
  return receiving_->apply(srtp_unprotect, packet);
}
std::optional<Bytes> Srtp::unprotect_rtcp(ByteView packet) {
  return receiving_->apply(srtp_unprotect_rtcp, packet);
}

}  // namespace teleperson::sandbox::media
