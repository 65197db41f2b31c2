#include "sandbox/rest/rest_error.h"

#include <string>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "util/json_writer.h"

namespace teleperson::sandbox {

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

http::Response rest_not_found() {
  return rest_error(404, 20404, "The requested resource was not found");
}

http::Response as_rfc9457(const http::Response& error) {
  const auto document = boost::json::parse(error.body);
  const auto& message = document.at("message").as_string();
  http::Response response = error;
  response.content_type = "application/problem+json";
  response.body.clear();
  util::JsonWriter json(response.body);
  json.object([&] {
    json.field("type", std::string_view(document.at("more_info").as_string()));
    json.field("title", std::string_view(message));
    json.field("status", error.status);
    json.field("code", document.at("code").as_int64());
    json.field("detail", std::string_view(message));
  });
  return response;
}

}  // namespace teleperson::sandbox
