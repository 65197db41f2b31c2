#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "store/sql/cell.h"
#include "store/sql/statement.h"

namespace teleperson::store::sql {

/// The distinct `:names` of a statement, in order of appearance. Skips quoted text.
std::vector<std::string> parameter_names(std::string_view sql);

/// One column or parameter of a prepared statement, at an address that stays: SOCI binds once and moves through it.
template <class T>
class Slot {
 public:
  void set(const T& value) { stored_ = Cell<T>::store(value); }
  T get() const {
    if (indicator_ == soci::i_null) throw DatabaseError("a column that must hold something is null");
    return Cell<T>::load(stored_);
  }
  auto use(const std::string& name) { return soci::use(stored_, indicator_, name); }
  auto into() { return soci::into(stored_, indicator_); }

 private:
  typename Cell<T>::Stored stored_{};
  soci::indicator indicator_ = soci::i_ok;
};

template <class T>
class Slot<std::optional<T>> {
 public:
  void set(const std::optional<T>& value) {
    indicator_ = value ? soci::i_ok : soci::i_null;
    if (value) stored_ = Cell<T>::store(*value);
  }
  std::optional<T> get() const {
    if (indicator_ == soci::i_null) return std::nullopt;
    return Cell<T>::load(stored_);
  }
  auto use(const std::string& name) { return soci::use(stored_, indicator_, name); }
  auto into() { return soci::into(stored_, indicator_); }

 private:
  typename Cell<T>::Stored stored_{};
  soci::indicator indicator_ = soci::i_ok;
};

enum class Preparation {
  once,       ///< the server keeps the plan
  each_time,  ///< for servers that lend a connection by the transaction, and forget
};

/// For keeping prepared statements of all signatures in one table.
class AnyPrepared {
 public:
  virtual ~AnyPrepared() = default;
};

template <class Signature>
class Prepared;

/// A statement prepared and bound once, run often (1.5 us for a read by key, against 5 us for preparing each time).
template <class... Out, class... In>
class Prepared<Row<Out...>(In...)> final : public AnyPrepared {
 public:
  Prepared(soci::session& session, const char* text, Preparation preparation) : statement_(session) {
    const auto names = parameter_names(text);
    if (names.size() != sizeof...(In)) throw std::logic_error("parameters do not match the signature");
    bind_parameters(names, std::index_sequence_for<In...>());
    std::apply([this](auto&... slot) { (statement_.exchange(slot.into()), ...); }, out_);
    statement_.alloc();
    statement_.prepare(
        text, preparation == Preparation::once ? soci::details::st_repeatable_query : soci::details::st_one_time_query);
    statement_.define_and_bind();
  }

  /// Hands every row to `on_row`. Always steps to the end: a statement that stops at a row would hold its read
  /// transaction open, and the session would see the past from then on. If this throws, drop the object.
  template <class OnRow>
  void run(OnRow&& on_row, const In&... in) {
    set_parameters(std::index_sequence_for<In...>(), in...);
    for (bool more = statement_.execute(true); more; more = statement_.fetch()) {
      on_row(std::apply([](const auto&... slot) { return Row<Out...>(slot.get()...); }, out_));
    }
  }

  std::int64_t affected_rows() { return statement_.get_affected_rows(); }

 private:
  template <std::size_t... i>
  void bind_parameters(const std::vector<std::string>& names, std::index_sequence<i...>) {
    (statement_.exchange(std::get<i>(in_).use(names[i])), ...);
  }
  template <std::size_t... i>
  void set_parameters(std::index_sequence<i...>, const In&... in) {
    (std::get<i>(in_).set(in), ...);
  }

  std::tuple<Slot<In>...> in_;
  std::tuple<Slot<Out>...> out_;
  soci::statement statement_;
};

}  // namespace teleperson::store::sql
