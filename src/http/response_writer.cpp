#include "http/response_writer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include <boost/beast/http/status.hpp>
#include <fmt/format.h>

namespace teleperson::http {

namespace {

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

// RFC 9110, section 8.6: 1xx and 204 must not have a length; 304 is better off without.
bool has_length(std::uint16_t status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

void check_headers(const Response& response) {
  auto check = [](std::string_view name, std::string_view value) {
    if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
      throw std::invalid_argument("the value of the header " + std::string(name) + " holds a line break");
    }
  };
  check("Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers)
    check(name, value);
}

std::string_view DateLine::now() {
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto second = std::time(nullptr);
  if (second != second_) {
    second_ = second;
    std::tm utc{};
    gmtime_r(&second, &utc);
    line_ = fmt::format(
        "Date: {}, {:02} {} {} {:02}:{:02}:{:02} GMT\r\n", days.at(static_cast<std::size_t>(utc.tm_wday)), utc.tm_mday,
        months.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
  }
  return line_;
}

void append_head(std::string& out, const Response& response, std::string_view date_line, Persistence persistence,
                 Framing framing) {
  const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(response.status));
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                 std::string_view(reason.data(), reason.size()));
  const bool has_own_date = std::ranges::any_of(response.headers, [](const auto& h) { return h.first == "Date"; });
  if (!has_own_date) out.append(date_line);
  if (framing == Framing::chunks) append_header(out, "Transfer-Encoding", "chunked");
  if (framing == Framing::length && has_length(response.status)) {
    fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.body.size());
  }
  if (!response.content_type.empty()) append_header(out, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers)
    append_header(out, name, value);
  if (persistence == Persistence::close) out.append("Connection: close\r\n");
  if (persistence == Persistence::keep_1_0) out.append("Connection: keep-alive\r\n");
  out.append("X-Content-Type-Options: nosniff\r\n\r\n");
}

}  // namespace teleperson::http
