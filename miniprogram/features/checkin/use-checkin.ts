import type { CheckinStatusView } from '@shared/contract';
import { refresh } from '../../api/answers';
import { type Query, useQuery } from '../../api/use-query';

/** My check-ins of this month, and what comes next. */
export const useCheckin = (): Query<CheckinStatusView> => useQuery('campaign', 'checkin.status', {});
export const refreshCheckin = () => refresh('campaign', 'checkin.status', {});
