#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "sandbox/media/bytes.h"
#include "sandbox/media/dtls_certificate.h"
#include "sandbox/media/srtp.h"

namespace teleperson::sandbox::media {

/// One end of a DTLS 1.2 association whose only purpose is to agree on SRTP keys (RFC 5764). Offers AEAD_AES_128_GCM
/// and SRTP_AES128_CM_HMAC_SHA1_80. Knows no socket and no clock of its own: the owner passes datagrams both ways.
class Dtls {
 public:
  enum class Role { client, server };
  enum class State { handshaking, connected, failed };
  using Send = std::function<void(ByteView datagram)>;

  /// The handshake fails unless the peer shows the certificate with this fingerprint (RFC 5763 section 5).
  Dtls(const DtlsCertificate& own, Role, const CertificateFingerprint& peer, Send);
  ~Dtls();
  Dtls(const Dtls&) = delete;
  Dtls& operator=(const Dtls&) = delete;

  /// Sends the client's first flight. For the client only: the server waits for it.
  void start();
  /// Takes a datagram from the peer, whatever it holds. May send.
  void receive(ByteView datagram);

  /// How long the last flight waits for its answer; nothing when no answer is due (RFC 6347 section 4.2.4).
  std::optional<std::chrono::milliseconds> retransmit_after() const;
  /// Sends the last flight again if its time is up.
  void retransmit();

  State state() const { return state_; }
  /// Once connected.
  const std::optional<SrtpKeys>& keys() const { return keys_; }
  /// Once failed: why, for a log.
  const std::string& failure() const { return failure_; }

 private:
  friend struct DtlsTransport;
  void proceed();
  void fail(std::string why);

  Role role_;
  CertificateFingerprint peer_fingerprint_;
  Send send_;
  State state_ = State::handshaking;
  std::string failure_;
  std::optional<SrtpKeys> keys_;
  ByteView incoming_;
  OpenSslPtr<SSL_CTX> context_;
  OpenSslPtr<SSL> ssl_;
};

}  // namespace teleperson::sandbox::media
