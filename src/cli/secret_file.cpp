#include "cli/secret_file.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "cli/durable_file.h"

namespace teleperson::cli {
namespace {

SecretFile::Trouble trouble_with(const std::string& path, int error) {
  if (error == EEXIST) {
    return {.sentence = fmt::format("{} exists already and is not overwritten. Name another file.", path),
            .exists = true};
  }
  return {.sentence = fmt::format("{} cannot be made: {}.", path, std::generic_category().message(error))};
}

}  // namespace

std::expected<SecretFile, SecretFile::Trouble> SecretFile::create(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file >= 0) return SecretFile(path, file);
  return std::unexpected(trouble_with(path, errno));
}

std::optional<SecretFile::Trouble> SecretFile::foresee(const std::string& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) == 0) return trouble_with(path, EEXIST);
  if (errno != ENOENT) return trouble_with(path, errno);
  const auto folder = std::filesystem::absolute(path).parent_path();
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return trouble_with(path, errno);
  return std::nullopt;
}

SecretFile::SecretFile(SecretFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), written_(other.written_) {}

SecretFile::~SecretFile() {
  if (file_ < 0) return;
  ::close(file_);
  if (!written_) ::unlink(path_.c_str());
}

bool SecretFile::write(const util::Secret& secret) {
  if (!write_all(file_, secret.reveal()) || !write_all(file_, "\n")) return false;
  written_ = true;
  return ::fsync(file_) == 0 && sync_folder_of(path_);
}

}  // namespace teleperson::cli
