#pragma once

#include <memory>
#include <optional>

#include <openssl/types.h>

#include "sandbox/media/sdp.h"

namespace teleperson::sandbox::media {

struct OpenSslDeleter {
  void operator()(EVP_PKEY*) const;
  void operator()(X509*) const;
  void operator()(SSL_CTX*) const;
  void operator()(SSL*) const;
};
template <class T>
using OpenSslPtr = std::unique_ptr<T, OpenSslDeleter>;

/// A fresh self-signed ECDSA P-256 certificate for one call (RFC 8827 section 6.5). It names nobody: the fingerprint in
/// the SDP is what vouches for it.
class DtlsCertificate {
 public:
  /// Throws std::runtime_error if OpenSSL cannot make one: nothing that arrives from outside causes that.
  DtlsCertificate();

  EVP_PKEY* key() const { return key_.get(); }
  X509* certificate() const { return certificate_.get(); }
  const CertificateFingerprint& fingerprint() const { return fingerprint_; }

 private:
  OpenSslPtr<EVP_PKEY> key_;
  OpenSslPtr<X509> certificate_;
  CertificateFingerprint fingerprint_;
};

/// Nothing if OpenSSL fails.
std::optional<CertificateFingerprint> fingerprint_of(const X509*) noexcept;

}  // namespace teleperson::sandbox::media
