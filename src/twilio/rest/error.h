#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>

#include "http/client.h"

namespace teleperson::twilio {

/// Why Twilio's REST API did not do what it was asked. https://www.twilio.com/docs/api/errors
struct RestError {
  enum class Kind {
    not_authenticated,  ///< 401: no such account or key, or the wrong secret. Also a Standard key at /Accounts and
                        ///< /Keys
    not_allowed,        ///< a key that lacks a permission or cannot sign: told by Twilio's code, not by the status
    account_inactive,   ///< suspended or closed: the credentials may be right
    not_found,          ///< Twilio does not know it, or the account does not own it
    invalid,            ///< the request is at fault
    rate_limited,       ///< 429, also after the retries
    unavailable,        ///< no answer, or a 5xx, also after the retries
    unexpected,         ///< an answer that is not understood, such as a proxy's 403
  };
  enum class Credential { unknown, auth_token, api_key };
  Kind kind = Kind::unavailable;
  int http_status = 0;      ///< 0: there was no answer
  std::optional<int> code;  ///< Twilio's, such as 20003
  std::string message;      ///< for operators: no credentials, no telephone numbers, nothing that Twilio wrote
  std::optional<std::chrono::seconds> retry_after{};  ///< Twilio's wish, where it was too long to wait for
  Credential asked_with = Credential::unknown;
};

template <class T>
using RestResult = std::expected<T, RestError>;

/// For an answer that is no success. Reads the code of both error formats: `{code, message, more_info, status}` and
/// RFC 9457.
RestError to_rest_error(const http::ClientResponse&);
/// For a request without an answer.
RestError to_rest_error(const http::ClientError&);
/// Cause and remedy, in sentences for the operator, about the credential that was asked with; empty where neither is
/// known.
std::string advice_on(const RestError&);
/// For an answer that makes no sense. `what` goes on after "Twilio's answer ".
RestError unexpected_answer(int http_status, std::string_view what);

}  // namespace teleperson::twilio
