export {
  type AccessToken,
  type Call,
  type Company,
  type CompanyPage,
  createGatewayClient,
  type GatewayClient,
  type PhoneNumber,
  type Profile,
  type Ticket,
  type VoiceConfig,
} from './client';
export { GatewayError, type Reason, UnreachableError } from './errors';
export { isExtensionToken } from './extensionToken';
