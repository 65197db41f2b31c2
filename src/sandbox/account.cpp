#include "sandbox/account.h"

#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace teleperson::sandbox {
namespace {

/// Collects what is wrong, so that the operator sees all of it at once.
class Reader {
 public:
  explicit Reader(const Environment& environment) : environment_(environment) {}

  const std::string& problems() const { return problems_; }

  template <class Sid>
  std::optional<Sid> sid(const std::string& name, std::string_view prefix) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    auto sid = Sid::parse(*value);
    if (!sid) complain("{} must be {} and 32 lower-case hex digits.", name, prefix);
    return sid;
  }

  std::optional<util::Secret> secret(const std::string& name) {
    auto value = text(name);
    if (!value) return std::nullopt;
    return util::Secret(*std::move(value));
  }

 private:
  std::optional<std::string> text(const std::string& name) {
    const std::string file_name = name + "_FILE";
    auto value = environment_(name);
    const auto path = environment_(file_name);
    if (value && path) {
      complain("Set {} or {}, not both.", name, file_name);
      return std::nullopt;
    }
    if (path) {
      std::ifstream file(*path);
      if (!file) {
        complain("The file that {} names cannot be read.", file_name);
        return std::nullopt;
      }
      value.emplace(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
      while (value->ends_with('\n') || value->ends_with('\r'))
        value->pop_back();
    }
    if (!value || value->empty()) {
      complain("{} is not set. Set it, or {} to a file that holds it.", name, file_name);
      return std::nullopt;
    }
    return value;
  }

  template <class... Args>
  void complain(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(problems_), format, std::forward<Args>(args)...);
    problems_ += '\n';
  }

  const Environment& environment_;
  std::string problems_;
};

}  // namespace

std::expected<Account, std::string> read_account(const Environment& environment, AccountContents contents) {
  Reader reader(environment);
  auto account_sid = reader.sid<twilio::AccountSid>("TWILIO_ACCOUNT_SID", twilio::AccountKind::prefix);
  auto auth_token = reader.secret("TWILIO_AUTH_TOKEN");
  if (contents == AccountContents::nothing) {
    if (!account_sid || !auth_token) return std::unexpected(reader.problems());
    return Account{*std::move(account_sid), *std::move(auth_token), std::nullopt, std::nullopt};
  }
  auto api_key_sid = reader.sid<twilio::ApiKeySid>("TWILIO_API_KEY_SID", twilio::ApiKeyKind::prefix);
  auto api_key_secret = reader.secret("TWILIO_API_KEY_SECRET");
  auto application_sid = reader.sid<twilio::ApplicationSid>("TWILIO_TWIML_APP_SID", twilio::ApplicationKind::prefix);
  if (!account_sid || !auth_token || !api_key_sid || !api_key_secret || !application_sid) {
    return std::unexpected(reader.problems());
  }
  return Account{*std::move(account_sid), *std::move(auth_token),
                 ApiKeyCredentials{*std::move(api_key_sid), *std::move(api_key_secret)}, *std::move(application_sid)};
}

}  // namespace teleperson::sandbox
