#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "http/message.h"

namespace teleperson::http {

/// The Date header's line, made once a second.
class DateLine {
 public:
  /// Valid until the next call.
  std::string_view now();

 private:
  std::time_t second_ = -1;
  std::string line_;
};

enum class Persistence {
  keep,      ///< HTTP/1.1's default: says nothing
  keep_1_0,  ///< says `keep-alive`, which an HTTP/1.0 client needs to hear
  close
};

/// Throws std::invalid_argument when a header's value could split the head.
void check_headers(const Response&);

/// How the reader of an answer knows where its body ends (RFC 9112, section 6.3).
enum class Framing {
  length,
  chunks,
  close  ///< with the connection: what an HTTP/1.0 client understands
};

/// Appends status line and headers, with the empty line. Content-Length is that of the body, also when HEAD asks and
/// the body does not follow.
void append_head(std::string& out, const Response&, std::string_view date_line, Persistence, Framing = Framing::length);

}  // namespace teleperson::http
