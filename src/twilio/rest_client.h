#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calls/ids.h"
#include "http/client.h"
#include "phone/e164.h"
#include "twilio/rest/credentials.h"
#include "twilio/rest/error.h"
#include "twilio/rest/records.h"
#include "twilio/rest/retry.h"
#include "twilio/rest/transport.h"
#include "twilio/sid.h"
#include "util/task.h"

namespace teleperson::twilio {

/// Twilio's REST API for one account. TLS is verified; a request takes 15 seconds at most and is tried again where that
/// is safe (see Transport). Lists come whole. Use it on one thread at a time.
class RestClient {
 public:
  /// The http client must outlive this.
  RestClient(http::Client& http, RestUrls urls, AccountSid account, RestCredentials credentials,
             std::shared_ptr<RetryPace> pace = RetryPace::system(), RetryRules rules = {});

  /// Only for the account with its Auth Token, or a Main key: a Standard key is answered `not_authenticated`.
  util::Task<RestResult<AccountRecord>> account() const;
  util::Task<RestResult<std::vector<KeyRecord>>> list_keys() const;
  /// A Standard key, which may sign access tokens. `friendly_name`: at most 64 characters.
  util::Task<RestResult<NewKey>> create_key(std::string friendly_name) const;

  /// Friendly names are not unique.
  util::Task<RestResult<std::vector<ApplicationRecord>>> find_applications(std::string friendly_name) const;
  util::Task<RestResult<ApplicationRecord>> application(ApplicationSid) const;
  util::Task<RestResult<ApplicationRecord>> create_application(ApplicationFields) const;
  util::Task<RestResult<ApplicationRecord>> update_application(ApplicationSid, ApplicationFields) const;

  /// All, or only that number.
  util::Task<RestResult<std::vector<IncomingNumber>>> incoming_numbers(
      std::optional<phone::E164> only = std::nullopt) const;
  util::Task<RestResult<std::vector<OutgoingCallerId>>> outgoing_caller_ids(
      std::optional<phone::E164> only = std::nullopt) const;

  util::Task<RestResult<CallRecord>> call(calls::CallSid) const;
  /// Empty when Twilio knows none, also when it does not know the parent.
  util::Task<RestResult<std::vector<CallRecord>>> child_calls(calls::CallSid parent) const;
  /// Calls that started at that moment or after it, page by page: first with an empty `page`, then with the `next` of
  /// the page before.
  util::Task<RestResult<CallPage>> calls_since(util::Timestamp, std::string page = {}) const;
  /// Ends a leg, and what it is bridged to. Also succeeds when the leg is over already.
  util::Task<RestResult<void>> end_call(calls::CallSid) const;

  /// `iso`: two upper-case letters.
  util::Task<RestResult<DialingPermission>> dialing_permissions(std::string iso) const;
  util::Task<RestResult<std::vector<DialingPermission>>> dialing_permissions() const;

 private:
  std::string resource(std::string_view path) const;
  template <class Record>
  util::Task<RestResult<Record>> get(std::string url) const;
  template <class Record>
  util::Task<RestResult<Record>> post(std::string url, util::FormFields) const;
  template <class Record>
  util::Task<RestResult<std::vector<Record>>> list(std::string url, std::string items, std::string base_url) const;

  RestUrls urls_;
  AccountSid account_;
  Transport transport_;
};

}  // namespace teleperson::twilio
