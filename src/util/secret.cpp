#include "util/secret.h"

#include <openssl/crypto.h>

#include "util/crypto.h"

namespace teleperson::util {

Secret::~Secret() {
  wipe();
}

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) {
    wipe();
    text_ = other.text_;
  }
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    text_ = std::move(other.text_);
  }
  return *this;
}

bool operator==(const Secret& a, const Secret& b) {
  return constant_time_equal(a.text_, b.text_);
}

// The whole capacity: a string that was moved from, or was longer once, leaves its bytes behind its end.
void Secret::wipe() {
  text_.resize(text_.capacity());
  OPENSSL_cleanse(text_.data(), text_.size());
  text_.clear();
}

}  // namespace teleperson::util
