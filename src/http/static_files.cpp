#include "http/static_files.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "http/media_type.h"
#include "http/problem.h"
#include "util/crypto.h"
#include "util/encoding.h"

namespace teleperson::http {

namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream.good() && !stream.eof()) throw std::runtime_error("cannot read the web file " + path.string());
  return bytes;
}

bool is_hidden(const fs::path& relative) {
  for (const auto& part : relative) {
    if (part.string().starts_with('.')) return true;
  }
  return false;
}

// RFC 9110, section 13.1.2: `*`, or a list of tags, compared weakly.
bool names_etag(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.contains(etag);
}

}  // namespace

StaticFiles::StaticFiles(const fs::path& directory, PageSecurity security) : security_(std::move(security)) {
  std::error_code error;
  const auto root = fs::canonical(directory, error);
  if (error) {
    throw std::runtime_error("cannot read the web directory " + directory.string() + ": " + error.message() +
                             "; build the web application or name another directory");
  }
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const auto relative = entry.path().lexically_relative(root);
    // The first part of a path that leads out is `..`: hidden too.
    if (is_hidden(fs::canonical(entry.path()).lexically_relative(root))) continue;
    auto name = relative.generic_string();
    File file{.bytes = read_file(entry.path()), .media_type = media_type_of(name)};
    file.etag = '"' + util::to_hex(util::sha256(file.bytes)) + '"';
    file.immutable = name.starts_with("assets/");
    files_.emplace(std::move(name), std::move(file));
  }
  if (!files_.contains("index.html")) {
    throw std::runtime_error("there is no index.html in the web directory " + root.string() +
                             "; build the web application or name another directory");
  }
}

Response StaticFiles::serve(const Request& request, std::string_view path) const {
  const auto found = files_.find(path.empty() ? "index.html" : path);
  if (found == files_.end()) return problem(404, "not_found", "There is no such file");
  const auto& file = found->second;

  Response response;
  response.headers = {
      {"ETag", file.etag},
      {"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"},
      {"Content-Security-Policy", security_.content_security_policy},
      {"Referrer-Policy", security_.referrer_policy},
      {"X-Frame-Options", security_.frame_options},
  };
  if (names_etag(request.header("If-None-Match"), file.etag)) {
    response.status = 304;
  } else {
    response.content_type = file.media_type;
    response.body = file.bytes;
  }
  return response;
}

}  // namespace teleperson::http
