#pragma once

#include <string>
#include <vector>

#include "store/directory.h"

namespace teleperson::store::sql {

/// As the tables have it: the domain in lower case, the aliases sorted, none twice.
NewCompany normalised(NewCompany);

/// The name as it is sorted: folded, and so short that a cursor, which holds it, stays short.
std::string sort_key(const std::string& name);

/// All that a company is found by.
std::vector<std::string> words_of(const NewCompany&);

}  // namespace teleperson::store::sql
