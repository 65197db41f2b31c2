#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/message.h"

namespace teleperson::http {

/// Headers for every file of a web application, so that its pages load and frame only what they are meant to.
struct PageSecurity {
  std::string content_security_policy{};
  std::string referrer_policy = "no-referrer";
  std::string frame_options = "DENY";
};

/// A built web application, read into memory at the start. A request is a look-up in the list of what was found there,
/// so no path can lead out of the directory. Thread-safe.
class StaticFiles {
 public:
  /// Throws std::runtime_error, with a sentence for the operator, when the directory cannot be read or has no
  /// index.html. Files whose name starts with a dot, and links that lead out of the directory, are left out.
  StaticFiles(const std::filesystem::path& directory, PageSecurity);

  /// `path` is relative to the directory, without a leading slash, not decoded; empty means `index.html`. For GET and
  /// HEAD. Answers 304 when `If-None-Match` names the file's current ETag, and 404.
  ///
  /// What stands below `assets/` has its hash in its name and may be kept for good; the rest is asked for each time.
  Response serve(const Request&, std::string_view path) const;

 private:
  struct File {
    std::string bytes;
    std::string_view media_type;
    std::string etag{};
    bool immutable = false;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::unordered_map<std::string, File, Hash, std::equal_to<>> files_;
  PageSecurity security_;
};

}  // namespace teleperson::http
