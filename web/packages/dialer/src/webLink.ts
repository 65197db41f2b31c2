/** A link that may be followed: only http and https, whatever a server sends. */
export function webLink(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
