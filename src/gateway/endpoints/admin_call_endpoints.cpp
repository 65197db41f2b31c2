#include "gateway/endpoints/admin_call_endpoints.h"

#include <expected>
#include <optional>
#include <string>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/call_filter.h"
#include "gateway/endpoints/json_fields.h"
#include "gateway/endpoints/problems.h"
#include "util/json_writer.h"
#include "util/time.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t longest_time = 40;

/// The query, or what to send instead.
std::expected<store::CallLogQuery, http::Response> parse_query(const Services& services, const http::Request& request) {
  JsonFields fields(request);
  const CallFilter filter{.outcome = fields.optional_text("outcome", 20),
                          .from = fields.optional_text("from", longest_time),
                          .until = fields.optional_text("until", longest_time)};
  const auto user_id = fields.optional_text("user_id", 128);
  const auto before_id = fields.optional_whole("before_id");
  if (const auto refusal = fields.complaint()) return std::unexpected(*refusal);
  auto query = to_query(filter);
  if (!query) return std::unexpected(bad_request(query.error()));
  query->before_id = before_id.value_or(0);
  if (user_id) query->user = services.hasher.user(*user_id);
  return *query;
}

void write_call(util::JsonWriter& json, const store::LoggedCall& call) {
  json.object([&] {
    json.field("id", call.row.id);
    json.field("created_at", util::to_rfc3339(call.row.created_at));
    json.field("user_id_hash", call.row.user_id_hash);
    json.field("to_number_hash", call.row.to_number_hash);
    json.field("company", call.company);
    json.field("label", call.label);
    json.field("duration_seconds", call.row.duration_seconds);
    json.field("outcome", call.row.outcome);
  });
}

util::Task<http::Response> search_calls(const Services& services, const Admin&, const http::Request& request) {
  const auto query = parse_query(services, request);
  if (!query) co_return query.error();
  const auto page = co_await services.store.find_calls(*query);
  if (!page) co_return database_failed(services, "find_calls");
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("calls", [&] {
      for (const auto& call : page->calls)
        write_call(json, call);
    });
    json.field("more", page->more);
    json.field("user_id_hash", query->user ? std::optional(query->user->text()) : std::nullopt);
  });
  co_return http::Response::json(std::move(body));
}

}  // namespace

void add_admin_call_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/admin/calls/search", for_admin(services, search_calls));
}

}  // namespace teleperson::gateway
