#include "sandbox/rest/rest_api.h"

#include <string>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "sandbox/rest/resources.h"

namespace teleperson::sandbox {
namespace {

/// What the path ends with, if that is a SID and no list's name. Nothing if the 2010 API's `.json` is missing: Twilio
/// would answer XML.
std::optional<std::string_view> sid_in(const http::Request& request) {
  constexpr std::string_view suffix = ".json";
  if (request.path_parameters.empty() || !request.path.ends_with(request.path_parameters.back())) return "";
  std::string_view sid = request.path_parameters.back();
  if (!request.path.starts_with("/2010-04-01/")) return sid;
  if (!sid.ends_with(suffix)) return std::nullopt;
  sid.remove_suffix(suffix.size());
  return sid;
}

/// Whether the path of the 2010 API, if it is one, names this account.
bool is_own_account(const http::Request& request, std::string_view account) {
  if (!request.path.starts_with("/2010-04-01/Accounts/")) return true;
  const std::string_view named = request.path_parameters.front();
  return named.substr(0, named.find('.')) == account;
}

std::string http_date(util::Timestamp time) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace

RestApi::RestApi(const boost::asio::any_io_executor& executor, Services& services)
    : services_(services), faults_(executor) {
  add_accounts(*this, services);
  add_keys(*this, services);
  add_iam_keys(*this, services);
  add_applications(*this, services);
  add_incoming_phone_numbers(*this, services);
  add_outgoing_caller_ids(*this, services, executor);
  add_calls(*this, services);
  add_dialing_permissions(*this, services);
  add_voice_settings(*this, services);
}

void RestApi::add(http::Method method, std::string pattern, RestAccess access, RestHandler handler) {
  resources_.add(
      method, std::move(pattern),
      [this, access, handler = std::move(handler)](const http::Request& request) -> util::Task<http::Response> {
        co_return serve(request, access, handler);
      });
}

void RestApi::add_routes(http::Router& router) {
  const auto handler = [this](const http::Request& request) { return handle(request); };
  for (const http::Method method : {http::Method::get, http::Method::post, http::Method::del}) {
    router.add(method, "/2010-04-01.json", handler);
    router.add(method, "/2010-04-01/*", handler);
    router.add(method, "/v1/*", handler);
  }
}

util::Task<http::Response> RestApi::handle(const http::Request& request) {
  const std::uint64_t entry = journal_.add(request, services_.clock.now());
  auto response = co_await answer(request);
  if (response.status >= 400 && faults_.plan().rfc9457) response = as_rfc9457(response);
  journal_.finish(entry, response.status);
  response.headers.emplace_back("Date", http_date(services_.clock.now() + services_.state.clock_offset));
  co_return response;
}

util::Task<http::Response> RestApi::answer(const http::Request& request) {
  auto fault = co_await faults_.before(std::string(request.path));
  if (fault) co_return *std::move(fault);
  if (request.path == "/2010-04-01.json") {
    co_return http::Response::json(R"({"name":"2010-04-01","uri":"/2010-04-01","subresource_uris":{}})");
  }
  if (!authenticate(request.header("Authorization"), services_.account, services_.state)) {
    co_return rest_error(401, 20003, "Authenticate");
  }
  if (resources_.pattern_of(request.path) == "other") co_return rest_not_found();
  http::Request resource = request;
  auto response = co_await resources_.handle(resource);
  if (response.status == 405) co_return rest_error(405, 20004, "Method not allowed");
  co_return response;
}

http::Response RestApi::serve(const http::Request& request, const RestAccess& access,
                              const RestHandler& handler) const {
  const AccountState& state = services_.state;
  const auto caller = authenticate(request.header("Authorization"), services_.account, state);
  const auto sid = sid_in(request);
  if (!caller || !sid || !is_own_account(request, services_.account.sid.text())) {
    return rest_not_found();
  }
  if (auto refusal = refuse(*caller, access)) return *std::move(refusal);
  if (state.status != "active" && !access.main_only) return rest_error(401, 20005, "Account not active");

  auto query = util::parse_form(request.query);
  auto form = util::parse_form(request.method == http::Method::post ? request.body : std::string_view());
  if (!query || !form) return rest_error(400, 20001, "The parameters are malformed");
  RestRequest resource{.path = request.path,
                       .sid = *sid,
                       .base_url = fmt::format("http://{}", request.header("Host")),
                       .query = *std::move(query),
                       .form = *std::move(form)};
  return handler(resource);
}

}  // namespace teleperson::sandbox
