#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "phone/hash.h"
#include "phone/number_info.h"
#include "store/directory.h"

namespace teleperson::store {

struct ImportedNumber {
  phone::E164 number;
  phone::NumberInfo info;
};

/// What an import says of its companies.
enum class NewCompanies {
  reviewed,  ///< all of them are; those that waited for it are approved, too
  pending,   ///< those that are new wait in the review queue
};

/// A company of an import with all that can be worked out before its transaction, so that this is short.
struct ImportRow {
  enum class Fate { add, update, unchanged };

  NewCompany company;
  std::optional<ImportedNumber> number{};

  std::string name_key{};
  std::vector<std::string> words{};
  std::optional<phone::NumberHash> number_hash{};

  // What `plan_import` found.
  Fate fate = Fate::add;
  std::string id{};           ///< the company's, when it is there
  std::int64_t revision = 0;  ///< the same
  bool adds_number = false;
};

struct ImportCounts {
  std::int64_t added = 0, updated = 0, unchanged = 0, numbers_added = 0;
};

/// The rows of an import in the order in which the database takes them fastest.
struct ImportPlan {
  NewCompanies new_companies = NewCompanies::reviewed;
  std::vector<ImportRow> rows;
};

/// Works out the search words and the like of a row whose company and number are set. Thread-safe.
void prepare_import(ImportRow&, const phone::Hasher&);

/// Sorts the rows, and gives the new companies their ids. To be called when all rows were planned.
void order_import(ImportPlan&);

/// What a plan comes to.
ImportCounts count_import(const ImportPlan&);

}  // namespace teleperson::store
