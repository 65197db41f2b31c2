#pragma once

#include <string>
#include <vector>

namespace teleperson::store {

/// A table as a copy knows it. Both engines have the same columns.
struct TableLayout {
  std::string name;
  std::string key;  ///< the columns of its primary key, by which it is read and written
  std::vector<std::string> key_columns() const;

  enum class Kind {
    plain,
    counted,   ///< triggers keep count of its rows; the counts are copied, too
    numbered,  ///< the engine gives the ids of new rows
    single,    ///< has always one row
  };
  Kind kind = Kind::plain;
};

/// All tables with data of ours, each after those that it refers to.
const std::vector<TableLayout>& table_layouts();

}  // namespace teleperson::store
