export {
  type AdminClient,
  AdminError,
  type AdminReason,
  type AdminSession,
  type CallSearch,
  createAdminClient,
  type ExtensionTokenRecord,
  type FieldProblem,
  type LoggedCall,
  type LoggedCallPage,
  type Obstacle,
  type SavedSettings,
  type Settings,
  type SettingsChange,
  type User,
  type UserPage,
} from './adminClient';
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
