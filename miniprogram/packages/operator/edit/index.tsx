import type { OfferDetail } from '@shared/contract';
import type { OfferId } from '@shared/ids';
import { useRouter } from '@tarojs/taro';
import { useQuery } from '../../../api/use-query';
import { DeskBones, DeskPage } from '../../../features/operator/desk';
import { editor } from '../../../texts/offer-editor';
import { operator } from '../../../texts/operator';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/states';
import { EditorPage } from './editor-page';

/** The editor of offers: a new one, or a draft. */
export default function Edit() {
  const { offerId, field } = useRouter().params;
  const me = useQuery('staff', 'staff.me', {});
  const role = me.value?.role;
  const isNoStaff = me.trouble !== undefined && 'refusal' in me.trouble;
  if (isNoStaff || (role !== undefined && role !== 'operator')) {
    return (
      <Page title={editor.newTitle}>
        <Empty picture="penguin" title={operator.notAllowed} hint={operator.notAllowedHint} />
      </Page>
    );
  }
  if (offerId) return <EditSaved offerId={offerId as OfferId} field={field} />;
  // A new form begins with days of the park's clock, which the first answer tells; without network, with the phone's.
  const clockKnown = me.answeredAt !== undefined || me.trouble !== undefined;
  if (clockKnown) return <EditorPage saved={undefined} field={field} />;
  return <DeskPage title={editor.newTitle} query={{ ...me, value: undefined }} show={() => null} />;
}

function EditSaved({ offerId, field }: { offerId: OfferId; field: string | undefined }) {
  const query = useQuery('admin', 'offer.detail', { offerId });
  const saved = query.value;
  // An answer of an earlier visit may be older than the draft: the form begins with what is saved now, or offline with what is known.
  const known = saved && (query.answeredAt !== undefined || query.trouble !== undefined) ? saved : undefined;
  if (known?.status === 'draft') return <EditorPage saved={known} field={field} />;
  return (
    <DeskPage
      title={editor.editTitle}
      query={query}
      show={(value) => (known ? <Published detail={value} /> : <DeskBones />)}
    />
  );
}

const Published = ({ detail }: { detail: OfferDetail }) => (
  <Empty
    picture="whale"
    title={editor.published}
    way={{ text: operator.offer, go: () => go.deskOffer(detail.offerId, true) }}
  />
);
