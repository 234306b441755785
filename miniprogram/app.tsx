import { useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { startApp } from './features/start';
import './app.scss';

export default function App({ children }: PropsWithChildren) {
  useLaunch(startApp);
  return children;
}
