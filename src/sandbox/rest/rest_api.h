#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "http/router.h"
#include "sandbox/call/services.h"
#include "sandbox/rest/rest_faults.h"
#include "sandbox/rest/rest_journal.h"
#include "sandbox/rest/rest_request.h"

namespace teleperson::sandbox {

/// Twilio's REST API of the account: `api`, `voice` and `iam` on one address. Faults come first, then authentication,
/// then who may, then the resource. One thread: the event loop's.
class RestApi final : public RestRoutes {
 public:
  /// The services must outlive this, and this the router.
  RestApi(const boost::asio::any_io_executor&, Services&);

  void add_routes(http::Router&);

  RestFaults& faults() { return faults_; }
  const RestJournal& journal() const { return journal_; }

 private:
  void add(http::Method, std::string pattern, RestAccess, RestHandler) override;

  util::Task<http::Response> handle(const http::Request&);
  util::Task<http::Response> answer(const http::Request&);
  /// By the resource that the path names, once it is known that Twilio answers at all.
  http::Response serve(const http::Request&, const RestAccess&, const RestHandler&) const;

  Services& services_;
  RestFaults faults_;
  RestJournal journal_;
  http::Router resources_;
};

}  // namespace teleperson::sandbox
