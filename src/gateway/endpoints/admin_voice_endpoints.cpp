#include "gateway/endpoints/admin_voice_endpoints.h"

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/company_listing_document.h"
#include "gateway/endpoints/company_query.h"
#include "gateway/endpoints/problems.h"
#include "gateway/use_cases/voice_state.h"
#include "util/json_writer.h"

namespace teleperson::gateway {
namespace {

/// What the process has. Of a secret only whether it is there.
void write_server(util::JsonWriter& json, const Services& services) {
  const auto& setup = services.setup;
  const auto url = [&](std::string_view path) {
    return setup.has_public_url() ? std::optional(setup.public_url(path)) : std::nullopt;
  };
  const auto& account = setup.policy_server().account_sid;
  json.field("public_url", url(""));
  json.field("voice_url", url("/v1/twilio/voice"));
  json.field("twilio_api_url", services.config.twilio.api_url);
  if (setup.sandbox_host()) json.object("sandbox", [&] { json.field("host", *setup.sandbox_host()); });
  json.field("account_sid", account.empty() ? std::nullopt : std::optional(account));
  json.array("keys", [&] {
    for (const auto& [name, is_set] : setup.keys()) {
      json.object([&] {
        json.field("name", name);
        json.field("set", is_set);
      });
    }
  });
}

void write_users(util::JsonWriter& json, const VoiceState& state) {
  json.field("able", state.users_able);
  json.field("disabled", state.users_disabled);
  json.field("plan_without_calling", state.users_without_calling);
  json.field("without_token", state.users_without_token);
  json.array("plans", [&] {
    for (const auto& [plan, users, has_calling] : state.plans) {
      json.object([&] {
        json.field("plan", plan);
        json.field("users", users);
        json.field("has_calling", has_calling);
      });
    }
  });
}

void write_numbers(util::JsonWriter& json, const VoiceState& state) {
  json.field("callable", state.numbers_callable);
  json.array("refused", [&] {
    for (const auto& [reason, numbers] : state.numbers_refused) {
      json.object([&] {
        json.field("reason", policy::to_string(reason));
        json.field("numbers", numbers);
      });
    }
  });
  json.array("regions_not_allowed", [&] {
    for (const auto& [region, numbers] : state.regions_not_allowed) {
      json.object([&] {
        json.field("region", region);
        json.field("numbers", numbers);
      });
    }
  });
}

util::Task<http::Response> get_voice_state(const Services& services, const Admin& admin, const http::Request&) {
  const auto state = co_await voice_state(services, admin);
  if (!state) co_return to_problem(state.error());
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.object("server", [&] { write_server(json, services); });
    json.object("you", [&] {
      json.field("plan", state->own_plan);
      if (state->own_refusal) json.field("reason", policy::to_string(*state->own_refusal));
    });
    json.object("users", [&] { write_users(json, *state); });
    json.object("numbers", [&] { write_numbers(json, *state); });
    const auto& answered = state->last_answered_at;
    json.field("last_answered_at", answered ? std::optional(util::to_rfc3339(*answered)) : std::nullopt);
  });
  co_return http::Response::json(std::move(body));
}

/// Companies with numbers, as the admin could call them. Without words those whose numbers were verified last.
util::Task<http::Response> get_callable_numbers(const Services& services, const Admin& admin,
                                                const http::Request& request) {
  const auto query = parse_company_query(request.query);
  if (!query) co_return bad_request(query.error());
  const auto session = co_await session_of(services, admin.token);
  if (!session) co_return to_problem(session.error());
  // Named before it is awaited: g++ 12 mixes up temporaries of both arms of a conditional.
  Answer<CompanyListing> listing;
  if (query->words.empty() && !query->domain) {
    listing = co_await list_last_verified(services, *session);
  } else {
    listing = co_await list_companies(services, *session, *query);
  }
  if (!listing) co_return to_problem(listing.error());
  co_return http::Response::json(to_json(*listing));
}

}  // namespace

void add_admin_voice_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::get, "/v1/admin/voice-state", for_admin(services, get_voice_state));
  router.add(http::Method::get, "/v1/admin/callable-numbers", for_admin(services, get_callable_numbers));
}

}  // namespace teleperson::gateway
