#pragma once

#include <cstdio>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cli/commands.h"
#include "util/printable.h"

namespace teleperson::cli {

/// A line as a terminal may be shown it, whatever others, such as Twilio or a proxy, have put into it.
inline void write_line(std::FILE* stream, std::string_view line) {
  const auto text = util::printable(line) + '\n';
  std::fwrite(text.data(), 1, text.size(), stream);
}

/// A sentence for the operator, on standard error.
template <class... Args>
void say(fmt::format_string<Args...> format, Args&&... args) {
  write_line(stderr, fmt::format(format, std::forward<Args>(args)...));
}

/// A line of the result, on standard output.
template <class... Args>
void print_line(fmt::format_string<Args...> format, Args&&... args) {
  write_line(stdout, fmt::format(format, std::forward<Args>(args)...));
}

/// Lines that are this program's own, as they stand, on standard output.
inline void print_own_text(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
}

/// Says what a change came to, as JSON if asked, and gives the exit code. `done` and `same` are sentences; `what` names
/// the thing, such as `user`.
inline int report(const Context& context, store::Change change, std::string_view what, std::string_view done,
                  std::string_view same = "Nothing to change: it is so already.") {
  const auto answer = [&](std::string_view word, std::string_view sentence, int code) {
    if (context.json) print_line(R"({{"change":"{}"}})", word);
    say("{}", sentence);
    return code;
  };
  switch (change) {
    case store::Change::made:
      return answer("made", done, exit_ok);
    case store::Change::unchanged:
      return answer("unchanged", same, exit_ok);
    case store::Change::not_found:
      return answer("not_found", fmt::format("There is no such {}.", what), exit_not_found);
    case store::Change::outdated:
      return answer("outdated", "Somebody else changed it at the same time. Nothing was changed; try again.",
                    exit_conflict);
    case store::Change::already_exists:
      return answer("already_exists", fmt::format("There is such a {} already. Nothing was changed.", what),
                    exit_conflict);
  }
  return exit_failure;
}

/// Says what is wrong with an argument.
inline int refuse(std::string_view argument, std::string_view complaint) {
  say("{} {}.", argument, complaint);
  return exit_usage;
}

}  // namespace teleperson::cli
