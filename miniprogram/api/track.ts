import type { PhoneEvent, Props } from '@shared/events';
import { DAY_MS, parkDayOf } from '@shared/park-day';
import Taro, { getCurrentInstance, useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { storage } from '../platform/storage';
import { call, newId, serverNow } from './call';
import { EventQueue } from './event-queue';

const EVERY_MS = 10_000;

const queue = new EventQueue({
  storage,
  now: Date.now,
  newId,
  send: (input) => call('track', 'events.ingest', input),
});

/** Where the person is: the path without what it was opened with, which may name somebody. */
const pageNow = (): string | undefined =>
  getCurrentInstance().router?.path?.replace(/^\/|\?.*$/g, '') || undefined;

/** Tells of something that happened. Without consent the cloud counts it and forgets whose it was. */
export function track(name: PhoneEvent, props: Props = {}, page = pageNow()): void {
  queue.add({ name, props, ...(page ? { page } : {}) });
}

const told = new Set<string>();

/** Tells of something that a person meets again and again, once a park day while the app is open. */
export function tellOnce(name: PhoneEvent, props: Props): void {
  const key = [parkDayOf(serverNow()), name, ...Object.values(props)].join(' ');
  if (told.has(key)) return;
  told.add(key);
  track(name, props);
}

/** Tells of what a page is about, as soon as that is known: that it was seen, and that it was opened. */
export function useTold(names: PhoneEvent[], props: Props | undefined): void {
  const key = props && JSON.stringify(props);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the props
  useEffect(() => {
    if (props) for (const name of names) tellOnce(name, props);
  }, [key]);
}

/** The card a page hands to WeChat, told of: `what` is shared. */
export function sharing<Card>(what: string, card: Card): Card {
  track('share_tapped', { what });
  return card;
}

/** Runs once when the app opens: what waits is sent every ten seconds and when the app is left. */
export function startTracking(): void {
  track('app_shown');
  queue.flush();
  Taro.onAppHide(() => queue.flush());
  setInterval(() => queue.flush(), EVERY_MS);
}

/** Every page: seen, and for how long. */
export function usePageTrack(): void {
  const seen = useRef<{ at: number; page: string | undefined }>();
  const leave = () => {
    if (!seen.current) return;
    const { at, page } = seen.current;
    // A phone's clock may be set in between.
    track('page_leave', { dwellMs: Math.min(Math.max(0, Date.now() - at), DAY_MS) }, page);
    seen.current = undefined;
  };
  useDidShow(() => {
    seen.current = { at: Date.now(), page: pageNow() };
    track('page_view');
  });
  useDidHide(leave);
  useUnload(leave);
}
