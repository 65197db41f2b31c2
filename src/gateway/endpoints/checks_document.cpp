#include "gateway/endpoints/checks_document.h"

#include "gateway/checks/checks.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

std::string to_json(const checks::Findings& findings) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("passed", !checks::any_failed(findings));
    json.array("findings", [&] {
      for (const auto& [check, status, what, why, remedy] : findings) {
        json.object([&] {
          json.field("check", check);
          json.field("status", checks::to_string(status));
          json.field("what", what);
          if (!why.empty()) json.field("why", why);
          if (!remedy.empty()) json.field("remedy", remedy);
        });
      }
    });
  });
  return body;
}

}  // namespace teleperson::gateway
