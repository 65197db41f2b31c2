#pragma once

#include <stdexcept>
#include <string>

namespace teleperson::store::sql {

/// The database refused or could not be reached, or holds what this program cannot read. The text says what went wrong
/// without the values of the statement, so it can be logged.
class DatabaseError : public std::runtime_error {
 public:
  enum class Kind {
    other,
    lost,      ///< no connection: what was begun is undone
    full,      ///< no room on the server's disk
    conflict,  ///< another transaction was in the way: the same may succeed when it is tried again
  };

  explicit DatabaseError(const std::string& text, Kind kind = Kind::other) : std::runtime_error(text), kind_(kind) {}

  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace teleperson::store::sql
