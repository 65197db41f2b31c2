#include "util/crypto.h"

#include <cerrno>
#include <stdexcept>
#include <sys/random.h>
#include <system_error>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "util/encoding.h"

namespace teleperson::util {
namespace {

constexpr std::size_t block_bytes = 64;  // of SHA-1 and of SHA-256 (FIPS 180-4)

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void require(bool succeeded) {
  if (!succeeded) throw std::runtime_error("OpenSSL could not compute a digest");
}

// Fetched once and kept for the life of the process: fetching costs more than hashing a short text.
EVP_MD* fetch(const char* algorithm) {
  EVP_MD* digest = EVP_MD_fetch(nullptr, algorithm, nullptr);
  if (digest == nullptr) throw std::runtime_error(std::string("OpenSSL does not provide ") + algorithm);
  return digest;
}

const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const digest = fetch("SHA256");
  return digest;
}

const EVP_MD* sha1_algorithm() {
  static const EVP_MD* const digest = fetch("SHA1");
  return digest;
}

Context new_context() {
  Context context(EVP_MD_CTX_new());
  require(context != nullptr);
  return context;
}

EVP_MD_CTX* context_of_this_thread() {
  thread_local const Context context = new_context();
  return context.get();
}

void absorb(EVP_MD_CTX* context, std::span<const std::uint8_t> bytes) {
  require(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1);
}

void absorb(EVP_MD_CTX* context, std::string_view text) {
  require(EVP_DigestUpdate(context, text.data(), text.size()) == 1);
}

template <class Digest>
Digest finish(EVP_MD_CTX* context) {
  Digest digest{};
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(context, digest.data(), &size) == 1 && size == digest.size());
  return digest;
}

/// The states of an HMAC (RFC 2104) after its key: the inner and the outer hash, one block in.
struct Midstates {
  Context inner;
  Context outer;
};

template <class Digest>
Midstates absorb_key(const EVP_MD* algorithm, std::string_view key) {
  Midstates states{new_context(), new_context()};
  std::array<std::uint8_t, block_bytes> block{};
  if (key.size() > block_bytes) {
    require(EVP_DigestInit_ex2(states.inner.get(), algorithm, nullptr) == 1);
    absorb(states.inner.get(), key);
    const auto short_key = finish<Digest>(states.inner.get());
    std::copy(short_key.begin(), short_key.end(), block.begin());
  } else {
    std::copy(key.begin(), key.end(), block.begin());
  }
  constexpr std::uint8_t inner_pad = 0x36;
  constexpr std::uint8_t outer_pad = 0x5c;
  for (auto& byte : block)
    byte ^= inner_pad;
  require(EVP_DigestInit_ex2(states.inner.get(), algorithm, nullptr) == 1);
  absorb(states.inner.get(), block);
  for (auto& byte : block)
    byte ^= inner_pad ^ outer_pad;
  require(EVP_DigestInit_ex2(states.outer.get(), algorithm, nullptr) == 1);
  absorb(states.outer.get(), block);
  OPENSSL_cleanse(block.data(), block.size());
  return states;
}

template <class Digest>
Digest sign_parts(const Midstates& states, std::span<const std::string_view> parts) {
  EVP_MD_CTX* const context = context_of_this_thread();
  require(EVP_MD_CTX_copy_ex(context, states.inner.get()) == 1);
  for (const auto part : parts)
    absorb(context, part);
  const auto inner = finish<Digest>(context);
  require(EVP_MD_CTX_copy_ex(context, states.outer.get()) == 1);
  absorb(context, inner);
  return finish<Digest>(context);
}

}  // namespace

Sha256Digest sha256(std::string_view text) {
  EVP_MD_CTX* const context = context_of_this_thread();
  require(EVP_DigestInit_ex2(context, sha256_algorithm(), nullptr) == 1);
  absorb(context, text);
  return finish<Sha256Digest>(context);
}

struct HmacSha256::State {
  Midstates midstates;
};

HmacSha256::HmacSha256(std::string_view key)
    : state_(std::make_unique<State>(absorb_key<Sha256Digest>(sha256_algorithm(), key))) {}
HmacSha256::HmacSha256(HmacSha256&&) noexcept = default;
HmacSha256& HmacSha256::operator=(HmacSha256&&) noexcept = default;
HmacSha256::~HmacSha256() = default;

Sha256Digest HmacSha256::sign(std::string_view text) const {
  return sign_parts<Sha256Digest>(state_->midstates, {&text, 1});
}

Sha1Digest hmac_sha1(std::string_view key, std::span<const std::string_view> parts) {
  return sign_parts<Sha1Digest>(absorb_key<Sha1Digest>(sha1_algorithm(), key), parts);
}

bool constant_time_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

void fill_random(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t count = ::getrandom(out.data(), out.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw std::system_error(errno, std::generic_category(), "no random bytes from the system");
    out = out.subspan(static_cast<std::size_t>(count));
  }
}

std::string random_hex(std::size_t bytes) {
  std::string random(bytes, '\0');
  const std::span span(reinterpret_cast<std::uint8_t*>(random.data()), bytes);
  fill_random(span);
  return to_hex(span);
}

}  // namespace teleperson::util
