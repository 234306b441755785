import type { Role } from '@shared/contract';
import { useQuery } from '../../api/use-query';

/** The own role, as soon as it is known: so that nobody is offered what would be refused. */
export const useRole = (): Role | undefined => useQuery('staff', 'staff.me', {}).value?.role;
