import { toAdminError } from './adminError';
import { UnreachableError } from './errors';
import type { components } from './schema';

type Schemas = components['schemas'];
type ImportLine = Schemas['ImportLine'];
export type ImportReport = Schemas['ImportReport'];
export type BadLine = Schemas['BadLine'];

/** How far an import is: its upload (bytes), or what the gateway does with it. */
export interface ImportStep {
  phase: 'uploading' | Schemas['ImportProgress']['phase'];
  done: number;
  total: number;
}

export interface ImportOptions {
  /** Nothing is written; the report says what would be. */
  dryRun: boolean;
  /** New companies wait in the review queue. */
  toReview: boolean;
  onStep: (step: ImportStep) => void;
  signal?: AbortSignal;
}

/** The gateway gave the import up; nothing was imported. */
export class ImportFailed extends Error {
  override readonly name = 'ImportFailed';
}

/**
 * Sends a company file and follows its import. With XMLHttpRequest, as `fetch` tells nothing of an upload. Rejects with
 * `AdminError`, `ImportFailed` or `UnreachableError`: an answer that breaks off before its end leaves open what happened.
 */
export function importCompanies(
  baseUrl: string,
  file: Blob,
  { dryRun, toReview, onStep, signal }: ImportOptions,
): Promise<ImportReport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ dry_run: `${dryRun}`, new: toReview ? 'pending' : 'reviewed' });
    request.open('POST', `${baseUrl}/v1/admin/companies/import?${query}`);
    request.setRequestHeader('Content-Type', 'text/csv');
    const lines = new LineReader();
    let report: ImportReport | undefined;
    let failure: string | undefined;
    const read = () => {
      if (request.status !== 200) return;
      for (const line of lines.next(request.responseText)) {
        if (line.phase === 'done') report = line;
        else if (line.phase === 'failed') failure = line.detail;
        else onStep(line);
      }
    };
    request.upload.onprogress = ({ loaded, total }) => onStep({ phase: 'uploading', done: loaded, total });
    request.onprogress = read;
    request.onload = () => {
      read();
      if (report) resolve(report);
      else if (failure) reject(new ImportFailed(failure));
      else reject(toAdminError(headOf(request), parse(request.responseText)));
    };
    request.onerror = () => reject(new UnreachableError('network'));
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

const headOf = (request: XMLHttpRequest) => ({
  status: request.status,
  headers: { get: (name: string) => request.getResponseHeader(name) },
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes whole lines out of a text that grows. */
export class LineReader {
  #read = 0;

  next(text: string): ImportLine[] {
    const end = text.lastIndexOf('\n') + 1;
    const lines = text.slice(this.#read, end).split('\n').filter(Boolean);
    this.#read = Math.max(this.#read, end);
    return lines.flatMap((line) => (parse(line) as ImportLine | undefined) ?? []);
  }
}
