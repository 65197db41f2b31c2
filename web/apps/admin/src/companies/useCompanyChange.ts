import { useMutation, useQueryClient } from '@tanstack/react-query';

export const companiesKey = ['companies'];
export const companyKey = (id: string) => ['company', id];

/** A change of the catalogue; whatever shows it is loaded again when it is done, or found out to be of the past. */
export function useCompanyChange<Argument, Result = void>(change: (argument: Argument) => Promise<Result>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: companiesKey }),
        queryClient.invalidateQueries({ queryKey: ['company'] }),
      ]),
  });
}
