#include "sandbox/rest/fields.h"

#include <algorithm>

#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include "sandbox/rest/rest_error.h"

namespace teleperson::sandbox {
namespace {

bool is_callable_url(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  return url && (url->scheme() == "http" || url->scheme() == "https") && !url->host().empty();
}

/// Characters of UTF-8 text.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::optional<http::Response> take_friendly_name(const RestRequest& request, std::string& name) {
  constexpr std::size_t longest = 64;
  const std::string* given = util::find_field(request.form, "FriendlyName");
  if (given == nullptr) return std::nullopt;
  if (length_of(*given) > longest) return rest_error(400, 20002, "FriendlyName must be 64 characters at most");
  name = *given;
  return std::nullopt;
}

std::optional<http::Response> take_url(const RestRequest& request, std::string_view field, std::string& url) {
  const std::string* given = util::find_field(request.form, field);
  if (given == nullptr) return std::nullopt;
  if (!given->empty() && !is_callable_url(*given)) return rest_error(400, 21502, fmt::format("{} is not valid", field));
  url = *given;
  return std::nullopt;
}

std::optional<http::Response> take_method(const RestRequest& request, std::string_view field, std::string& method) {
  const std::string* given = util::find_field(request.form, field);
  if (given == nullptr) return std::nullopt;
  if (*given != "GET" && *given != "POST") return rest_error(400, 20001, fmt::format("{} must be GET or POST", field));
  method = *given;
  return std::nullopt;
}

std::optional<http::Response> take_flag(const RestRequest& request, std::string_view field, bool& flag) {
  const std::string* given = util::find_field(request.form, field);
  if (given == nullptr) return std::nullopt;
  if (http::equal_ignoring_case(*given, "true") || http::equal_ignoring_case(*given, "false")) {
    flag = http::equal_ignoring_case(*given, "true");
    return std::nullopt;
  }
  return rest_error(400, 20001, fmt::format("{} must be true or false", field));
}

}  // namespace teleperson::sandbox
