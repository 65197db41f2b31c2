#include "http/server.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <stdexcept>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/intrusive/list.hpp>

#include "http/connection.h"
#include "http/listen_address.h"
#include "http/service.h"
#include "http/tcp_stream.h"
#include "http/websocket_accept.h"

namespace teleperson::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

using AutoUnlink = boost::intrusive::link_mode<boost::intrusive::auto_unlink>;

/// One accepted connection, first as HTTP, then perhaps as a WebSocket.
struct Session : boost::intrusive::list_base_hook<AutoUnlink> {
  Session(tcp::socket socket, Service& service, std::string remote_address)
      : stream(std::move(socket)), http(stream, service, std::move(remote_address)) {}

  void abort() {
    stream.cancel();
    if (websocket) websocket->abort();
  }

  TcpStream stream;
  Connection http;
  std::optional<WebSocket> websocket;
};

/// Often enough for the shortest timeout, and at most once a second.
std::chrono::milliseconds tick_length(const ServerOptions& options) {
  return std::min({std::chrono::milliseconds(1000), options.header_timeout / 4, options.idle_timeout / 4});
}

constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);

}  // namespace

struct Server::State {
  State(asio::io_context& io_context, const ServerOptions& options, RequestHandler handler)
      : loop(io_context), service(options, std::move(handler)), acceptor(loop), tick(loop), all_closed(loop) {}

  static void start_session(const std::shared_ptr<State>&, tcp::socket);
  void report(const std::exception_ptr&) const;
  bool is_full() const { return session_count >= service.options.max_connections; }
  /// Makes room by closing the connection that has been idle longest; false when none is idle.
  bool close_an_idle_session() {
    return service.deadlines.idle.cancel_oldest() || service.deadlines.fresh.cancel_oldest();
  }

  static util::Task<> accept_connections(std::shared_ptr<State>);
  static util::Task<> watch_deadlines(std::shared_ptr<State>);
  static util::Task<> run_session(std::shared_ptr<State>, std::unique_ptr<Session>);
  static util::Task<> run_websocket(State&, Session&, const WebSocketRoute&);

  asio::io_context& loop;
  Service service;
  tcp::acceptor acceptor;
  asio::steady_timer tick;
  asio::steady_timer all_closed;  ///< never expires: cancelled to wake those who wait for the last session
  boost::intrusive::list<Session, boost::intrusive::constant_time_size<false>> sessions;
  std::size_t session_count = 0;
};

Server::Server(asio::io_context& loop, ServerOptions options, RequestHandler handler)
    : state_(std::make_shared<State>(loop, options, std::move(handler))) {}

Server::~Server() {
  boost::system::error_code ignored;
  state_->acceptor.close(ignored);
  state_->tick.cancel();
  for (auto& session : state_->sessions)
    session.abort();
}

void Server::listen(const std::string& address) {
  open_acceptor(state_->acceptor, address);
  auto fail = [](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  };
  asio::co_spawn(state_->loop, State::accept_connections(state_), fail);
  asio::co_spawn(state_->loop, State::watch_deadlines(state_), fail);
}

std::uint16_t Server::port() const {
  return state_->acceptor.local_endpoint().port();
}

void Server::websocket(std::string path, std::function<bool(const Request&)> allow, WebSocketHandler handler) {
  state_->service.websockets.emplace(std::move(path), WebSocketRoute{std::move(allow), std::move(handler)});
}

void Server::large_bodies(std::size_t max_bytes, LargeBodyJudge judge) {
  state_->service.max_large_body_bytes = max_bytes;
  state_->service.large_body_judge = std::move(judge);
}

void Server::on_error(std::function<void(std::string_view)> report) {
  state_->service.on_error = std::move(report);
}

util::Task<> Server::drain() {
  const auto state = state_;
  state->service.draining = true;
  boost::system::error_code ignored;
  state->acceptor.close(ignored);
  state->service.deadlines.idle.cancel_all();
  state->service.deadlines.fresh.cancel_all();
  for (auto& session : state->sessions) {
    if (session.websocket) session.websocket->close(1001);
  }
  while (state->session_count > 0) {
    state->all_closed.expires_at(asio::steady_timer::time_point::max());
    co_await state->all_closed.async_wait(as_tuple);
  }
  state->tick.cancel();
}

util::Task<> Server::State::accept_connections(std::shared_ptr<State> state) {
  asio::steady_timer pause(state->loop);
  while (state->acceptor.is_open()) {
    auto result = co_await state->acceptor.async_accept(as_tuple);
    auto& [error, socket] = result;
    if (!state->acceptor.is_open()) co_return;
    if (error) {
      // Most likely out of file descriptors: trying again at once would only burn the processor.
      state->close_an_idle_session();
      pause.expires_after(std::chrono::milliseconds(100));
      co_await pause.async_wait(as_tuple);
      continue;
    }
    if (state->is_full() && !state->close_an_idle_session()) continue;
    start_session(state, std::move(socket));
  }
}

void Server::State::start_session(const std::shared_ptr<State>& state, tcp::socket socket) {
  boost::system::error_code error;
  socket.set_option(tcp::no_delay(true), error);
  const auto remote = socket.remote_endpoint(error);
  if (error) return;  // gone already
  auto session = std::make_unique<Session>(std::move(socket), state->service, remote.address().to_string());
  state->sessions.push_back(*session);
  ++state->session_count;
  auto finish = [state](const std::exception_ptr& thrown) {
    if (thrown) state->report(thrown);
    if (--state->session_count == 0) state->all_closed.cancel();
  };
  asio::co_spawn(state->loop, run_session(state, std::move(session)), finish);
}

void Server::State::report(const std::exception_ptr& thrown) const {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    service.on_error(error.what());
  } catch (...) {
    service.on_error("an exception of unknown type");
  }
}

util::Task<> Server::State::run_session(std::shared_ptr<State> state, std::unique_ptr<Session> session) {
  if (const auto* route = co_await session->http.run()) co_await run_websocket(*state, *session, *route);
}

util::Task<> Server::State::run_websocket(State& state, Session& session, const WebSocketRoute& route) {
  const auto& request = session.http.request();
  session.websocket = co_await accept_websocket(session.stream.release(), request);
  if (!session.websocket) co_return;
  if (state.service.draining) session.websocket->close(1001);
  std::exception_ptr thrown;
  try {
    co_await route.handler(request, *session.websocket);
  } catch (...) {
    thrown = std::current_exception();
  }
  if (thrown) state.report(thrown);
  session.websocket->close(thrown ? 1011 : 1000);
  while (co_await session.websocket->read()) {
  }
}

util::Task<> Server::State::watch_deadlines(std::shared_ptr<State> state) {
  for (;;) {
    state->tick.expires_after(tick_length(state->service.options));
    auto result = co_await state->tick.async_wait(as_tuple);
    auto& [error] = result;
    if (error) co_return;
    state->service.deadlines.expire();
  }
}

}  // namespace teleperson::http
