#include "util/password.h"

#include <array>
#include <new>
#include <sodium.h>
#include <stdexcept>

namespace teleperson::util {
namespace {

void require_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium does not start: the system gives no random numbers");
}

}  // namespace

std::string hash_password(const Secret& password) {
  require_sodium();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const auto text = password.reveal();
  const int failed = crypto_pwhash_str_alg(hash.data(), text.data(), text.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                           crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw std::bad_alloc();  // the only way in which it fails
  return hash.data();
}

bool password_matches(const std::string& hash, const Secret& password) {
  require_sodium();
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  const auto text = password.reveal();
  return crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
}

}  // namespace teleperson::util
