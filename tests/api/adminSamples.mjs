// For each operation under /v1/admin: a request that works each time it is made, by its operationId. An operation that is
// new in the contract fails the tests until it has its sample here.
//
//   status        of the answer when it works
//   request       gives {parameters?, query?, body? or csv?, headers?} anew; `world` (adminWorld.mjs) makes what it needs
//   reads         a POST that changes nothing
//   audit         the action that the audit log shows for it; writes have one
//   unaudited     a write that is no change of an admin's, such as hanging up
//   superOnly     needs the role super_admin
//   endsSessions  the caller is signed out by it
//   endless       the answer is a stream without an end

export const samples = {
  signIn: {
    status: 204,
    audit: 'admin.signed_in',
    request: (_, caller) => ({ body: { password: caller.password ?? '' } }),
  },
  getAdminSession: { status: 200 },
  signOut: { status: 204, audit: 'admin.signed_out', endsSessions: true },
  signOutEverywhere: { status: 204, audit: 'admin.signed_out_everywhere', endsSessions: true },

  getSettings: { status: 200 },
  putSettings: {
    status: 200,
    audit: 'settings.changed',
    request: (world) => ({
      body: { calls_per_day: world.another() },
      headers: { 'if-match': `"${world.sql('select revision from voice_settings;')}"` },
    }),
  },

  searchUsers: { status: 200, reads: true, request: () => ({ body: { query: 'somebody' } }) },
  addUser: { status: 204, audit: 'user.added', request: (world) => ({ body: { id: world.name('user') } }) },
  setPlan: {
    status: 204,
    audit: 'user.plan_changed',
    request: (world) => ({ body: { id: world.user(), plan: 'pro' } }),
  },
  setRole: {
    status: 204,
    audit: 'user.role_changed',
    superOnly: true,
    request: (world) => ({ body: { id: world.user(), role: 'admin' } }),
  },
  setDisabled: {
    status: 204,
    audit: 'user.disabled',
    request: (world) => ({ body: { id: world.user(), disabled: true } }),
  },
  issueToken: {
    status: 201,
    audit: 'token.issued',
    request: (world) => ({ body: { user_id: world.user(), name: 'laptop' } }),
  },
  revokeToken: {
    status: 204,
    audit: 'token.revoked',
    request: (world) => ({ parameters: { token_hash: world.tokenHash(world.user()) } }),
  },

  getVoiceState: { status: 200 },
  runChecks: { status: 200 },
  listCallableNumbers: { status: 200 },
  startTestCall: {
    status: 201,
    audit: 'test_call.started',
    request: (world) => ({ body: { number_id: world.callableNumber() } }),
  },
  getTestCall: {
    status: 200,
    request: async (world, caller) => ({ parameters: { call_id: await world.testCall(caller) } }),
  },
  endTestCall: {
    status: 200,
    unaudited: true,
    request: async (world, caller) => ({ parameters: { call_id: await world.testCall(caller) } }),
  },

  listCatalogue: { status: 200 },
  addCompany: {
    status: 201,
    audit: 'company.added',
    request: (world) => ({ body: { name: 'New', domain: `${world.name('new')}.example` } }),
  },
  getAdminCompany: { status: 200, request: (world) => ({ parameters: { company_id: world.company() } }) },
  putCompany: {
    status: 200,
    audit: 'company.edited',
    request: (world) => ({
      parameters: { company_id: world.company() },
      body: { name: 'Other', domain: `${world.name('other')}.example` },
      headers: { 'if-match': '"1"' },
    }),
  },
  deleteCompany: {
    status: 204,
    audit: 'company.deleted',
    request: (world) => ({ parameters: { company_id: world.company() } }),
  },
  reviewCompany: {
    status: 204,
    audit: 'company.sent_to_review',
    request: (world) => ({ parameters: { company_id: world.company() }, body: { reviewed: false } }),
  },
  importCompanies: {
    status: 200,
    audit: 'company.imported',
    request: (world) => ({
      query: 'dry_run=false',
      csv: `name,domain,aliases,industry,logo_url,description\nNew,${world.name('new')}.example,,,,\n`,
    }),
  },
  addNumber: {
    status: 201,
    audit: 'number.added',
    request: (world) => ({
      parameters: { company_id: world.company() },
      body: { number: '+14155550123', label: 'Support' },
    }),
  },
  patchNumber: {
    status: 204,
    audit: 'number.relabelled',
    request: (world) => ({ parameters: { number_id: world.number() }, body: { label: 'Sales' } }),
  },
  deleteNumber: {
    status: 204,
    audit: 'number.removed',
    request: (world) => ({ parameters: { number_id: world.number() } }),
  },
  verifyNumber: {
    status: 204,
    audit: 'number.verified',
    request: (world) => ({ parameters: { number_id: world.number() }, body: { until: null } }),
  },
  unverifyNumber: {
    status: 204,
    audit: 'number.unverified',
    request: (world) => ({ parameters: { number_id: world.number({ verified: true }) } }),
  },

  exportCalls: { status: 200 },
  callStatistics: {
    status: 200,
    reads: true,
    request: () => ({ body: { starts: ['2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z'] } }),
  },
  liveEvents: { status: 200, endless: true },
  searchCalls: { status: 200, reads: true, request: () => ({ body: {} }) },

  searchAuditLog: { status: 200, reads: true, request: () => ({ body: {} }) },
  exportAuditLog: { status: 200, reads: true, request: () => ({ body: { action: 'user.' } }) },
};
