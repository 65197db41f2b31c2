#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "sandbox/call/services.h"
#include "sandbox/rest/rest_request.h"

namespace teleperson::sandbox {

// Each adds one resource of Twilio's REST API, with the account's state behind it. The services must outlive the
// routes.

/// https://www.twilio.com/docs/iam/api/account
void add_accounts(RestRoutes&, Services&);
/// https://www.twilio.com/docs/iam/api-keys/key-resource-v2010: Standard keys only
void add_keys(RestRoutes&, Services&);
/// https://www.twilio.com/docs/iam/api-keys/key-resource-v1: also Restricted ones
void add_iam_keys(RestRoutes&, Services&);
/// https://www.twilio.com/docs/usage/api/applications
void add_applications(RestRoutes&, Services&);
/// https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource: nothing is bought or released
void add_incoming_phone_numbers(RestRoutes&, Services&);
/// https://www.twilio.com/docs/voice/api/outgoing-caller-ids. The executor runs verification calls.
void add_outgoing_caller_ids(RestRoutes&, Services&, boost::asio::any_io_executor);
/// https://www.twilio.com/docs/voice/api/call-resource: all but making one
void add_calls(RestRoutes&, Services&);
/// https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource, and the bulk update
void add_dialing_permissions(RestRoutes&, Services&);
/// https://www.twilio.com/docs/voice/api/voice-dialing-permissions-settings-resource
void add_voice_settings(RestRoutes&, Services&);

}  // namespace teleperson::sandbox
