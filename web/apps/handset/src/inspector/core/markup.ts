export interface Token {
  kind: 'tag' | 'attribute' | 'value' | 'text';
  text: string;
}

/** Splits XML for colouring; joined, the texts are what came. */
export function tokensOf(xml: string): Token[] {
  const tokens: Token[] = [];
  for (const [part] of xml.matchAll(/<!--[\s\S]*?-->|<[^>]*>|[^<]+|</g)) {
    if (!part.startsWith('<') || part.startsWith('<!--')) tokens.push({ kind: 'text', text: part });
    else
      for (const [piece] of part.matchAll(/[\w:.-]+(?==)|"[^"]*"|'[^']*'|[^"'\s=]+|\s+|./g))
        tokens.push({ kind: kindOf(piece, tokens), text: piece });
  }
  return tokens;
}

function kindOf(piece: string, before: Token[]): Token['kind'] {
  if (/^["']/.test(piece)) return 'value';
  if (/^[</]|^\/?>|^\?>/.test(piece)) return 'tag';
  if (/^[\w:.-]+$/.test(piece) && /^\s+$/.test(before.at(-1)?.text ?? '')) return 'attribute';
  return 'text';
}
