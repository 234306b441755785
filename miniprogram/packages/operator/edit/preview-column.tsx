import { View } from '@tarojs/components';
import { GuestView } from '../../../features/offers/guest-view';
import { missingText } from '../../../features/offers/missing-text';
import type { Preview } from '../../../features/offers/use-preview';
import { MissingList } from '../../../features/operator/missing-list';
import { OfferCardBones } from '../../../features/wallet/offer-card';
import { TicketBones } from '../../../features/wallet/ticket';
import { editor } from '../../../texts/offer-editor';
import { ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';

interface Props {
  preview: Preview;
  show(field: string): void;
}

/** How guests will see what is being filled in, and what publishing would still miss. */
export function PreviewColumn({ preview, show }: Props) {
  const now = useNow(30_000);
  const { value, missing, trouble, stale, again } = preview;
  if (!value) {
    return (
      <View className="edit-preview">
        {stale && <View className="desk-warn">{editor.previewStale}</View>}
        {!stale && trouble && <ErrorState trouble={trouble} again={again} />}
        {!stale && !trouble && (
          <>
            <TicketBones count={1} />
            <OfferCardBones />
          </>
        )}
      </View>
    );
  }
  return (
    <View className="edit-preview">
      {stale && <View className="desk-warn">{editor.previewStale}</View>}
      {!stale && trouble && <View className="desk-warn">{troubleText(trouble)}</View>}
      {missing.length > 0 && <MissingList missing={missing} textOf={missingText} show={show} />}
      <View className={stale ? 'edit-preview-old' : ''}>
        <GuestView preview={value} now={now} />
      </View>
    </View>
  );
}
