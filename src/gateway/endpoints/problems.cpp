#include "gateway/endpoints/problems.h"

#include <cstdint>
#include <string>

#include "http/problem.h"

namespace teleperson::gateway {

namespace {

struct Problem {
  std::uint16_t status;
  std::string_view reason;
  std::string_view title;
  std::string_view detail;
  std::string_view retry_after = {};  ///< seconds
};

Problem describe(policy::Reason reason) {
  using enum policy::Reason;
  const auto name = policy::to_string(reason);
  switch (reason) {
    case unauthorized:
      return {401, name, "Not signed in", "Send a valid extension token in the X-TLE-Token header."};
    case user_disabled:
      return {403, name, "The account is disabled", "Ask an administrator to enable the account."};
    case plan_without_voip:
      return {403, name, "The plan does not include calling", "Upgrade to a plan with calling."};
    case voice_not_configured:
      return {503, name, "Calling is not set up", "Ask an administrator to complete the voice settings."};
    case number_not_found:
      return {404, name, "There is no such number", "Load the list of companies again."};
    case number_not_verified:
      return {403, name, "The number is not verified", "Only verified numbers can be called."};
    case verification_lapsed:
      return {403, name, "The number's verification has lapsed", "It can be called once it is verified again."};
    case region_not_allowed:
      return {403, name, "Calls to this region are not allowed", "Ask an administrator to allow the number's region."};
    case number_type_not_allowed:
      return {403, name, "Numbers of this kind are not called", "Use an ordinary telephone for this number."};
    case ticket_unknown:
    case ticket_expired:
    case ticket_used:
      return {403, name, "The ticket is not valid", "Ask for a new ticket."};
    case rate_limited:
      return {429, name, "Too many calls in a minute", "Wait a minute.", "60"};
    case already_in_call:
      return {429, name, "There is a call already", "End the other call first; it may take some seconds to close."};
    case daily_limit_reached:
      return {429, name, "The day's calls are used up", "Try again later: the limit is on any 24 hours.", "3600"};
  }
  return {500, "internal_error", "Internal error", ""};
}

Problem describe(Trouble trouble) {
  switch (trouble) {
    case Trouble::unavailable:
      return {503, "unavailable", "Not available just now", "Try again in a moment."};
    case Trouble::draining:
      return {503, "draining", "This server is shutting down", "Try again in a moment."};
    case Trouble::call_not_found:
      return {404, "call_not_found", "There is no such call", "Use the call_id of one of your own calls."};
    case Trouble::twilio_unavailable:
      return {502, "twilio_unavailable", "Twilio did not end the call", "Try again, or hang up in the dialer."};
    case Trouble::not_signed_in:
      return {401, "not_signed_in", "Not signed in to the dashboard",
              "Sign in: POST /v1/admin/session, or send X-TLE-Token and X-Admin-Password."};
    case Trouble::not_admin:
      return {403, "not_admin", "Not an administrator", "Ask a super_admin for the role of an admin."};
    case Trouble::wrong_password:
      return {401, "wrong_password", "The admin password is wrong", "Type the tenant's admin password."};
    case Trouble::no_admin_password:
      return {503, "no_admin_password", "No admin password is set",
              "Set one on the server: teleperson-voice admin set-password."};
    case Trouble::too_many_sign_ins:
      return {429, "too_many_sign_ins", "Too many attempts to sign in", "Wait a quarter of an hour.", "900"};
    case Trouble::origin_not_allowed:
      return {403, "origin_not_allowed", "Changes are taken from the dashboard's own pages only",
              "Open the dashboard under the server's PUBLIC_URL."};
    case Trouble::settings_changed:
      return {412, "settings_changed", "Somebody else changed the settings",
              "Load them again, and make your changes to what is there now."};
    case Trouble::not_super_admin:
      return {403, "not_super_admin", "Only a super admin may change an admin, or make one", "Ask a super admin."};
    case Trouble::own_account:
      return {409, "own_account", "This is your own account",
              "Ask another admin, so that nobody locks themselves out."};
    case Trouble::user_not_found:
      return {404, "user_not_found", "There is no such user", "Load the list of users again."};
    case Trouble::user_exists:
      return {409, "user_exists", "There is a user with this id", "Change that user instead."};
    case Trouble::token_not_found:
      return {404, "token_not_found", "There is no such token", "It may have been revoked. Load the user again."};
    case Trouble::too_many_streams:
      return {503, "too_many_streams", "Too many follow live events already", "Close other dashboards, or wait.", "30"};
    case Trouble::company_not_found:
      return {404, "company_not_found", "There is no such company", "It may have been deleted. Load the list again."};
    case Trouble::company_exists:
      return {409, "company_exists", "Another company has this domain", "Change that company instead."};
    case Trouble::company_changed:
      return {412, "company_changed", "Somebody else changed the company",
              "Load it again, and make your changes to what is there now."};
    case Trouble::number_exists:
      return {409, "number_exists", "The company has this number already", "Change that number's label instead."};
    case Trouble::import_running:
      return {409, "import_running", "Another import is running", "Try again when it is done."};
  }
  return {500, "internal_error", "Internal error", ""};
}

}  // namespace

http::Response to_problem(const Refusal& refusal) {
  const auto problem = std::visit([](auto why) { return describe(why); }, refusal);
  auto response = http::problem(problem.status, problem.reason, problem.title, problem.detail);
  if (!problem.retry_after.empty()) response.headers.emplace_back("Retry-After", problem.retry_after);
  return response;
}

http::Response database_failed(const Services& services, std::string_view operation) {
  services.metrics.store_error(operation);
  return to_problem(Trouble::unavailable);
}

http::Response bad_request(std::string_view detail) {
  return http::problem(400, "bad_request", "The request is malformed", detail);
}

}  // namespace teleperson::gateway
