import identity from '../identity.json' with { type: 'json' };

/** What the extension asks for, and nothing else. docs/extension.md gives the reason of each; a test compares them. */
export const permissions = ['storage', 'offscreen', 'sidePanel', 'activeTab'] as const;

/** Asked for only when a gateway cannot be told to list this extension in its CORS answers. */
export const optionalHostPermissions = ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'] as const;

/** The gateway's address is known at run time only, so any https host may be connected to, and no other than this. */
const connections = 'https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*';

const icons = { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' };

/** @param publicKey decides the extension's id: base64 of a DER public key. */
export function manifest(version: string, publicKey: string = identity.key): chrome.runtime.ManifestV3 {
  return {
    manifest_version: 3,
    name: '__MSG_extensionName__',
    short_name: '__MSG_extensionShortName__',
    description: '__MSG_extensionDescription__',
    version,
    key: publicKey,
    default_locale: 'en',
    // 116: chrome.sidePanel.open, chrome.runtime.getContexts and AbortSignal.any.
    minimum_chrome_version: '116',
    permissions: [...permissions],
    optional_host_permissions: [...optionalHostPermissions],
    icons,
    action: { default_title: '__MSG_toolbarIdle__', default_icon: icons },
    side_panel: { default_path: 'sidepanel.html' },
    options_ui: { page: 'options.html', open_in_tab: true },
    background: { service_worker: 'background.js', type: 'module' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+V' } },
      'toggle-mute': {
        suggested_key: { default: 'Alt+Shift+M' },
        description: '__MSG_commandToggleMute__',
      },
      'hang-up': { suggested_key: { default: 'Alt+Shift+H' }, description: '__MSG_commandHangUp__' },
    },
    content_security_policy: {
      // Inline styles: Mantine writes its variables into a <style> element.
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "media-src 'self'",
        `connect-src 'self' ${connections}`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
      ].join('; '),
    },
  };
}
