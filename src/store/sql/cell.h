#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/sql/database_error.h"
#include "util/time.h"

namespace teleperson::store::sql {

/// How a type stands in a column: `Stored` is what SOCI moves, `store` and `load` convert. `load` throws DatabaseError
/// for what the type cannot hold. Domain types are in domain_cells.h.
template <class T>
struct Cell;

template <class T>
struct PlainCell {
  using Stored = T;
  static const T& store(const T& value) { return value; }
  static const T& load(const T& stored) { return stored; }
};
template <>
struct Cell<std::string> : PlainCell<std::string> {};
template <>
struct Cell<int> : PlainCell<int> {};

template <>
struct Cell<std::int64_t> {
  using Stored = long long;  // SOCI's name for 64 bits
  static Stored store(std::int64_t value) { return value; }
  static std::int64_t load(Stored stored) { return stored; }
};

template <>
struct Cell<bool> {
  using Stored = int;
  static Stored store(bool value) { return value ? 1 : 0; }
  static bool load(Stored stored) { return stored != 0; }
};

/// Unix milliseconds.
template <>
struct Cell<util::Timestamp> {
  using Stored = long long;
  static Stored store(util::Timestamp value) { return value.time_since_epoch().count(); }
  static util::Timestamp load(Stored stored) { return util::Timestamp(std::chrono::milliseconds(stored)); }
};

template <>
struct Cell<std::chrono::seconds> {
  using Stored = long long;
  static Stored store(std::chrono::seconds value) { return value.count(); }
  static std::chrono::seconds load(Stored stored) { return std::chrono::seconds(stored); }
};

/// A type with `text()` and `parse()`.
template <class T>
struct TextCell {
  using Stored = std::string;
  static const Stored& store(const T& value) { return value.text(); }
  static T load(const Stored& stored) {
    auto value = T::parse(stored);
    if (!value) throw DatabaseError("a column holds text that its type does not allow");
    return *value;
  }
};

/// An enumeration as its number, 0 to `last`.
template <class E, E last>
struct OrdinalCell {
  using Stored = int;
  static Stored store(E value) { return static_cast<int>(value); }
  static E load(Stored stored) {
    if (stored < 0 || stored > static_cast<int>(last)) throw DatabaseError("a column holds an unknown ordinal");
    return static_cast<E>(stored);
  }
};

/// An enumeration as the name that `to_string` gives, found again by trying all up to `last`.
template <class E, E last>
struct NameCell {
  using Stored = std::string;
  static Stored store(E value) { return std::string(to_string(value)); }
  static E load(std::string_view stored) {
    for (int ordinal = 0; ordinal <= static_cast<int>(last); ++ordinal) {
      if (to_string(static_cast<E>(ordinal)) == stored) return static_cast<E>(ordinal);
    }
    throw DatabaseError("a column holds an unknown name");
  }
};

}  // namespace teleperson::store::sql
