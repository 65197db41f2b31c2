#include "sandbox/media/dtls_certificate.h"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "sandbox/media/bytes.h"
#include "util/crypto.h"

namespace teleperson::sandbox::media {

void OpenSslDeleter::operator()(EVP_PKEY* key) const {
  EVP_PKEY_free(key);
}
void OpenSslDeleter::operator()(X509* certificate) const {
  X509_free(certificate);
}
void OpenSslDeleter::operator()(SSL_CTX* context) const {
  SSL_CTX_free(context);
}
void OpenSslDeleter::operator()(SSL* ssl) const {
  SSL_free(ssl);
}

DtlsCertificate::DtlsCertificate() : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
  constexpr long a_day = 24 * 60 * 60;
  std::array<std::uint8_t, 4> random;
  util::fill_random(random);
  constexpr unsigned char name[] = "WebRTC";

  X509* const x509 = certificate_.get();
  X509_NAME* const subject = x509 == nullptr ? nullptr : X509_get_subject_name(x509);
  const bool is_made =
      key_ != nullptr && subject != nullptr && X509_set_version(x509, X509_VERSION_3) == 1 &&
      ASN1_INTEGER_set(X509_get_serialNumber(x509), static_cast<long>(read_u32(random, 0) >> 1)) == 1 &&
      // A day of grace on either side, for a caller whose clock is off.
      X509_gmtime_adj(X509_getm_notBefore(x509), -a_day) != nullptr &&
      X509_gmtime_adj(X509_getm_notAfter(x509), 2 * a_day) != nullptr && X509_set_pubkey(x509, key_.get()) == 1 &&
      X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, name, -1, -1, 0) == 1 &&
      X509_set_issuer_name(x509, subject) == 1 && X509_sign(x509, key_.get(), EVP_sha256()) != 0;
  const auto fingerprint = is_made ? fingerprint_of(x509) : std::nullopt;
  if (!fingerprint) throw std::runtime_error("OpenSSL could not make an ECDSA P-256 certificate for the call's audio");
  fingerprint_ = *fingerprint;
}

std::optional<CertificateFingerprint> fingerprint_of(const X509* certificate) noexcept {
  CertificateFingerprint fingerprint{};
  unsigned size = 0;
  if (X509_digest(certificate, EVP_sha256(), fingerprint.data(), &size) != 1 || size != fingerprint.size()) return {};
  return fingerprint;
}

}  // namespace teleperson::sandbox::media
