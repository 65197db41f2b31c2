#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "http/message.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// The last five thousand requests to the REST API, without credentials. For tests of what a client sends. One thread.
class RestJournal {
 public:
  static constexpr std::size_t capacity = 5000;

  /// Returns what to call it later.
  std::uint64_t add(const http::Request&, util::Timestamp now);
  void finish(std::uint64_t entry, std::uint16_t answered_status);

  /// `{"requests":[{"at","method","target","content_type","body","user","status"}]}`, the oldest first. `user` is the
  /// SID that authenticates, right or wrong; `status` is 0 as long as there is no answer.
  std::string to_json() const;

 private:
  struct Entry {
    util::Timestamp at;
    std::string method;
    std::string target;
    std::string content_type;
    std::string body;
    std::string user;
    std::uint16_t status = 0;
  };

  std::deque<Entry> entries_;
  std::uint64_t dropped_ = 0;  // entries that were in front
};

}  // namespace teleperson::sandbox
