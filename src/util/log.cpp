#include "util/log.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <unistd.h>

#include <fmt/format.h>

#include "util/json_writer.h"
#include "util/printable.h"

namespace teleperson::util {
namespace {

constexpr std::array level_names{std::string_view("debug"), std::string_view("info"), std::string_view("warn"),
                                 std::string_view("error")};

bool needs_quotes(std::string_view text) {
  return text.empty() ||
         !std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '=' && c != '\\'; });
}

void append_text(std::string& line, std::string_view text) {
  if (!needs_quotes(text)) {
    line += text;
    return;
  }
  line += '"';
  while (!text.empty()) {
    if (text[0] == '"' || text[0] == '\\') line += '\\';
    append_next_printable(line, text);
  }
  line += '"';
}

struct AppendText {
  std::string& line;
  void operator()(std::string_view text) const { append_text(line, text); }
  void operator()(std::int64_t number) const { line += std::to_string(number); }
  void operator()(double number) const { line += fmt::format("{}", number); }
  void operator()(bool flag) const { line += flag ? "true" : "false"; }
};

std::string text_line(Timestamp now, LogLevel level, std::string_view event, Logger::Fields fields) {
  std::string line = to_rfc3339_milliseconds(now);
  line += ' ';
  line += to_string(level);
  line += ' ';
  append_text(line, event);
  for (const auto& field : fields) {
    line += ' ';
    append_text(line, field.name);
    line += '=';
    std::visit(AppendText{line}, field.value);
  }
  return line;
}

std::string json_line(Timestamp now, LogLevel level, std::string_view event, Logger::Fields fields) {
  std::string line;
  JsonWriter json(line);
  json.object([&] {
    json.field("time", to_rfc3339_milliseconds(now));
    json.field("level", to_string(level));
    json.field("event", event);
    for (const auto& field : fields) {
      std::visit([&](const auto& value) { json.field(field.name, value); }, field.value);
    }
  });
  return line;
}

}  // namespace

std::string_view to_string(LogLevel level) {
  return level_names.at(static_cast<std::size_t>(level));
}

std::optional<LogLevel> parse_log_level(std::string_view text) {
  const auto* const found = std::ranges::find(level_names, text);
  if (found == level_names.end()) return std::nullopt;
  return static_cast<LogLevel>(found - level_names.begin());
}

std::optional<LogFormat> parse_log_format(std::string_view text) {
  if (text == "text") return LogFormat::text;
  if (text == "json") return LogFormat::json;
  return std::nullopt;
}

Logger::Logger(LogLevel level, LogFormat format, const Clock& clock, int file_descriptor)
    : level_(level), format_(format), clock_(clock), file_descriptor_(file_descriptor) {}

void Logger::write(LogLevel level, std::string_view event, Fields fields) const {
  const auto now = clock_.now();
  std::string line =
      format_ == LogFormat::json ? json_line(now, level, event, fields) : text_line(now, level, event, fields);
  line += '\n';
  // A line that cannot be written is lost: there is nowhere left to say so, and the service matters more than its log.
  while (::write(file_descriptor_, line.data(), line.size()) < 0 && errno == EINTR) {
  }
}

}  // namespace teleperson::util
