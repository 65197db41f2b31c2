#include "gateway/endpoints/audit_query.h"

#include "gateway/endpoints/json_fields.h"
#include "gateway/endpoints/problems.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t longest_id = 128;
constexpr std::size_t longest_action = 64;

bool is_action(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string_view::npos && text.front() != '.';
}

}  // namespace

std::expected<store::AuditQuery, http::Response> parse_audit_query(const http::Request& request) {
  JsonFields fields(request);
  store::AuditQuery query;
  query.action = fields.optional_text("action", longest_action);
  query.actor_user_id = fields.optional_text("actor_user_id", longest_id);
  query.target_user_id = fields.optional_text("target_user_id", longest_id);
  query.target_id = fields.optional_text("target_id", longest_id);
  query.from = fields.optional_time("from");
  query.until = fields.optional_time("until");
  query.with_denials = fields.optional_truth("denials");
  query.before_id = fields.optional_whole("before_id").value_or(0);
  if (const auto refusal = fields.complaint()) return std::unexpected(*refusal);
  if (query.action && !is_action(*query.action)) {
    return std::unexpected(bad_request("`action` must be such as user.added, or user. for all that start so."));
  }
  if (query.target_user_id && query.target_id) {
    return std::unexpected(bad_request("Send `target_user_id` or `target_id`, not both."));
  }
  return query;
}

}  // namespace teleperson::gateway
