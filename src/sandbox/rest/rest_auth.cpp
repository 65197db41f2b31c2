#include "sandbox/rest/rest_auth.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "util/crypto.h"
#include "util/encoding.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {

bool is_authenticated(const http::Request& request, const Account& account) {
  constexpr std::string_view scheme = "Basic ";
  const std::string_view header = request.header("Authorization");
  if (!header.starts_with(scheme)) return false;
  const auto credentials = util::from_base64(header.substr(scheme.size()));
  const std::size_t colon = credentials ? credentials->find(':') : std::string::npos;
  if (colon == std::string::npos) return false;
  const std::string_view user = std::string_view(*credentials).substr(0, colon);
  const std::string_view password = std::string_view(*credentials).substr(colon + 1);
  if (user == account.sid.text()) return util::constant_time_equal(password, account.auth_token.reveal());
  return user == account.api_key_sid.text() && util::constant_time_equal(password, account.api_key_secret.reveal());
}

http::Response rest_error(std::uint16_t http_status, int code, std::string_view message) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("code", code);
    json.field("message", message);
    json.field("more_info", fmt::format("https://www.twilio.com/docs/errors/{}", code));
    json.field("status", http_status);
  });
  return http::Response::json(std::move(body), http_status);
}

}  // namespace teleperson::sandbox
