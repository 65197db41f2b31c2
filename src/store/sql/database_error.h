#pragma once

#include <stdexcept>

namespace teleperson::store::sql {

/// The database refused or could not be reached, or holds what this program cannot read. The text says what went wrong
/// without the values of the statement, so it can be logged.
class DatabaseError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace teleperson::store::sql
