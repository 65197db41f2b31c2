#include "calls/ids.h"
#include "cli/database.h"
#include "cli/output.h"
#include "cli/values.h"
#include "util/encoding.h"

namespace teleperson::cli {

int token_issue(const Context& context, const std::string& user_id, const std::optional<std::string>& name) {
  const auto id = parse_user_id(user_id);
  if (!id) return refuse("USER_ID", id.error());
  if (name && (name->empty() || name->size() > 100 || !util::is_utf8(*name))) {
    return refuse("--name", "must be 1 to 100 bytes of UTF-8");
  }
  Database database(context.config);
  const auto token = calls::ExtensionToken::random();
  const auto change = database.wait(database->add_token(*id, token.hash(), name, {}, database.now()));
  if (change != store::Change::made) return report(context, change, "user", "");
  // Shown only now, after the commit: a token that somebody holds is one that works.
  if (context.json) {
    print_line(R"({{"token":"{}"}})", token.text());
  } else {
    print_line("{}", token.text());
  }
  say("This token is shown once. Only its hash is stored.");
  return exit_ok;
}

int token_revoke(const Context& context, const std::string& token_or_hash) {
  store::TokenHash hash{};
  if (const auto token = calls::ExtensionToken::parse(token_or_hash)) {
    hash = token->hash();
  } else if (!util::from_hex(token_or_hash, hash)) {
    return refuse("TOKEN_OR_HASH",
                  "must be a token (tle_ and 32 lower-case hex digits) or its SHA-256 (64 hex digits)");
  }
  Database database(context.config);
  return report(context, database.wait(database->revoke_token(hash, {}, database.now())), "token",
                "Revoked the token. It is refused from now on.");
}

}  // namespace teleperson::cli
