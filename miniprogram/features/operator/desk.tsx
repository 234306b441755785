import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { Query } from '../../api/use-query';
import { operator } from '../../texts/operator';
import { Page } from '../../ui/page';
import { Bone } from '../../ui/skeleton';
import { Empty, ErrorState } from '../../ui/states';
import './desk.scss';

interface Props<Value> {
  title: string;
  /** What the page is about; what was known before stays readable when it cannot be asked. */
  query: Query<Value>;
  show(value: Value): ReactNode;
  /** What the page is about, when that can be chosen: there whatever the answer. */
  top?: ReactNode;
  foot?: ReactNode;
  bones?: ReactNode;
  /** A sheet over the page; inside it, where the colours are. */
  over?: ReactNode;
}

/** A page of the desk: as wide as is good to read, for those whose role may see it. */
export function DeskPage<Value>({ title, query, show, top, foot, bones, over }: Props<Value>) {
  const { value, trouble, again } = query;
  const refused = trouble && 'refusal' in trouble ? trouble.refusal.code : undefined;
  if (refused === 'not_allowed') {
    return (
      <Page title={title}>
        <Empty picture="penguin" title={operator.notAllowed} hint={operator.notAllowedHint} />
      </Page>
    );
  }
  const gone = refused === 'not_found';
  return (
    <Page title={title} {...(foot && value !== undefined && !gone ? { foot } : {})}>
      <View className="desk">
        {top}
        {value !== undefined && !gone && show(value)}
        {(value === undefined || gone) && trouble && <ErrorState trouble={trouble} again={again} />}
        {value === undefined && !trouble && (bones ?? <DeskBones />)}
      </View>
      {over}
    </Page>
  );
}

/** Rows that are still on their way. */
export const DeskBones = ({ height = '92px' }: { height?: string }) => (
  <View className="desk-grid">
    {['a', 'b', 'c', 'd'].map((key) => (
      <View className="desk-cell" key={key}>
        <Bone height={height} className="desk-bone" />
      </View>
    ))}
  </View>
);
