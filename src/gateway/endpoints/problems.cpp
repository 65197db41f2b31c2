#include "gateway/endpoints/problems.h"

#include "errors/find.h"
#include "http/problem.h"

namespace teleperson::gateway {

namespace {

const errors::Entry& entry_of(policy::Reason reason) {
  const auto* entry = errors::find(policy::to_string(reason));
  return entry != nullptr ? *entry : errors::known("internal_error");
}

const errors::Entry& entry_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::unavailable:
      return errors::known("unavailable");
    case Trouble::draining:
      return errors::known("draining");
    case Trouble::call_not_found:
      return errors::known("call_not_found");
    case Trouble::twilio_unavailable:
      return errors::known("twilio_unavailable");
    case Trouble::not_signed_in:
      return errors::known("not_signed_in");
    case Trouble::not_admin:
      return errors::known("not_admin");
    case Trouble::wrong_password:
      return errors::known("wrong_password");
    case Trouble::no_admin_password:
      return errors::known("no_admin_password");
    case Trouble::too_many_sign_ins:
      return errors::known("too_many_sign_ins");
    case Trouble::origin_not_allowed:
      return errors::known("origin_not_allowed");
    case Trouble::settings_changed:
      return errors::known("settings_changed");
    case Trouble::not_super_admin:
      return errors::known("not_super_admin");
    case Trouble::own_account:
      return errors::known("own_account");
    case Trouble::user_not_found:
      return errors::known("user_not_found");
    case Trouble::user_exists:
      return errors::known("user_exists");
    case Trouble::token_not_found:
      return errors::known("token_not_found");
    case Trouble::too_many_streams:
      return errors::known("too_many_streams");
    case Trouble::company_not_found:
      return errors::known("company_not_found");
    case Trouble::company_exists:
      return errors::known("company_exists");
    case Trouble::company_changed:
      return errors::known("company_changed");
    case Trouble::number_exists:
      return errors::known("number_exists");
    case Trouble::import_running:
      return errors::known("import_running");
  }
  return errors::known("internal_error");
}

}  // namespace

http::Response to_problem(const Refusal& refusal) {
  const auto& entry = std::visit([](auto why) -> const auto& { return entry_of(why); }, refusal);
  const auto& [title, detail, retry_after] = entry.problem;
  auto response = http::problem(entry.status, entry.id, title, detail);
  if (!retry_after.empty()) response.headers.emplace_back("Retry-After", retry_after);
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
