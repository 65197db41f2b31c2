/** Whether a text has the form of an extension token. Says nothing about whether the gateway knows it. */
export function isExtensionToken(text: string): boolean {
  return /^tle_[0-9a-f]{32}$/.test(text);
}
