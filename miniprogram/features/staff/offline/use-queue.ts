import { useStore } from 'zustand';
import { scans, sending, sendWaiting } from './queue';

/** The offline queue as a page sees it. */
export const useScans = () => useStore(scans);
export const useSending = () => ({ ...useStore(sending), run: sendWaiting });
