#include "gateway/provision/key_standing.h"

namespace teleperson::gateway::provision {
namespace {

using Kind = twilio::RestError::Kind;

/// Nobody's: asked about where any question would do.
const auto some_number = phone::E164::parse("+12125550100").value();

template <class T>
bool is(const twilio::RestResult<T>& result, Kind kind) {
  return !result && result.error().kind == kind;
}

}  // namespace

util::Task<twilio::RestResult<KeyStanding>> prove_key(const twilio::RestClient& as_key) {
  const auto numbers = co_await as_key.incoming_numbers(some_number);
  if (is(numbers, Kind::not_allowed)) co_return KeyStanding::restricted;
  if (is(numbers, Kind::not_authenticated)) co_return KeyStanding::wrong_secret;
  if (!numbers) co_return std::unexpected(numbers.error());
  // A Restricted key may have the permission for numbers. The account's own document tells: a Standard key is answered
  // there as if its secret were wrong, a Restricted one that a permission is missing.
  const auto account = co_await as_key.account();
  if (is(account, Kind::not_allowed)) co_return KeyStanding::restricted;
  if (!account && !is(account, Kind::not_authenticated)) co_return std::unexpected(account.error());
  co_return KeyStanding::proved;
}

}  // namespace teleperson::gateway::provision
