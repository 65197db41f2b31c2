#include "cli/erasures_file.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <map>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "cli/durable_file.h"

namespace teleperson::cli {
namespace {

std::string reason() {
  return std::error_code(errno, std::system_category()).message();
}

/// All but what comes after the last end of a line.
std::expected<std::string, std::string> read_whole_lines(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::unexpected(fmt::format("cannot be read: {}", reason()));
  std::string text(std::istreambuf_iterator<char>(file), {});
  text.resize(text.rfind('\n') + 1);
  return text;
}

std::optional<store::Erasure> parse_line(std::string_view line) {
  const auto blank = std::min(line.find(' '), line.size());
  auto user = phone::UserIdHash::parse(line.substr(0, blank));
  const auto erased_at = util::parse_rfc3339(line.substr(std::min(blank + 1, line.size())));
  if (!user || !erased_at) return std::nullopt;
  return store::Erasure{.user = std::move(*user), .erased_at = *erased_at};
}

std::expected<std::vector<store::Erasure>, std::string> parse(std::string_view text) {
  std::map<std::string, store::Erasure> last;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const auto erasure = parse_line(text.substr(0, end));
    if (!erasure) return std::unexpected(fmt::format("is not a file of erasures: line {} is malformed", number));
    const auto [known, is_new] = last.try_emplace(erasure->user.text(), *erasure);
    if (!is_new) known->second.erased_at = std::max(known->second.erased_at, erasure->erased_at);
    text.remove_prefix(end + 1);
  }
  std::vector<store::Erasure> erasures;
  for (auto& [hash, erasure] : last)
    erasures.push_back(std::move(erasure));
  return erasures;
}

}  // namespace

std::expected<ErasuresFile, std::string> ErasuresFile::open(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return std::unexpected(fmt::format("cannot be written: {}", reason()));
  ErasuresFile opened(file, {});
  if (::flock(file, LOCK_EX) != 0 || !sync_folder_of(path))
    return std::unexpected(fmt::format("cannot be kept: {}", reason()));
  const auto text = read_whole_lines(path);
  if (!text) return std::unexpected(text.error());
  auto known = parse(*text);
  if (!known) return std::unexpected(std::move(known.error()));
  if (::ftruncate(file, static_cast<off_t>(text->size())) != 0 || ::lseek(file, 0, SEEK_END) < 0) {
    return std::unexpected(fmt::format("cannot be written: {}", reason()));
  }
  opened.known_ = std::move(*known);
  return opened;
}

ErasuresFile::ErasuresFile(ErasuresFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)), known_(std::move(other.known_)) {}

ErasuresFile::~ErasuresFile() {
  if (file_ >= 0) ::close(file_);
}

bool ErasuresFile::add(const std::vector<store::Erasure>& erasures) {
  std::map<std::string, util::Timestamp> known;
  for (const auto& [user, erased_at] : known_)
    known.emplace(user.text(), erased_at);
  std::string lines;
  for (const auto& [user, erased_at] : erasures) {
    const auto found = known.find(user.text());
    if (found != known.end() && found->second >= erased_at) continue;
    lines += fmt::format("{} {}\n", user.text(), util::to_rfc3339_milliseconds(erased_at));
  }
  return write_all(file_, lines) && ::fsync(file_) == 0;
}

std::expected<std::vector<store::Erasure>, std::string> read_erasures_file(const std::filesystem::path& path) {
  const auto text = read_whole_lines(path);
  if (!text) return std::unexpected(text.error());
  return parse(*text);
}

}  // namespace teleperson::cli
