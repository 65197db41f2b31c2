#include "store/postgresql/listener.h"

#include <array>
#include <libpq-fe.h>
#include <memory>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace teleperson::store::postgresql {
namespace {

constexpr int forever = -1;
constexpr int pause_before_reconnect = 2000;  // milliseconds, as the next
constexpr int longest_silence = 5000;

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Connection = std::unique_ptr<PGconn, Releaser<PQfinish>>;
using Answer = std::unique_ptr<PGresult, Releaser<PQclear>>;
using Notification = std::unique_ptr<PGnotify, Releaser<PQfreemem>>;

}  // namespace

Listener::Listener(const DatabaseUrl& url, std::string own_name, std::function<void()> heard)
    : url_(url), own_name_(std::move(own_name)), heard_(std::move(heard)), stop_(::eventfd(0, EFD_CLOEXEC)) {
  if (stop_ < 0) throw std::system_error(errno, std::system_category(), "eventfd");
  thread_ = std::thread([this] { run(); });
}

Listener::~Listener() {
  static_cast<void>(::eventfd_write(stop_, 1));
  thread_.join();
  ::close(stop_);
}

void Listener::run() {
  do {
    hear_until_lost();
  } while (wait(-1, pause_before_reconnect) != Event::stop);
}

void Listener::hear_until_lost() {
  const Connection connection(PQconnectdb(url_.connection.c_str()));
  if (!begin(connection.get())) return;
  heard_();  // there may have been something while nobody listened
  while (wait(PQsocket(connection.get()), forever) == Event::readable && PQconsumeInput(connection.get()) == 1) {
    bool others = false;
    while (const Notification notification{PQnotifies(connection.get())})
      others = others || notification->extra != own_name_;
    if (others) heard_();
  }
}

bool Listener::begin(PGconn* connection) const {
  const auto listen = "listen " + channel(url_);
  if (PQsendQuery(connection, listen.c_str()) != 1) return false;
  while (PQisBusy(connection) == 1) {
    const bool is_answering = wait(PQsocket(connection), longest_silence) == Event::readable;
    if (!is_answering || PQconsumeInput(connection) != 1) return false;
  }
  bool is_listening = false;
  while (const Answer answer{PQgetResult(connection)})
    is_listening = PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
  return is_listening;
}

Listener::Event Listener::wait(int descriptor, int milliseconds) const {
  std::array<pollfd, 2> events{{{.fd = stop_, .events = POLLIN, .revents = 0},
                                {.fd = descriptor, .events = POLLIN, .revents = 0}}};  // -1 is passed over
  ::poll(events.data(), events.size(), milliseconds);
  if (events[0].revents != 0) return Event::stop;
  return events[1].revents != 0 ? Event::readable : Event::time_over;
}

}  // namespace teleperson::store::postgresql
