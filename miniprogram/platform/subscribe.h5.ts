import { wechat } from '../texts/wechat';
import { askLikeWeChat } from './ask.h5';
import type { Question, Said } from './subscribe';

export async function askToSubscribe({ title }: Question): Promise<Said> {
  const yes = await askLikeWeChat({
    label: wechat.subscribe,
    lines: [
      { className: 'wx-ask-who', text: wechat.asks },
      { className: 'wx-ask-what', text: wechat.wants },
      { className: 'wx-ask-template', text: title },
    ],
    no: wechat.refuse,
    yes: wechat.allow,
  });
  return yes ? 'yes' : 'no';
}
