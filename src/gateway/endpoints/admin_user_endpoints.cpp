#include "gateway/endpoints/admin_user_endpoints.h"

#include <optional>

#include "calls/ids.h"
#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/json_fields.h"
#include "gateway/endpoints/problems.h"
#include "util/encoding.h"
#include "util/json_writer.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t longest_id = 128;

std::optional<std::string> time_text(const std::optional<util::Timestamp>& time) {
  return time ? std::optional(util::to_rfc3339(*time)) : std::nullopt;
}

void write_user(util::JsonWriter& json, const store::UserRecord& user) {
  json.object([&] {
    json.field("id", user.id);
    json.field("email", user.email);
    json.field("first_name", user.first_name);
    json.field("plan", user.plan);
    json.field("role", user.role);
    json.field("disabled", user.disabled);
    json.array("tokens", [&] {
      for (const auto& token : user.tokens) {
        json.object([&] {
          json.field("token_hash", util::to_hex(token.hash));
          json.field("name", token.name);
          json.field("created_at", util::to_rfc3339(token.created_at));
          json.field("last_used_at", time_text(token.last_used_at));
        });
      }
    });
  });
}

/// What a change of something that `missing` names came to: 204 when it is now as it was asked for.
http::Response changed(const Services& services, const store::Result<store::Change>& change, std::string_view operation,
                       Trouble missing) {
  if (!change) return database_failed(services, operation);
  if (*change == store::Change::not_found) return to_problem(missing);
  if (*change == store::Change::already_exists) return to_problem(Trouble::user_exists);
  return http::Response::no_content();
}

util::Task<http::Response> search_users(const Services& services, const Admin&, const http::Request& request) {
  JsonFields fields(request);
  store::UserQuery query;
  query.prefix = fields.optional_text("query", 254).value_or("");
  query.after = fields.optional_text("after", longest_id).value_or("");
  if (const auto refusal = fields.complaint()) co_return *refusal;
  const auto page = co_await services.store.users(query);
  if (!page) co_return database_failed(services, "users");
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("users", [&] {
      for (const auto& user : page->users)
        write_user(json, user);
    });
    json.field("more", page->more);
  });
  co_return http::Response::json(std::move(body));
}

bool is_user_id(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
                              "abcdefghijklmnopqrstuvwxyz{|}~") == std::string_view::npos;
}

util::Task<http::Response> add_user(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  store::NewUser user;
  user.id = fields.text("id", longest_id);
  user.email = fields.optional_text("email", 254);
  user.first_name = fields.optional_text("first_name", 100);
  user.plan = fields.optional_text("plan", 32);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  if (!is_user_id(user.id)) co_return bad_request("`id` must be printable ASCII without blanks.");
  if (user.plan && !policy::is_plan_name(*user.plan)) {
    co_return bad_request("`plan` must have lower-case letters, digits, '-' and '_' only.");
  }
  const auto added = co_await services.store.add_user(user, admin.actor(), services.clock.now());
  co_return changed(services, added, "add_user", Trouble::user_not_found);
}

/// Admins act on users; only a super admin acts on admins: whoever could issue an admin's token would be that admin.
/// Nothing: go on.
std::optional<http::Response> refuse_target(const Services& services, const Admin& admin,
                                            const store::Result<std::optional<std::string>>& role, Trouble missing) {
  if (!role) return database_failed(services, "role_of");
  if (!*role) return to_problem(missing);
  if (**role != "user" && !admin.is_super) return to_problem(Trouble::not_super_admin);
  return std::nullopt;
}

util::Task<std::optional<http::Response>> refuse_user(const Services& services, const Admin& admin,
                                                      const std::string& id) {
  const auto role = co_await services.store.role_of(id);
  co_return refuse_target(services, admin, role, Trouble::user_not_found);
}

