#pragma once

#include <tuple>

namespace teleperson::store::sql {

/// What a statement yields, column by column.
template <class... Column>
using Row = std::tuple<Column...>;

/// A statement's text with the types of its columns and of its parameters:
///
///     constexpr Sql<Row<std::string, bool>(TokenHash)> find_user{"select ... where token_hash = :token_hash"};
///
/// Parameters are `:names`; arguments come in the order in which the names first appear. Written once, at namespace
/// scope: sessions know their prepared statements by the object's address. Both engines take the same text, so casts
/// are `cast(:a as ...)`, never `::`.
template <class Signature>
struct Sql;

template <class... Out, class... In>
struct Sql<Row<Out...>(In...)> {
  const char* text;
};

}  // namespace teleperson::store::sql
