#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "gateway/checks/checks.h"
#include "gateway/checks/codes.h"
#include "gateway/checks/untold.h"

namespace teleperson::gateway::checks {
namespace {

bool refused(const Untold& untold) {
  return untold.kind == Untold::Kind::not_authenticated;
}
template <class T>
bool is_right(const std::optional<Told<T>>& told) {
  return told && told->has_value();
}

const std::string copy_auth_token =
    "Copy the Auth Token from the first page of https://console.twilio.com into TWILIO_AUTH_TOKEN.";
const std::string make_a_key =
    "Run: teleperson-voice provision --secret-file PATH, and put what it prints into the environment.";

void judge_account(Report& report, const AccountFacts& account) {
  if (account.status != "active") {
    report.failed(fmt::format("The Twilio account is {}.", account.status), "Twilio takes no calls for it.",
                  "See https://console.twilio.com for the reason, which is mostly the balance.");
  } else if (account.trial) {
    report.warning(
        "The Twilio account is a trial.",
        with_codes("It calls only numbers that are verified at Twilio, ends calls after 10 minutes, and plays "
                   "a message first.",
                   errors::known("21219"), errors::known("13805")),
        std::string(errors::known("13805").remedy));
  }
}

/// All refused: which other secret stands in its place?
void judge_refused_auth_token(Report& report, const CredentialFacts& facts) {
  const std::string why = "Webhooks are signed with the Auth Token: with a wrong one every call is refused.";
  if (is_right(facts.by_key_secret)) {
    report.failed("TWILIO_AUTH_TOKEN and TWILIO_API_KEY_SECRET are swapped: the key's secret is the Auth Token.", why,
                  "Exchange the two values.");
  } else {
    report.failed("TWILIO_AUTH_TOKEN is not the Auth Token of TWILIO_ACCOUNT_SID.", why,
                  copy_auth_token + " Of another region: set TWILIO_API_URL to it.");
  }
}

void judge_auth_tokens(Report& report, const CredentialFacts& facts) {
  const auto& told = facts.by_auth_token;
  if (told.empty()) return report.skipped("No Auth Token is set, so Twilio was not asked about the account.");
  const auto right = std::ranges::find_if(told, [](const auto& one) { return one.has_value(); });
  if (right != told.end()) {
    judge_account(report, **right);
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (told[i] || !refused(told[i].error())) continue;
      report.warning(fmt::format("Auth Token {} of {} in TWILIO_AUTH_TOKEN is not accepted.", i + 1, told.size()),
                     "A token that is no longer the account's can still sign webhooks here, for whoever knows it.",
                     "Remove it from the list, unless it is the next one of a rotation that has not begun.");
    }
    if (report.empty()) report.ok("The Auth Token is the account's.");
    return;
  }
  const auto other = std::ranges::find_if(told, [](const auto& one) { return !refused(one.error()); });
  if (other != told.end()) return report_untold(report, "the account", other->error());
  judge_refused_auth_token(report, facts);
}

void judge_refused_key(Report& report, const CredentialFacts& facts) {
  const auto why =
      with_codes("Access tokens are signed with the key's secret: with a wrong one no browser can connect.",
                 errors::known("20107"), errors::known("31202"), errors::known("31204"));
  if (facts.secret_is_an_auth_token) {
    report.failed("TWILIO_API_KEY_SECRET is the Auth Token.", why, make_a_key);
  } else if (is_right(facts.by_key_secret)) {
    return;  // said already: they are swapped
  } else if (facts.key_is_listed == false) {
    report.failed(
        "TWILIO_API_KEY_SID is not a key of this account. It may have been deleted, or belong to another "
        "account or region.",
        why, make_a_key);
  } else if (facts.secret_looks_like_auth_token) {
    report.failed("TWILIO_API_KEY_SECRET is not the secret of TWILIO_API_KEY_SID; it looks like an Auth Token.", why,
                  make_a_key);
  } else {
    report.failed(
        "TWILIO_API_KEY_SECRET is not the secret of TWILIO_API_KEY_SID.", why,
        "Use the secret that was shown when this key was made. If it is lost, it cannot be shown again: " + make_a_key);
  }
}

void judge_key(Report& report, const CredentialFacts& facts) {
  const auto& told = facts.by_key;
  if (!told) return report.skipped("No API key with its secret is set, so Twilio was not asked about it.");
  if (facts.key_is_restricted == true || (!*told && told->error().kind == Untold::Kind::not_allowed)) {
    const auto& cannot_sign = errors::known("20160");
    report.failed("TWILIO_API_KEY_SID is a Restricted key.", cause_of(cannot_sign), std::string(cannot_sign.remedy));
  } else if (*told) {
    report.ok("The API key and its secret belong together, and the key may sign access tokens.");
  } else if (told->error().kind == Untold::Kind::account_inactive) {
    // With an Auth Token that is right it is said already.
    const auto& inactive = errors::known("20005");
    if (std::ranges::any_of(facts.by_auth_token, [](const auto& one) { return one.has_value(); })) return;
    report.failed("The Twilio account is not active.", cause_of(inactive), std::string(inactive.remedy));
  } else if (refused(told->error())) {
    judge_refused_key(report, facts);
  } else {
    report_untold(report, "the API key", told->error());
  }
}

}  // namespace

Findings check_credentials(const Facts& facts) {
  if (!facts.twilio.unreachable.empty() || facts.twilio.unusable_status != 0) {
    Report report("credentials");
    report.skipped("Twilio was not asked about them, as it did not answer usefully.");
    return std::move(report).take();
  }
  Report of_account("credentials");
  judge_auth_tokens(of_account, facts.twilio.credentials);
  Report of_key("credentials");
  judge_key(of_key, facts.twilio.credentials);
  auto findings = std::move(of_account).take();
  std::ranges::move(std::move(of_key).take(), std::back_inserter(findings));
  return findings;
}

}  // namespace teleperson::gateway::checks
