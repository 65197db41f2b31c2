#include "gateway/checks/examine.h"

#include <utility>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include "store/database_url.h"

namespace teleperson::gateway::checks {
namespace {

Facts known_facts(const Surroundings& around) {
  Facts facts{.now = around.clock.now(),
              .public_url = around.config.public_url,
              .sandbox = around.setup.sandbox_host().has_value(),
              .allowed_origins = around.config.allowed_origins};
  for (const auto key : around.setup.missing())
    facts.missing_keys.emplace_back(key);
  if (const auto& account = around.config.twilio.account_sid) facts.account_sid = account->text();
  return facts;
}

util::Task<> ask_database(const Surroundings& around, Facts& facts) {
  const auto& url = around.config.database_url;
  auto look = [&] {
    facts.migrations = look_at_schema(url);
    facts.disk = look_at_disk(url);
  };
  co_await around.workers.run(std::move(look));
  facts.database.emplace(DatabaseFacts{.embedded = store::is_embedded(url), .open_error = around.open_error});
  if (!around.store) co_return;
  const auto ping = co_await around.store->ping();
  facts.database->answers = ping.has_value();
  const auto saved = co_await around.store->settings();
  if (saved) facts.settings = saved->settings;
}

}  // namespace

util::Task<Findings> examine(const Surroundings& around) {
  using namespace boost::asio::experimental::awaitable_operators;
  auto facts = known_facts(around);
  co_await ask_database(around, facts);
  const auto caller_id = facts.settings ? facts.settings->caller_id : std::nullopt;
  auto from_twilio = ask_twilio(around, caller_id);
  auto from_public_url = ask_public_url(around);
  auto both = co_await (std::move(from_twilio) && std::move(from_public_url));
  facts.twilio = std::move(std::get<0>(both));
  facts.webhook = std::move(std::get<1>(both).webhook);
  facts.preflights = std::move(std::get<1>(both).preflights);
  co_return judge(facts);
}

}  // namespace teleperson::gateway::checks
