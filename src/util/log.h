#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <variant>

#include "util/time.h"

namespace teleperson::util {

enum class LogLevel { debug, info, warn, error };
/// `debug`, `info`, `warn` or `error`, exactly.
std::optional<LogLevel> parse_log_level(std::string_view);
std::string_view to_string(LogLevel);

enum class LogFormat { text, json };
/// `text` or `json`, exactly.
std::optional<LogFormat> parse_log_format(std::string_view);

/// A name and a value of a log line. Views the caller's text, so it lives as long as the call of the logger.
struct LogField {
  using Value = std::variant<std::string_view, std::int64_t, double, bool>;

  LogField(std::string_view field_name, std::string_view text) : name(field_name), value(text) {}
  LogField(std::string_view field_name, const char* text) : name(field_name), value(std::string_view(text)) {}
  LogField(std::string_view field_name, std::same_as<bool> auto flag) : name(field_name), value(flag) {}
  LogField(std::string_view field_name, std::floating_point auto number)
      : name(field_name), value(static_cast<double>(number)) {}
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  LogField(std::string_view field_name, Number number) : name(field_name), value(static_cast<std::int64_t>(number)) {}

  std::string_view name;
  Value value;
};

/// Writes one line per event: time, level, the event's name, fields. Every line is one write(2), so lines of several
/// threads never mix. Control characters and malformed UTF-8 come out escaped: no text can forge a line or drive a
/// terminal. Thread-safe. Never give it a secret, a dialled number or a user's id.
///
///     log.info("call.ticketed", {{"call_id", id}, {"region", region}});
class Logger {
 public:
  using Fields = std::initializer_list<LogField>;

  /// Lines below `level` are dropped. The clock must outlive the logger. The file descriptor is not closed.
  Logger(LogLevel level, LogFormat format, const Clock& clock, int file_descriptor = 2);

  /// For skipping the work of gathering fields that nobody will see.
  bool is_on(LogLevel level) const { return level >= level_; }

  void debug(std::string_view event, Fields fields = {}) const { log(LogLevel::debug, event, fields); }
  void info(std::string_view event, Fields fields = {}) const { log(LogLevel::info, event, fields); }
  void warn(std::string_view event, Fields fields = {}) const { log(LogLevel::warn, event, fields); }
  void error(std::string_view event, Fields fields = {}) const { log(LogLevel::error, event, fields); }
  void log(LogLevel level, std::string_view event, Fields fields) const {
    if (is_on(level)) write(level, event, fields);
  }

 private:
  void write(LogLevel, std::string_view event, Fields) const;

  LogLevel level_;
  LogFormat format_;
  const Clock& clock_;
  int file_descriptor_;
};

}  // namespace teleperson::util
