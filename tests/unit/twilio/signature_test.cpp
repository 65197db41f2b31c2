#include "twilio/signature.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace teleperson::twilio {
namespace {

struct Vector {
  std::string name;
  std::string url;
  util::FormFields fields;
  std::string signature;
};

boost::json::value read_json(const std::string& path) {
  std::ifstream file(path);
  return boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
}

/// Made by the npm package, which is how everybody else verifies.
std::pair<util::Secret, std::vector<Vector>> vectors() {
  const auto document = read_json(SOURCE_DIR "/tests/unit/twilio/signature_vectors.json");
  const auto text = [](const boost::json::value& value) { return boost::json::value_to<std::string>(value); };
  std::vector<Vector> all;
  for (const auto& entry : document.at("vectors").as_array()) {
    Vector vector{text(entry.at("name")), text(entry.at("url")), {}, text(entry.at("signature"))};
    for (const auto& field : entry.at("fields").as_array()) {
      vector.fields.emplace_back(text(field.at(0)), text(field.at(1)));
    }
    all.push_back(std::move(vector));
  }
  return {util::Secret(text(document.at("auth_token"))), all};
}

std::vector<util::Secret> tokens(std::initializer_list<const char*> texts) {
  std::vector<util::Secret> all;
  for (const auto* text : texts)
    all.emplace_back(text);
  return all;
}

TEST(Signature, IsThatOfTwiliosLibrary) {
  const auto [token, all] = vectors();
  EXPECT_EQ(all.size(), 11U);
  for (const auto& vector : all)
    EXPECT_EQ(sign(token, vector.url, vector.fields), vector.signature) << vector.name;
}

TEST(Signature, HoldsForOneOfSeveralTokens) {
  const auto signature = sign(util::Secret("new"), "https://h/x", {{"a", "b"}});
  EXPECT_TRUE(verify(signature, tokens({"old", "new"}), "https://h/x", {{"a", "b"}}));
  EXPECT_TRUE(verify(signature, tokens({"new", "old"}), "https://h/x", {{"a", "b"}}));
  EXPECT_FALSE(verify(signature, tokens({"old"}), "https://h/x", {{"a", "b"}}));
}

TEST(Signature, AnEmptyTokenOpensNothing) {
  EXPECT_FALSE(verify(sign(util::Secret(""), "https://h/x", {}), tokens({""}), "https://h/x", {}));
  EXPECT_FALSE(verify(sign(util::Secret(""), "https://h/x", {}), {}, "https://h/x", {}));
  EXPECT_FALSE(verify("", tokens({"token"}), "https://h/x", {}));
}

TEST(Signature, AllowsForThePortThatTwilioStripsOrKeeps) {
  const struct {
    const char* configured;
    const char* signed_url;
    bool accepted;
  } cases[] = {
      {"https://h/x?q=1", "https://h/x?q=1", true},  {"https://h/x?q=1", "https://h:443/x?q=1", true},
      {"http://h/x", "http://h:80/x", true},         {"https://h:8443/x", "https://h/x", true},
      {"https://h:443/x", "https://h/x", true},      {"http://[::1]:8080/x", "http://[::1]/x", true},
      {"http://[::1]/x", "http://[::1]:80/x", true}, {"https://h?q=a:1", "https://h:443?q=a:1", true},
      {"https://h/x", "https://h:8443/x", false},    {"https://h/x", "https://h:80/x", false},
      {"https://h/x", "http://h/x", false},          {"https://h/x", "https://h/x/", false},
      {"https://h/x", "https://h/x?", false},        {"https://h/x?q=1", "https://h/x?q=2", false},
      {"https://h/x", "https://other/x", false},
  };
  const auto token = tokens({"token"});
  for (const auto& [configured, signed_url, accepted] : cases) {
    EXPECT_EQ(verify(sign(token[0], signed_url, {}), token, configured, {}), accepted)
        << configured << " signed as " << signed_url;
  }
}

RC_GTEST_PROP(Signature, DoesNotDependOnTheOrderOfFields, (util::FormFields fields)) {
  const util::Secret token("token");
  const auto signature = sign(token, "https://h/x", fields);
  std::ranges::reverse(fields);
  RC_ASSERT(sign(token, "https://h/x", fields) == signature);
}

RC_GTEST_PROP(Signature, BreaksWithAnyChangeOfAByte, (util::FormFields fields, std::string value)) {
  const std::vector<util::Secret> token{util::Secret("token")};
  fields.emplace_back("field", "v" + value);
  const auto signature = sign(token[0], "https://h/x", fields);
  RC_ASSERT(verify(signature, token, "https://h/x", fields));

  auto other_value = fields;
  other_value.back().second.front() = 'w';
  RC_ASSERT(!verify(signature, token, "https://h/x", other_value));

  auto other_signature = signature;
  const auto at = *rc::gen::inRange<std::size_t>(0, signature.size() - 2);  // the last digit holds spare bits
  other_signature[at] = other_signature[at] == 'A' ? 'B' : 'A';
  RC_ASSERT(!verify(other_signature, token, "https://h/x", fields));
}

}  // namespace
}  // namespace teleperson::twilio
