// For each operation under /v1/admin: a request that works each time it is made, by its operationId. An operation that is
// new in the contract fails the tests until it has its sample here.
//
//   status        of the answer when it works
//   request       gives {parameters?, body?, headers?} anew; `world` (adminWorld.mjs) makes what it needs
//   reads         a POST that changes nothing
//   audit         the action that the audit log shows for it; writes have one
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

  searchCalls: { status: 200, reads: true, request: () => ({ body: {} }) },

  searchAuditLog: { status: 200, reads: true, request: () => ({ body: {} }) },
  exportAuditLog: { status: 200, reads: true, request: () => ({ body: { action: 'user.' } }) },
};
