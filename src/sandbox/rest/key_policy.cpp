#include "sandbox/rest/key_policy.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace teleperson::sandbox {

std::expected<std::vector<std::string>, std::string> parse_key_policy(std::string_view text) {
  constexpr std::size_t most = 100;
  const auto wrong = std::unexpected(R"(Policy must be {"allow":[...]} with 1 to 100 paths that begin with /twilio/)");
  boost::system::error_code error;
  const auto document = boost::json::parse(boost::json::string_view(text.data(), text.size()), error);
  const auto* policy = error ? nullptr : document.if_object();
  const auto* allow = policy == nullptr ? nullptr : policy->if_contains("allow");
  const auto* paths = allow == nullptr ? nullptr : allow->if_array();
  if (paths == nullptr || paths->empty() || paths->size() > most) return wrong;

  std::vector<std::string> permissions;
  for (const auto& path : *paths) {
    const auto* name = path.if_string();
    if (name == nullptr || !name->starts_with("/twilio/")) return wrong;
    permissions.emplace_back(name->data(), name->size());
  }
  return permissions;
}

}  // namespace teleperson::sandbox
