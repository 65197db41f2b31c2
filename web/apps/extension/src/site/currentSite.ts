import { onMessage } from '../messages/messages';

/** What the panel may know of the page in front of the person. */
export type CurrentSite =
  /** Nobody has clicked the toolbar button on this page, so its address is none of our business. */
  | { kind: 'unknown' }
  /** A page of the browser, a file, an empty tab: no company has those. */
  | { kind: 'none' }
  | { kind: 'site'; domain: string };

/** `address` is absent where the browser keeps it from us. */
export function siteOf(address: string | undefined): CurrentSite {
  if (!address) return { kind: 'unknown' };
  if (!URL.canParse(address)) return { kind: 'none' };
  const { protocol, hostname } = new URL(address);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const isName = hostname.includes('.') && /[a-z]/i.test(hostname) && !hostname.endsWith('.');
  return isWeb && isName ? { kind: 'site', domain: hostname.replace(/^www\./, '') } : { kind: 'none' };
}

/**
 * Follows the active tab of the panel's window. `activeTab` shows an address only on the tab on which the toolbar button
 * was clicked, until that tab leaves the site. Returns the way to stop.
 */
export function watchCurrentSite(listener: (site: CurrentSite) => void): () => void {
  let latest = 0;
  const look = async () => {
    latest += 1;
    const mine = latest;
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    if (mine === latest) listener(siteOf(tab?.url));
  };
  const onUpdated = (_: number, change: { status?: string; url?: string }, tab: chrome.tabs.Tab) => {
    if (tab.active && (change.status || change.url)) void look();
  };
  const onChange = () => void look();
  chrome.tabs.onActivated.addListener(onChange);
  chrome.tabs.onUpdated.addListener(onUpdated);
  const stopListening = onMessage('panel', onChange);
  onChange();
  return () => {
    chrome.tabs.onActivated.removeListener(onChange);
    chrome.tabs.onUpdated.removeListener(onUpdated);
    stopListening();
  };
}
