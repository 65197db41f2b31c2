#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/settings_form.h"
#include "store/directory.h"

namespace teleperson::gateway {

/// A company's details as a person or a file gave them. The names of the fields are those of the CSV columns, too.
struct CompanyForm {
  std::string name{}, domain{};
  std::vector<std::string> aliases{};
  std::string industry{}, logo_url{}, description{};
};

/// Says all that is wrong; nothing: `company` is set, blanks trimmed and domains normalised.
std::vector<FieldProblem> read_company(const CompanyForm&, store::NewCompany& company);

/// Lower case, without scheme, `www.`, path and final dot; nothing if that is not a domain name.
std::optional<std::string> parse_domain(std::string_view text);

/// Without blanks and line breaks at both ends.
std::string trimmed(std::string_view text);

}  // namespace teleperson::gateway
