import { useMutation, useQueryClient } from '@tanstack/react-query';
import { usersKey } from './UsersTab';

/** A change of a user; the list is loaded again when it is done. */
export function useChange<Argument, Result = void>(change: (argument: Argument) => Promise<Result>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  });
}
