#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "http/message.h"
#include "http/request_parser.h"

namespace teleperson::http {

/// Takes one request after the other out of the bytes of a connection. Does no input or output itself:
///
///     while (reader.advance() == RequestReader::State::need_more) {
///       reader.received(/* bytes put into */ reader.space());
///     }
///     ... reader.request() or reader.refusal() ...
///     reader.next();
class RequestReader {
 public:
  enum class State {
    need_more,
    large_body,  ///< the head is there, and announces more than `max_body_bytes`: `accept_large_body`, or give up
    complete,
    refused
  };

  /// `max_body_bytes` counts what remains when chunks are put together. A body of up to `max_large_body_bytes` is taken
  /// only when its length comes with the head, and it is accepted.
  RequestReader(std::size_t max_header_bytes, std::size_t max_body_bytes, std::size_t max_large_body_bytes = 0);
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// Where the next bytes go; never empty while more are needed.
  std::span<char> space();
  /// That many bytes were put at the start of `space()`.
  void received(std::size_t bytes) { end_ += bytes; }
  State advance();

  /// True once a byte of the current request has come.
  bool started() const { return end_ > 0; }
  /// True, once per request, when the client waits for `100 Continue`.
  bool take_expected_continue();

  /// From `large_body` on: read the body, too.
  void accept_large_body() { large_body_ = LargeBody::accepted; }
  bool takes_large_body() const { return large_body_ == LargeBody::accepted; }

  /// When complete, or its head when that announces a large body. Valid until `next`.
  Request& request() { return request_; }
  /// When complete: the client wants to send another request on this connection.
  bool keep_alive() const { return parser_->keep_alive(); }
  /// When complete: the client speaks HTTP/1.0.
  bool is_http_1_0() const { return parser_->version() == 10; }
  /// When complete: bytes of a following request are here already.
  bool has_more() const { return position_ < end_; }
  /// When refused.
  const Refusal& refusal() const { return *refusal_; }

  /// Goes on to the following request.
  void next();

 private:
  enum class LargeBody { no, announced, accepted };

  State refuse(const Refusal&);
  /// Looks for the empty line that ends the head.
  State find_head();
  State parse_head();
  State parse_body();
  void make_room_behind_head();

  // The bytes: [head | parsed, free to be overwritten | position_: not parsed yet | end_: free]. They do not move
  // between the parsing of the head and `next`, as the request's views point to them.
  std::vector<char> buffer_;
  std::size_t end_ = 0;
  std::size_t position_ = 0;
  std::size_t searched_ = 0;  ///< no line ends before here but the ones that were looked at
  std::size_t line_start_ = 0;
  std::size_t head_size_ = 0;  ///< 0 until the end of the head has been found

  std::size_t max_header_bytes_;
  std::size_t max_body_bytes_;
  std::size_t max_large_body_bytes_;
  LargeBody large_body_ = LargeBody::no;
  std::optional<RequestParser> parser_;
  std::optional<Refusal> refusal_;
  Request request_;
  std::string body_;
  bool continue_sent_ = false;
};

}  // namespace teleperson::http
