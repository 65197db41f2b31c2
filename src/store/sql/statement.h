#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

namespace teleperson::store::sql {

/// What a statement yields, column by column.
template <class... Column>
using Row = std::tuple<Column...>;

/// The columns of both, for a join.
template <class Left, class Right>
using JoinedRow = decltype(std::tuple_cat(std::declval<Left>(), std::declval<Right>()));

/// What the right side brought to a joined row.
template <class Right, class Joined>
Right take_right(Joined&& row) {
  constexpr std::size_t first = std::tuple_size_v<Joined> - std::tuple_size_v<Right>;
  return [&]<std::size_t... i>(std::index_sequence<i...>) {
    return Right(std::move(std::get<first + i>(row))...);
  }(std::make_index_sequence<std::tuple_size_v<Right>>());
}

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
