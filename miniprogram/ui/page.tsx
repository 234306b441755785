import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { usePageTrack } from '../api/track';
import { barSizes } from '../platform/display';
import { useNetwork } from '../platform/network';
import { common } from '../texts/common';
import { go } from './go';
import { Icon } from './icon';
import { useLargeType } from './large-type';
import { Press } from './press';

interface Props {
  title?: string;
  /** `deep` is for codes and headers: white on deep sea. */
  look?: 'plain' | 'deep';
  /** Tab pages have nothing behind them. */
  back?: boolean;
  /** A header of the page's own on deep sea, below WeChat's bar. */
  top?: ReactNode;
  /** Stays above the safe area, where the thumb is. */
  foot?: ReactNode;
}

/** The root of every page: colours, type size, bar at the top, the line that says there is no network. */
export function Page({ title, look = 'plain', back = true, top, foot, children }: PropsWithChildren<Props>) {
  usePageTrack();
  const large = useLargeType((state) => state.on);
  const bar = barSizes();
  return (
    <View className={`page page-${look}${large ? ' page-large' : ''}`}>
      <View className={`page-top${top ? ' page-top-deep' : ''}`} style={{ paddingTop: `${bar.status}px` }}>
        {(title || back) && (
          <View className="page-bar" style={{ paddingRight: `${bar.capsule}px` }}>
            {back && (
              <Press className="page-back" label={common.back} onPress={go.back}>
                <Icon name="back" />
              </Press>
            )}
            {title && <View className={`page-title${back ? '' : ' page-title-tab'}`}>{title}</View>}
          </View>
        )}
        <OfflineBar />
      </View>
      {top}
      <View className="page-body">{children}</View>
      {foot && <View className="page-foot">{foot}</View>}
    </View>
  );
}

function OfflineBar() {
  const online = useNetwork((state) => state.online);
  if (online) return null;
  return (
    <View className="page-offline">
      <Icon name="offline" className="page-offline-icon" />
      {common.offlineBar}
    </View>
  );
}
