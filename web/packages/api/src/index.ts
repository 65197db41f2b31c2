export {
  type AdminClient,
  type AdminCompany,
  type AdminCompanyPage,
  type AdminNumber,
  type AdminSession,
  type AuditPage,
  type AuditParty,
  type AuditRecord,
  type AuditSearch,
  type CallSearch,
  type CallStatisticsInterval,
  type CompanyDetails,
  type CompanySearch,
  createAdminClient,
  type ExtensionTokenRecord,
  type LiveCall,
  type LiveEvents,
  type LoggedCall,
  type LoggedCallPage,
  type Obstacle,
  type SavedCompany,
  type SavedSettings,
  type Settings,
  type SettingsChange,
  type User,
  type UserPage,
} from './adminClient';
export { AdminError, type AdminReason, type FieldProblem } from './adminError';
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
export { type BadLine, ImportFailed, type ImportReport, type ImportStep } from './importCompanies';
