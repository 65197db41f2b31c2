const path = 'offscreen.html';
let opening: Promise<void> | undefined;

/** Makes the engine's document unless it is there. Resolves when it listens. */
export async function openEngine(): Promise<void> {
  opening ??= open().finally(() => {
    opening = undefined;
  });
  await opening;
}

export async function closeEngine(): Promise<void> {
  if (await isEngineOpen()) await chrome.offscreen.closeDocument();
}

export async function isEngineOpen(): Promise<boolean> {
  const documents = await chrome.runtime.getContexts({
    contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
  });
  return documents.length > 0;
}

async function open(): Promise<void> {
  if (await isEngineOpen()) return;
  await chrome.offscreen.createDocument({
    url: path,
    // Not AUDIO_PLAYBACK: Chrome closes such a document after 30 s of silence.
    reasons: [chrome.offscreen.Reason.USER_MEDIA, chrome.offscreen.Reason.WEB_RTC],
    justification: 'Holds the phone call, which goes on while the side panel is closed.',
  });
}
