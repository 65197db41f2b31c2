#include "gateway/provision/provision.h"

#include <memory>

#include <fmt/ranges.h>

#include "cli/loop.h"
#include "cli/output.h"
#include "cli/secret_file.h"
#include "phone/hash.h"
#include "store/store.h"
#include "util/json_writer.h"

namespace teleperson::cli {
namespace {

namespace provision_room = gateway::provision;
using provision_room::CallerId;
using provision_room::Outcome;
using provision_room::Plan;

/// The caller ID that the dashboard holds, and what Twilio says of it.
struct CallerIdNote {
  std::string_view verdict;  ///< a word for scripts
  std::string sentence;
  bool good = true;
};

std::optional<phone::E164> saved_caller_id(Loop& loop, const gateway::Config& config) {
  phone::Hasher hasher(config.hash_key);
  const auto store = store::open({.url = config.database_url, .hasher = &hasher, .patience = {}});
  const auto saved = loop.run(store->settings());
  return saved ? saved->settings.caller_id : std::nullopt;
}

CallerIdNote note_of(const twilio::RestResult<CallerId>& standing) {
  if (!standing)
    return {"unknown", "Twilio did not tell about the default caller ID: " + standing.error().message, false};
  switch (*standing) {
    case CallerId::owned:
      return {"owned", "The default caller ID is a number of the account."};
    case CallerId::verified:
      return {"verified", "The default caller ID is verified at Twilio."};
    case CallerId::not_voice_capable:
      return {"not_voice_capable", "The default caller ID is a number of the account that cannot make voice calls.",
              false};
    case CallerId::foreign:
      break;
  }
  return {"foreign",
          "The default caller ID is neither a number of the account nor verified there: every call would fail. Buy or "
          "verify one, then run: teleperson-voice settings set --caller-id +1...",
          false};
}

CallerIdNote check_caller_id(Loop& loop, const gateway::Config& config, const twilio::RestClient& rest) {
  std::optional<phone::E164> caller_id;
  try {
    caller_id = saved_caller_id(loop, config);
  } catch (const store::OpenError&) {
    return {"unset", "There is no database yet to hold a default caller ID. Run: teleperson-voice migrate"};
  }
  if (!caller_id) {
    return {"unset", "No default caller ID is set yet. Run: teleperson-voice settings set --caller-id +1..."};
  }
  return note_of(loop.run(provision_room::look_up(rest, *caller_id)));
}

/// What keeps the command from starting; empty: nothing.
std::string find_missing(const gateway::Config& config) {
  std::vector<std::string_view> missing;
  if (!config.twilio.account_sid) missing.emplace_back("TWILIO_ACCOUNT_SID");
  if (config.twilio.auth_tokens.empty()) missing.emplace_back("TWILIO_AUTH_TOKEN");
  if (config.public_url.empty()) missing.emplace_back("PUBLIC_URL");
  return fmt::format("{}", fmt::join(missing, ", "));
}

int fail(const twilio::RestError& error) {
  const bool wrong = error.kind == twilio::RestError::Kind::not_authenticated;
  say("{}.{} It is safe to run this again.", error.message,
      wrong ? " TWILIO_AUTH_TOKEN must be the Auth Token of TWILIO_ACCOUNT_SID: see https://console.twilio.com" : "");
  return wrong ? exit_usage : exit_failure;
}

void say_plan(const Plan& plan, bool dry_run) {
  if (plan.key.keep) {
    say("API key: kept, as {}.", plan.key.because);
  } else {
    say("API key: {}, as {}.", dry_run ? "one would be made" : "made one", plan.key.because);
  }
  if (!plan.key.unused.empty()) {
    say("{} other API keys of this installation's name are at Twilio. Delete those that are not used: "
        "https://console.twilio.com/us1/account/keys-credentials/api-keys",
        plan.key.unused.size());
  }
  if (!plan.app.sid) {
    say("TwiML App: {}.", dry_run ? "one would be made" : "made one");
  } else if (plan.app.changes.empty()) {
    say("TwiML App: right already.");
  } else {
    say("TwiML App: {} {}.", dry_run ? "would change" : "changed", fmt::join(plan.app.changes, ", "));
  }
}

using Settings = std::vector<std::pair<std::string, std::string>>;

Settings to_settings(const gateway::Config& config, const Outcome& outcome, const ProvisionOptions& options) {
  Settings settings{{"TWILIO_ACCOUNT_SID", config.twilio.account_sid->text()},
                    {"TWILIO_API_KEY_SID", outcome.api_key.text()}};
  if (outcome.new_secret && options.secret_file) {
    settings.emplace_back("TWILIO_API_KEY_SECRET_FILE", *options.secret_file);
  } else if (outcome.new_secret) {
    settings.emplace_back("TWILIO_API_KEY_SECRET", outcome.new_secret->reveal());
  }
  settings.emplace_back("TWILIO_TWIML_APP_SID", outcome.app.text());
  return settings;
}

void print_json(const Plan& plan, const Settings& settings, const CallerIdNote& caller_id, bool dry_run) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    json.field("dry_run", dry_run);
    json.field("api_key", plan.key.keep ? "kept" : "made");
    json.field("unused_api_keys", plan.key.unused.size());
    json.field("twiml_app", !plan.app.sid ? "made" : plan.app.changes.empty() ? "unchanged" : "changed");
    json.array("twiml_app_changes", [&] {
      for (const auto& change : plan.app.changes)
        json.value(change);
    });
    json.field("caller_id", caller_id.verdict);
    json.object("environment", [&] {
      for (const auto& [name, value] : settings)
        json.field(name, value);
    });
  });
  print_line("{}", text);
}

}  // namespace

