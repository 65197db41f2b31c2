#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "store/erasure_store.h"

namespace teleperson::cli {

/// A file that tells who was erased, for after a restore of an older backup. One line each, the hash of the user's id
/// and when. Lines are only ever added; a last line that was not written to its end does not count.
class ErasuresFile {
 public:
  /// Opens the file, or makes it so that only its owner can read it, and keeps other processes from it. The error is
  /// the rest of a sentence that starts with the path.
  static std::expected<ErasuresFile, std::string> open(const std::filesystem::path&);
  ErasuresFile(ErasuresFile&&) noexcept;
  ErasuresFile& operator=(ErasuresFile&&) = delete;
  ~ErasuresFile();

  /// Adds those that it does not tell yet. Durable when it answers true.
  bool add(const std::vector<store::Erasure>&);

 private:
  ErasuresFile(int file, std::vector<store::Erasure> known) : file_(file), known_(std::move(known)) {}

  int file_;
  std::vector<store::Erasure> known_;
};

/// The last erasure of each user. The error is the rest of a sentence that starts with the path.
std::expected<std::vector<store::Erasure>, std::string> read_erasures_file(const std::filesystem::path&);

}  // namespace teleperson::cli
