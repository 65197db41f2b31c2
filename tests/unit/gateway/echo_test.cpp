#include "gateway/checks/echo.h"

#include "gateway_fixture.h"

namespace teleperson::test {
namespace {

using gateway::checks::Echo;
using gateway::checks::make_proof;
using gateway::checks::parse_echo;

class EchoTest : public GatewayTest {
 protected:
  static constexpr std::string_view target = "/v1/twilio/echo?call=call_1";
  static constexpr std::string_view form = "application/x-www-form-urlencoded";
};

TEST_F(EchoTest, TellsWhatItSawOfASignedRequest) {
  const auto response = signed_form(std::string(target), {{"Text", "a b"}});
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  json(response);
  const auto echo = parse_echo(response.body).value();
  EXPECT_EQ(echo.signature, Echo::Signature::valid);
  EXPECT_EQ(echo.target, target);
  EXPECT_EQ(echo.public_url, config.public_url);
  EXPECT_EQ(echo.content_type, form);
  EXPECT_EQ(echo.body_sha256, gateway::checks::hex_sha256(util::encode_form({{"Text", "a b"}})));
}

TEST_F(EchoTest, RefusesStrangers) {
  EXPECT_EQ(problem(ask(Method::post, target, {}, "Text=a"), 403), "invalid_signature");
  const Headers wrong{{"X-Twilio-Signature", "c2lnbmF0dXJl"}, {"X-Teleperson-Proof", "1795000000-00"}};
  EXPECT_EQ(problem(ask(Method::post, target, wrong, "Proof=1795000000-"), 403), "invalid_signature");
  EXPECT_EQ(problem(ask(Method::post, target, wrong, "Proof=%"), 403), "invalid_signature");
  const auto other = make_proof(util::Secret("another token"), clock.now());
  EXPECT_EQ(problem(ask(Method::post, target, {{"X-Teleperson-Proof", other}}), 403), "invalid_signature");
}

TEST_F(EchoTest, AProofSurvivesInAHeaderOrInTheForm) {
  const auto proof = make_proof(config.twilio.auth_tokens.back(), clock.now());
  const auto by_header = ask(Method::post, target, {{"X-Teleperson-Proof", proof}, {"X-Forwarded-Proto", "https"}});
  EXPECT_EQ(parse_echo(by_header.body)->signature, Echo::Signature::missing);
  EXPECT_EQ(parse_echo(by_header.body)->forwarded_proto, "https");
  const auto by_form = ask(Method::post, target, {{"X-Twilio-Signature", "wrong"}}, "Proof=" + proof);
  EXPECT_EQ(parse_echo(by_form.body)->signature, Echo::Signature::invalid);
}

TEST_F(EchoTest, AProofIsGoodForMinutesOnly) {
  const auto proof = make_proof(config.twilio.auth_tokens.front(), clock.now());
  clock.advance(5min);
  EXPECT_EQ(ask(Method::post, target, {{"X-Teleperson-Proof", proof}}).status, 200);
  clock.advance(1s);
  EXPECT_EQ(ask(Method::post, target, {{"X-Teleperson-Proof", proof}}).status, 403);
}

TEST_F(EchoTest, WithoutAuthTokenNobodyIsAnswered) {
  config.twilio.auth_tokens.clear();
  const auto proof = make_proof(util::Secret(), clock.now());
  EXPECT_EQ(ask(Method::post, target, {{"X-Teleperson-Proof", proof}}).status, 403);
}

TEST_F(EchoTest, ReadsNothingElseAsAnEcho) {
  for (const auto* text : {"", "[]", "{}", "<html>", R"({"signature":"valid"})"})
    EXPECT_FALSE(parse_echo(text)) << text;
}

}  // namespace
}  // namespace teleperson::test
