#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <termios.h>
#include <unistd.h>

#include "cli/database.h"
#include "cli/output.h"
#include "util/password.h"
#include "util/secret.h"

namespace teleperson::cli {
namespace {

constexpr std::size_t shortest = 12;
constexpr std::size_t longest = 1024;

/// What is typed while this lives is not shown.
class HiddenTyping {
 public:
  HiddenTyping() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
  }
  HiddenTyping(const HiddenTyping&) = delete;
  HiddenTyping& operator=(const HiddenTyping&) = delete;
  ~HiddenTyping() {
    if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool changed_ = false;
};

std::optional<util::Secret> read_line() {
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  if (line.ends_with('\r')) line.pop_back();
  return util::Secret(std::move(line));
}

std::optional<util::Secret> type_in(std::string_view prompt) {
  fmt::print(stderr, "{}: ", prompt);
  std::fflush(stderr);
  auto typed = [] {
    const HiddenTyping hidden;
    return read_line();
  }();
  say("");
  return typed;
}

}  // namespace

int admin_set_password(const Context& context) {
  const bool is_person = isatty(STDIN_FILENO) == 1;
  const auto password = is_person ? type_in("New admin password") : read_line();
  if (!password) return refuse("The password", "is missing: type it, or write it to standard input");
  const auto size = password->reveal().size();
  if (size < shortest || size > longest) {
    return refuse("The password", fmt::format("must have {} to {} bytes", shortest, longest));
  }
  if (is_person) {
    const auto again = type_in("Once more");
    if (!again || !(*again == *password)) return refuse("The two passwords", "differ. Nothing was changed");
  }
  Database database(context.config);
  return report(context,
                database.wait(database->set_admin_password(util::hash_password(*password), {}, database.now())),
                "password", "Set the admin password. All sessions of the dashboard have ended.");
}

}  // namespace teleperson::cli
