#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "sandbox/rest/rest_auth.h"
#include "util/encoding.h"

namespace teleperson::sandbox {

/// A request to a resource by somebody who may.
struct RestRequest {
  std::string_view path;     ///< without the query
  std::string_view sid;      ///< what the path names last, without `.json`; empty for lists
  std::string base_url;      ///< such as `http://127.0.0.1:9080`, as the client called it
  util::FormFields query{};  ///< decoded
  util::FormFields form{};   ///< of a POST, decoded
};

using RestHandler = std::function<http::Response(const RestRequest&)>;

/// Where resources put their handlers.
class RestRoutes {
 public:
  virtual void add(http::Method, std::string pattern, RestAccess, RestHandler) = 0;

 protected:
  ~RestRoutes() = default;
};

/// The start of the 2010 API's paths of an account's resources.
inline constexpr std::string_view account_path = "/2010-04-01/Accounts/{account}";

}  // namespace teleperson::sandbox
