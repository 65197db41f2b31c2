#pragma once

#include <expected>
#include <optional>
#include <string>

#include "util/secret.h"

namespace teleperson::cli {

/// A new file that only its owner can read. Made before there is a secret, so that none is lost to a full disk or a
/// missing folder; goes again unless something was written.
class SecretFile {
 public:
  struct Trouble {
    std::string sentence;
    bool exists = false;  ///< else the place is wrong
  };
  /// Never overwrites.
  static std::expected<SecretFile, Trouble> create(const std::string& path);
  /// What `create` would most likely say; makes nothing.
  static std::optional<Trouble> foresee(const std::string& path);
  SecretFile(SecretFile&&) noexcept;
  SecretFile& operator=(SecretFile&&) = delete;
  ~SecretFile();

  /// Durable when it answers true.
  bool write(const util::Secret&);

 private:
  SecretFile(std::string path, int file) : path_(std::move(path)), file_(file) {}

  std::string path_;
  int file_;
  bool written_ = false;
};

}  // namespace teleperson::cli
