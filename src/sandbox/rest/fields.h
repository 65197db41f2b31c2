#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "sandbox/rest/rest_request.h"

namespace teleperson::sandbox {

/// Takes the value of a form's field, if it is there. Each of these answers nothing if it is absent or right, else the
/// error to answer with, and then changes nothing.

/// At most 64 characters, else 400/20002.
std::optional<http::Response> take_friendly_name(const RestRequest&, std::string& name);
/// An absolute http or https URL, or empty, else 400/21502.
std::optional<http::Response> take_url(const RestRequest&, std::string_view field, std::string& url);
/// `GET` or `POST`, else 400/20001.
std::optional<http::Response> take_method(const RestRequest&, std::string_view field, std::string& method);
/// `true` or `false` in any case, else 400/20001.
std::optional<http::Response> take_flag(const RestRequest&, std::string_view field, bool& flag);

/// A text that is absent from a document as `null`.
inline std::optional<std::string_view> or_null(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace teleperson::sandbox
