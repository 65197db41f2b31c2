import { useQueryClient } from '@tanstack/react-query';
import type { AdminClient, ImportReport, ImportStep } from '@teleperson/api';
import { useEffect, useRef, useState } from 'react';
import { companiesKey } from '../useCompanyChange';

export type ImportState =
  | { name: 'choosing' }
  | { name: 'working'; dryRun: boolean; step: ImportStep | undefined }
  | { name: 'previewed'; report: ImportReport }
  | { name: 'imported'; report: ImportReport }
  | { name: 'failed'; dryRun: boolean; error: unknown };

/** A file on its way through preview and import. Leaving before the import writes cancels it. */
export function useImport(client: AdminClient, toReview: boolean) {
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File>();
  const [state, setState] = useState<ImportState>({ name: 'choosing' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (chosen: File, dryRun: boolean) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ name: 'working', dryRun, step: undefined });
    const tell = (next: ImportState) => !controller.signal.aborted && setState(next);
    const onStep = (step: ImportStep) => tell({ name: 'working', dryRun, step });
    try {
      const report = await client.importCompanies(chosen, {
        dryRun,
        toReview,
        onStep,
        signal: controller.signal,
      });
      tell({ name: dryRun ? 'previewed' : 'imported', report });
    } catch (error) {
      tell({ name: 'failed', dryRun, error });
    }
    if (!dryRun) await queryClient.invalidateQueries({ queryKey: companiesKey });
  };
  return {
    file,
    state,
    preview: (chosen: File) => {
      setFile(chosen);
      void run(chosen, true);
    },
    start: () => file && void run(file, false),
  };
}