util::Task<http::Response> put_plan(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto id = fields.text("id", longest_id);
  const auto plan = fields.optional_text("plan", 32);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  if (plan && !policy::is_plan_name(*plan)) {
    co_return bad_request("`plan` must have lower-case letters, digits, '-' and '_' only.");
  }
  if (const auto refusal = co_await refuse_user(services, admin, id)) co_return *refusal;
  const auto change = co_await services.store.set_plan(id, plan, admin.actor(), services.clock.now());
  co_return changed(services, change, "set_plan", Trouble::user_not_found);
}

util::Task<http::Response> put_role(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto id = fields.text("id", longest_id);
  const auto role = fields.text("role", 32);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  if (role != "user" && role != "admin" && role != "super_admin") {
    co_return bad_request("`role` must be user, admin or super_admin.");
  }
  if (!admin.is_super) co_return to_problem(Trouble::not_super_admin);
  if (id == admin.user_id) co_return to_problem(Trouble::own_account);
  const auto change = co_await services.store.set_role(id, role, admin.actor(), services.clock.now());
  co_return changed(services, change, "set_role", Trouble::user_not_found);
}

util::Task<http::Response> put_disabled(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto id = fields.text("id", longest_id);
  const bool disabled = fields.truth("disabled");
  if (const auto refusal = fields.complaint()) co_return *refusal;
  if (id == admin.user_id) co_return to_problem(Trouble::own_account);
  if (const auto refusal = co_await refuse_user(services, admin, id)) co_return *refusal;
  const auto change = co_await services.store.set_disabled(id, disabled, admin.actor(), services.clock.now());
  co_return changed(services, change, "set_disabled", Trouble::user_not_found);
}

/// The only answer that ever holds the token.
util::Task<http::Response> issue_token(const Services& services, const Admin& admin, const http::Request& request) {
  JsonFields fields(request);
  const auto id = fields.text("user_id", longest_id);
  const auto name = fields.optional_text("name", 100);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  // One's own tokens are one's own affair.
  const bool own = id == admin.user_id;
  if (!own) {
    if (const auto refusal = co_await refuse_user(services, admin, id)) co_return *refusal;
  }
  const auto token = calls::ExtensionToken::random();
  const auto hash = token.hash();
  const auto change = co_await services.store.add_token(id, hash, name, admin.actor(), services.clock.now());
  if (!change || *change != store::Change::made) {
    co_return changed(services, change, "add_token", Trouble::user_not_found);
  }
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("token", token.text());
    json.field("token_hash", util::to_hex(hash));
  });
  co_return http::Response::json(std::move(body), 201);
}

util::Task<http::Response> revoke_token(const Services& services, const Admin& admin, const http::Request& request) {
  store::TokenHash hash{};
  if (!util::from_hex(request.path_parameters.front(), hash)) co_return to_problem(Trouble::token_not_found);
  const auto role = co_await services.store.role_of_holder(hash);
  if (const auto refusal = refuse_target(services, admin, role, Trouble::token_not_found)) co_return *refusal;
  const auto change = co_await services.store.revoke_token(hash, admin.actor(), services.clock.now());
  co_return changed(services, change, "revoke_token", Trouble::token_not_found);
}

}  // namespace

void add_admin_user_endpoints(http::Router& router, const Services& services) {
  using http::Method;
  router.add(Method::post, "/v1/admin/users/search", for_admin(services, search_users));
  router.add(Method::post, "/v1/admin/users", for_admin(services, add_user));
  router.add(Method::put, "/v1/admin/users/plan", for_admin(services, put_plan));
  router.add(Method::put, "/v1/admin/users/role", for_admin(services, put_role));
  router.add(Method::put, "/v1/admin/users/disabled", for_admin(services, put_disabled));
  router.add(Method::post, "/v1/admin/tokens", for_admin(services, issue_token));
  router.add(Method::del, "/v1/admin/tokens/{token_hash}", for_admin(services, revoke_token));
}

}  // namespace teleperson::gateway