int provision(const Context& context, const ProvisionOptions& options) {
  const auto& config = context.config;
  if (const auto missing = find_missing(config); !missing.empty()) {
    say("Set {} first. Account SID and Auth Token are on the first page of https://console.twilio.com.", missing);
    return exit_usage;
  }
  Loop loop;
  http::Client http;
  const twilio::RestClient rest(
      http, twilio::RestUrls{config.twilio.api_url, config.twilio.voice_url, config.twilio.iam_url},
      *config.twilio.account_sid,
      twilio::RestCredentials::of_account(*config.twilio.account_sid, config.twilio.auth_tokens.front()));

  const provision_room::Wishes wishes{.public_url = config.public_url,
                                      .api_key = config.twilio.api_key_sid,
                                      .has_key_secret = !config.twilio.api_key_secret.empty(),
                                      .app = config.twilio.twiml_app_sid};
  const auto plan = loop.run(provision_room::make_plan(rest, wishes));
  if (!plan) return fail(plan.error());
  const auto caller_id = check_caller_id(loop, config, rest);
  if (options.dry_run) {
    say_plan(*plan, true);
    say("{}", caller_id.sentence);
    say("Nothing was changed.");
    if (context.json) print_json(*plan, {}, caller_id, true);
    return caller_id.good ? exit_ok : exit_failure;
  }

  std::optional<SecretFile> secret_file;
  if (options.secret_file && !plan->key.keep) {
    auto created = SecretFile::create(*options.secret_file);
    if (!created) {
      say("{} Nothing was changed.", created.error());
      return exit_conflict;
    }
    secret_file.emplace(std::move(*created));
  }
  const auto outcome =
      loop.run(provision_room::carry_out(rest, *plan, provision_room::friendly_name(config.public_url)));
  if (!outcome) return fail(outcome.error());
  if (secret_file && !secret_file->write(*outcome->new_secret)) {
    say("The new key's secret could not be written to {}. Delete the key {} and try again.", *options.secret_file,
        outcome->api_key.text());
    return exit_failure;
  }

  say_plan(*plan, false);
  say("{}", caller_id.sentence);
  const auto settings = to_settings(config, *outcome, options);
  if (context.json) {
    print_json(*plan, settings, caller_id, false);
  } else {
    say("Put these into the environment of `teleperson-voice serve`{}:",
        outcome->new_secret ? "; the secret is not shown again" : "");
    for (const auto& [name, value] : settings)
      print_line("{}={}", name, value);
  }
  return caller_id.good ? exit_ok : exit_failure;
}

}  // namespace teleperson::cli
