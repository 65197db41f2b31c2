#include "http/request_reader.h"

#include <algorithm>
#include <cstring>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

namespace teleperson::http {

namespace {

// Fits an ordinary request, and keeps an idle connection small.
constexpr std::size_t initial_buffer = 4096;
// Behind the head: how much of the body is read at a time, and the longest chunk header or trailer.
constexpr std::size_t least_body_room = 2048;
// `0 CR LF CR LF`: no chunked body ends with less, and Beast 1.81 aborts in debug builds when it is given less of that.
constexpr std::size_t least_chunked_rest = 5;
constexpr std::size_t kept_body_capacity = 16 * 1024;

constexpr Refusal headers_too_large{431, "headers_too_large", "The request's head is too large",
                                    "Send fewer or shorter headers, or a shorter URL."};
constexpr Refusal payload_too_large{413, "payload_too_large", "The request's body is too large",
                                    "Send a shorter body."};

}  // namespace

RequestReader::RequestReader(std::size_t max_header_bytes, std::size_t max_body_bytes, std::size_t max_large_body_bytes)
    : buffer_(initial_buffer),
      max_header_bytes_(max_header_bytes),
      max_body_bytes_(max_body_bytes),
      max_large_body_bytes_(std::max(max_body_bytes, max_large_body_bytes)) {}

std::span<char> RequestReader::space() {
  if (head_size_ == 0) {
    if (end_ == buffer_.size()) buffer_.resize(2 * end_);
  } else {
    make_room_behind_head();
  }
  return std::span(buffer_).subspan(end_);
}

void RequestReader::make_room_behind_head() {
  if (position_ == head_size_) return;
  std::memmove(buffer_.data() + head_size_, buffer_.data() + position_, end_ - position_);
  end_ -= position_ - head_size_;
  position_ = head_size_;
}

RequestReader::State RequestReader::advance() {
  if (refusal_) return State::refused;
  if (head_size_ == 0) {
    if (auto state = find_head(); state != State::complete) return state;
    if (auto state = parse_head(); state != State::complete) return state;
  }
  if (large_body_ == LargeBody::announced) return State::large_body;
  return parse_body();
}

// Beast takes any prefix of a head, but then remembers views into it and does not count what it took. Giving it the
// whole head at once makes the size limit exact and the answer independent of how the bytes were cut. On the way,
// what can be seen line by line is refused at once: other protocols, bare line feeds, folded headers.
RequestReader::State RequestReader::find_head() {
  if (end_ > 0 && (buffer_[0] < 'A' || buffer_[0] > 'Z')) {
    return refuse(bad_request("Send HTTP/1.1; over TLS only if the address is that of a TLS proxy."));
  }
  const char* bytes = buffer_.data();
  while (const void* found = std::memchr(bytes + searched_, '\n', end_ - searched_)) {
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - bytes);
    if (at == 0 || bytes[at - 1] != '\r') return refuse(bad_request("End every line with CR LF."));
    if (bytes[line_start_] == ' ' || bytes[line_start_] == '\t') {
      return refuse(bad_request("Send every header on one line."));
    }
    searched_ = at + 1;
    if (searched_ > max_header_bytes_) return refuse(headers_too_large);
    if (at - 1 == line_start_) {
      head_size_ = searched_;
      return State::complete;
    }
    line_start_ = searched_;
  }
  searched_ = end_;
  return end_ < max_header_bytes_ ? State::need_more : refuse(headers_too_large);
}

RequestReader::State RequestReader::parse_head() {
  if (buffer_.size() < head_size_ + least_body_room) buffer_.resize(head_size_ + least_body_room);

  parser_.emplace(request_, body_);
  parser_->header_limit(static_cast<std::uint32_t>(max_header_bytes_));
  parser_->body_limit(max_large_body_bytes_);
  boost::system::error_code error;
  position_ = parser_->put(boost::asio::const_buffer(buffer_.data(), head_size_), error);
  if (error == boost::beast::http::error::body_limit) return refuse(payload_too_large);
  if (error || position_ != head_size_) {
    return refuse(parser_->refusal().value_or(bad_request("Send a request as RFC 9112 describes it.")));
  }
  if (parser_->content_length().value_or(0) > max_body_bytes_) {
    large_body_ = LargeBody::announced;
  } else if (parser_->chunked()) {
    parser_->body_limit(max_body_bytes_);
  }
  return State::complete;
}

RequestReader::State RequestReader::parse_body() {
  while (!parser_->is_done()) {
    const auto rest = end_ - position_;
    if (rest < (parser_->chunked() ? least_chunked_rest : 1)) return State::need_more;
    boost::system::error_code error;
    position_ += parser_->put(boost::asio::const_buffer(buffer_.data() + position_, rest), error);
    if (error == boost::beast::http::error::need_more) {
      const bool full = end_ - position_ == buffer_.size() - head_size_;
      return full ? refuse(bad_request("Send shorter chunk extensions and trailers.")) : State::need_more;
    }
    if (error == boost::beast::http::error::body_limit) return refuse(payload_too_large);
    if (error) return refuse(bad_request("Send the body's chunks as RFC 9112, section 7.1, describes them."));
  }
  request_.body = body_;
  return State::complete;
}

bool RequestReader::take_expected_continue() {
  const bool take = !continue_sent_ && head_size_ > 0 && parser_->expects_continue() && position_ == end_ && !refusal_;
  continue_sent_ = continue_sent_ || take;
  return take;
}

RequestReader::State RequestReader::refuse(const Refusal& refusal) {
  refusal_ = refusal;
  return State::refused;
}

void RequestReader::next() {
  end_ -= position_;
  std::memmove(buffer_.data(), buffer_.data() + position_, end_);
  if (buffer_.size() > initial_buffer && end_ <= initial_buffer) {
    buffer_.resize(initial_buffer);
    buffer_.shrink_to_fit();
  }
  position_ = searched_ = line_start_ = head_size_ = 0;
  continue_sent_ = false;
  large_body_ = LargeBody::no;
  parser_.reset();
  request_.headers.clear();
  request_.path_parameters.clear();
  request_.body = {};
  body_.clear();
  if (body_.capacity() > kept_body_capacity) body_.shrink_to_fit();
}

}  // namespace teleperson::http
