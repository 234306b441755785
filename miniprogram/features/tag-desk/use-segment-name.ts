import { useQuery } from '../../api/use-query';

/** What a segment is called; its id until that is known, or where it is gone. */
export const useSegmentName = (segmentId: string): string =>
  useQuery('admin', 'segment.list', {}).value?.items.find((segment) => segment.segmentId === segmentId)
    ?.name ?? segmentId;
