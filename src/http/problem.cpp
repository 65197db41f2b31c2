#include "http/problem.h"

#include "util/json_writer.h"

namespace teleperson::http {

Response problem(std::uint16_t status, std::string_view reason, std::string_view title, std::string_view detail) {
  Response response{.status = status, .content_type = "application/problem+json"};
  util::JsonWriter json(response.body);
  json.object([&] {
    json.field("type", "urn:teleperson-voice:" + std::string(reason));
    json.field("title", title);
    json.field("status", status);
    if (!detail.empty()) json.field("detail", detail);
    json.field("reason", reason);
  });
  return response;
}

}  // namespace teleperson::http
