#include "sandbox/media/dtls.h"

#include <algorithm>
#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace teleperson::sandbox::media {
namespace {

// Fits into a packet of IPv6's least MTU of 1280 bytes, with its headers.
constexpr long max_datagram_size = 1200;

std::string openssl_reason() {
  const char* const reason = ERR_reason_error_string(ERR_peek_error());
  return reason == nullptr ? "no reason given" : reason;
}

}  // namespace

// What OpenSSL takes for the network. A memory BIO would not do: it joins datagrams.
struct DtlsTransport {
  static Dtls& owner(BIO* bio) { return *static_cast<Dtls*>(BIO_get_data(bio)); }

  static int write(BIO* bio, const char* data, int size) {
    owner(bio).send_(as_bytes({data, static_cast<std::size_t>(size)}));
    return size;
  }
  static int read(BIO* bio, char* out, int size) {
    BIO_clear_retry_flags(bio);
    auto& incoming = owner(bio).incoming_;
    if (incoming.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const auto taken = std::min(incoming.size(), static_cast<std::size_t>(size));
    std::copy_n(incoming.begin(), taken, out);
    incoming = {};  // as with a socket, what did not fit of a datagram is lost
    return static_cast<int>(taken);
  }
  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static int verify(X509_STORE_CTX* chain, void* dtls) {
    auto& self = *static_cast<Dtls*>(dtls);
    const X509* const certificate = X509_STORE_CTX_get0_cert(chain);
    if (certificate != nullptr && fingerprint_of(certificate) == self.peer_fingerprint_) return 1;
    X509_STORE_CTX_set_error(chain, X509_V_ERR_CERT_REJECTED);
    return 0;
  }

  static BIO* create(Dtls& owner) {
    using Method = std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)>;
    static const Method method = [] {
      Method made(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "datagrams"), &BIO_meth_free);
      if (made == nullptr) throw std::runtime_error("OpenSSL could not make a BIO method");
      BIO_meth_set_write(made.get(), write);
      BIO_meth_set_read(made.get(), read);
      BIO_meth_set_ctrl(made.get(), control);
      return made;
    }();
    BIO* const bio = BIO_new(method.get());
    if (bio == nullptr) throw std::runtime_error("OpenSSL could not make a BIO");
    BIO_set_data(bio, &owner);
    BIO_set_init(bio, 1);
    return bio;
  }
};

Dtls::Dtls(const DtlsCertificate& own, Role role, const CertificateFingerprint& peer, Send send)
    : role_(role), peer_fingerprint_(peer), send_(std::move(send)), context_(SSL_CTX_new(DTLS_method())) {
  SSL_CTX* const context = context_.get();
  const bool is_set_up = context != nullptr && SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) == 1 &&
                         SSL_CTX_use_certificate(context, own.certificate()) == 1 &&
                         SSL_CTX_use_PrivateKey(context, own.key()) == 1 &&
                         // Contrary to its neighbours, this one returns 0 for success.
                         SSL_CTX_set_tlsext_use_srtp(context, "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80") == 0;
  if (is_set_up) {
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_cert_verify_callback(context, DtlsTransport::verify, this);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_QUERY_MTU);
    ssl_.reset(SSL_new(context));
  }
  if (ssl_ == nullptr) throw std::runtime_error("OpenSSL could not set up DTLS: " + openssl_reason());

  BIO* const bio = DtlsTransport::create(*this);
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_mtu(ssl_.get(), max_datagram_size);
  if (role == Role::client)
    SSL_set_connect_state(ssl_.get());
  else
    SSL_set_accept_state(ssl_.get());
}

Dtls::~Dtls() = default;

void Dtls::start() {
  proceed();
}

void Dtls::receive(ByteView datagram) {
  incoming_ = datagram;
  proceed();
  incoming_ = {};
}

std::optional<std::chrono::milliseconds> Dtls::retransmit_after() const {
  timeval left{};
  if (state_ != State::handshaking || DTLSv1_get_timeout(ssl_.get(), &left) != 1) return {};
  return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::seconds(left.tv_sec) +
                                                      std::chrono::microseconds(left.tv_usec));
}

void Dtls::retransmit() {
  ERR_clear_error();
  if (state_ == State::handshaking && DTLSv1_handle_timeout(ssl_.get()) < 0) fail("the peer does not answer");
}

void Dtls::proceed() {
  ERR_clear_error();
  if (state_ == State::failed) return;
  if (state_ == State::connected) {
    // Nobody sends data over this association; reading makes OpenSSL answer repeated flights and take alerts.
    std::uint8_t ignored[256];
    while (SSL_read(ssl_.get(), ignored, sizeof ignored) > 0) {
    }
    return;
  }

  const int result = SSL_do_handshake(ssl_.get());
  if (result != 1) {
    if (SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ) return;
    return fail(SSL_get_verify_result(ssl_.get()) == X509_V_ERR_CERT_REJECTED
                    ? "the peer's certificate is not the one in its SDP"
                    : openssl_reason());
  }

  const SRTP_PROTECTION_PROFILE* const selected = SSL_get_selected_srtp_profile(ssl_.get());
  if (selected == nullptr) return fail("the peer supports neither AEAD_AES_128_GCM nor AES128_CM_SHA1_80 for SRTP");
  const auto profile = static_cast<SrtpProfile>(selected->id);
  const std::size_t salt_size = srtp_salt_size(profile);

  // Client's key, server's key, client's salt, server's salt (RFC 5764 section 4.2).
  Bytes material(2 * (srtp_key_size + salt_size));
  constexpr std::string_view label = "EXTRACTOR-dtls_srtp";
  if (SSL_export_keying_material(ssl_.get(), material.data(), material.size(), label.data(), label.size(), nullptr, 0,
                                 0) != 1)
    return fail("OpenSSL could not derive SRTP keys");
  const auto keys_of = [&](std::size_t end) {
    const ByteView all(material);
    Bytes key;
    append(key, all.subspan(end * srtp_key_size, srtp_key_size));
    append(key, all.subspan(2 * srtp_key_size + end * salt_size, salt_size));
    return key;
  };
  const bool is_client = role_ == Role::client;
  keys_ = SrtpKeys{profile, keys_of(is_client ? 0 : 1), keys_of(is_client ? 1 : 0)};
  state_ = State::connected;
}

void Dtls::fail(std::string why) {
  state_ = State::failed;
  failure_ = std::move(why);
}

}  // namespace teleperson::sandbox::media
