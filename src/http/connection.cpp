#include "http/connection.h"

#include <algorithm>
#include <array>
#include <exception>

#include "http/chunked_writer.h"
#include "http/problem.h"

namespace teleperson::http {

namespace asio = boost::asio;

namespace {

// A small body leaves with its head in one send; a large one is not worth copying.
constexpr std::size_t flat_body = 16 * 1024;
// A peer must take this much within the deadline, so that large answers on slow lines are not cut off.
constexpr std::size_t write_piece = 64 * 1024;
constexpr std::size_t linger_bytes = 1024 * 1024;

// Of a large body, this much must come within the deadline.
constexpr std::size_t read_piece = 64 * 1024;

constexpr Refusal request_timeout{408, "request_timeout", "The request took too long to arrive",
                                  "Send it again, in one go."};

Response internal_error() {
  return problem(500, "internal_error", "Something went wrong here", "Try again; the server's log has the reason.");
}

}  // namespace

Connection::Connection(Stream& stream, Service& service, std::string remote_address)
    : stream_(stream),
      service_(service),
      remote_address_(std::move(remote_address)),
      reader_(service.options.max_header_bytes, service.options.max_body_bytes, service.max_large_body_bytes),
      deadline_(stream) {}

util::Task<const WebSocketRoute*> Connection::run() {
  service_.deadlines.fresh.arm(deadline_);
  for (;;) {
    if (!co_await read_request()) co_return nullptr;

    const WebSocketRoute* upgrade = nullptr;
    auto response = co_await respond(upgrade);
    if (upgrade && !reader_.has_more()) co_return upgrade;
    if (upgrade) {
      co_await refuse(bad_request("Wait for the answer before sending WebSocket frames."));
      co_return nullptr;
    }

    const bool ends_with_connection = response.stream && reader_.is_http_1_0();
    const bool keep = reader_.keep_alive() && !service_.draining && !ends_with_connection;
    const auto persistence = !keep                   ? Persistence::close
                             : reader_.is_http_1_0() ? Persistence::keep_1_0
                                                     : Persistence::keep;
    const bool with_body = reader_.request().method != Method::head;
    if (!co_await write(response, persistence, with_body)) co_return nullptr;
    if (!keep || service_.draining) break;

    reader_.next();
    (reader_.started() ? service_.deadlines.busy : service_.deadlines.idle).arm(deadline_);
  }
  if (reader_.has_more()) co_await linger();
  co_return nullptr;
}

util::Task<bool> Connection::read_request() {
  auto state = reader_.advance();
  std::size_t since_armed = 0;
  while (state == RequestReader::State::need_more || state == RequestReader::State::large_body) {
    if (state == RequestReader::State::large_body) {
      if (!co_await admit_large_body()) co_return false;
      state = reader_.advance();
      continue;
    }
    if (reader_.take_expected_continue() && !co_await write("HTTP/1.1 100 Continue\r\n\r\n")) co_return false;

    const auto space = reader_.space();
    const bool was_started = reader_.started();
    auto result = co_await stream_.read(asio::buffer(space.data(), space.size()));
    auto& [error, bytes] = result;
    if (!error) reader_.received(bytes);
    since_armed += bytes;
    const bool goes_on_well = reader_.takes_large_body() && since_armed >= read_piece;
    if ((!was_started && reader_.started()) || goes_on_well) {
      service_.deadlines.busy.arm(deadline_);
      since_armed = 0;
    }
    state = reader_.advance();
    // The time can also run out just when the last bytes come: those count.
    if (state != RequestReader::State::need_more) continue;
    if (was_started && deadline_.expired()) {
      co_await refuse(request_timeout);
      co_return false;
    }
    if (error) co_return false;
  }
  deadline_.disarm();
  if (state == RequestReader::State::complete) co_return true;
  co_await refuse(reader_.refusal());
  co_return false;
}

util::Task<Response> Connection::respond(const WebSocketRoute*& upgrade) {
  auto& request = reader_.request();
  request.remote_address = remote_address_;
  std::string thrown;
  try {
    if (!service_.websockets.empty()) {
      if (auto route = service_.websockets.find(std::string(request.path)); route != service_.websockets.end()) {
        if (auto refusal = refuse_upgrade(request, route->second)) co_return std::move(*refusal);
        upgrade = &route->second;
        co_return Response{};
      }
    }
    auto response = co_await service_.handler(request);
    check_headers(response);
    co_return response;
  } catch (const std::exception& error) {
    thrown = error.what();
  } catch (...) {
    thrown = "an exception of unknown type";
  }
  service_.on_error(thrown);
  co_return internal_error();
}

util::Task<bool> Connection::admit_large_body() {
  deadline_.disarm();
  auto& request = reader_.request();
  request.remote_address = remote_address_;
  std::optional<Response> refusal;
  std::string thrown;
  try {
    refusal = co_await service_.large_body_judge(request);
  } catch (const std::exception& error) {
    thrown = error.what();
  }
  if (!thrown.empty()) {
    service_.on_error(thrown);
    refusal = internal_error();
  }
  if (refusal) {
    co_await refuse(*refusal);
    co_return false;
  }
  reader_.accept_large_body();
  service_.deadlines.busy.arm(deadline_);
  co_return true;
}

util::Task<bool> Connection::write(const Response& response, Persistence persistence, bool with_body) {
  if (response.stream) co_return co_await write_stream(response, persistence, with_body);
  out_.clear();
  append_head(out_, response, service_.date.now(), persistence);
  const bool flat = with_body && response.body.size() <= flat_body;
  if (flat) out_ += response.body;
  if (!co_await write(out_)) co_return false;
  if (with_body && !flat) co_return co_await write(response.body);
  co_return true;
}

util::Task<bool> Connection::write_stream(const Response& response, Persistence persistence, bool with_body) {
  const auto framing = reader_.is_http_1_0() ? Framing::close : Framing::chunks;
  out_.clear();
  append_head(out_, response, service_.date.now(), persistence, framing);
  if (!co_await write(out_)) co_return false;
  if (!with_body) co_return true;

  // Nothing is written between two pieces: then no peer is slow.
  const auto send = [this](std::string_view bytes) -> util::Task<bool> {
    const bool taken = co_await write(bytes);
    deadline_.disarm();
    co_return taken;
  };
  ChunkedWriter writer(send, framing == Framing::chunks);
  deadline_.disarm();
  std::string thrown;
  try {
    co_await response.stream(writer);
  } catch (const std::exception& error) {
    thrown = error.what();
  }
  if (!thrown.empty()) {
    service_.on_error(thrown);
    co_return false;
  }
  co_return co_await writer.finish();
}

util::Task<bool> Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, write_piece);
    service_.deadlines.busy.arm(deadline_);
    auto result = co_await stream_.write(asio::buffer(piece.data(), piece.size()));
    auto& [error, written] = result;
    if (error) co_return false;
    bytes.remove_prefix(piece.size());
  }
  co_return true;
}

util::Task<> Connection::refuse(const Refusal& refusal) {
  const auto response = problem(refusal.status, refusal.reason, refusal.title, refusal.detail);
  co_await refuse(response);
}

// By reference: g++ 12 copies an aggregate that is passed by value inside `co_await` bitwise.
util::Task<> Connection::refuse(const Response& response) {
  const bool taken = co_await write(response, Persistence::close, true);
  if (taken) co_await linger();
}

util::Task<> Connection::linger() {
  stream_.close_write();
  service_.deadlines.lingering.arm(deadline_);
  std::array<char, 4096> scratch;
  for (std::size_t discarded = 0; discarded < linger_bytes && !deadline_.expired();) {
    auto result = co_await stream_.read(asio::buffer(scratch));
    auto& [error, bytes] = result;
    if (error) co_return;
    discarded += bytes;
  }
}

}  // namespace teleperson::http
