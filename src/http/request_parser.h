#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>

#include "http/message.h"

namespace teleperson::http {

/// Why a request is refused. The connection is closed after the answer, as nobody knows where the next request starts.
struct Refusal {
  std::uint16_t status;
  std::string_view reason;
  std::string_view title;
  std::string_view detail;
};

Refusal bad_request(std::string_view detail);

/// Beast's parser with the policy that Beast leaves to us, each rule against request smuggling or ambiguity: exactly
/// one Host (HTTP/1.1), one Content-Length of digits only, Transfer-Encoding absent or exactly `chunked`, a target
/// that starts with `/`. Fills in a Request whose views point into the bytes given to `put`, but for the body, which
/// is gathered in a string.
class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  RequestParser(Request& request, std::string& body) : request_(request), body_(body) {}

  /// The rule that made `put` fail, if it was one of ours.
  const std::optional<Refusal>& refusal() const { return refusal_; }
  /// 10 or 11.
  int version() const { return version_; }
  /// The client waits for `100 Continue` before it sends the body (RFC 9110, section 10.1.1).
  bool expects_continue() const { return expects_continue_; }

 private:
  using Error = boost::system::error_code;
  using Text = boost::beast::string_view;
  using Length = boost::optional<std::uint64_t>;

  void on_request_impl(boost::beast::http::verb, Text method, Text target, int version, Error&) override;
  void on_response_impl(int, Text, int, Error&) override {}
  void on_field_impl(boost::beast::http::field, Text name, Text value, Error&) override;
  void on_header_impl(Error&) override;
  void on_body_init_impl(const Length&, Error&) override {}
  std::size_t on_body_impl(Text, Error&) override;
  void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text, Error&) override;
  void on_finish_impl(Error&) override {}

  void refuse(std::string_view detail, Error&);

  Request& request_;
  std::string& body_;
  std::optional<Refusal> refusal_;
  int version_ = 0;
  int hosts_ = 0;
  int content_lengths_ = 0;
  bool expects_continue_ = false;
  bool in_trailer_ = false;
};

}  // namespace teleperson::http
