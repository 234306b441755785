import { wechat } from '../texts/wechat';
import type { Question, Said } from './subscribe';
import './subscribe.scss';

/**
 * A browser has no WeChat to ask: a sheet that looks like its question stands in, so that the flow can be shown. It is
 * not part of any page, as WeChat's own is not.
 */
export function askToSubscribe({ title }: Question): Promise<Said> {
  return new Promise((answer) => {
    const before = document.activeElement;
    const root = element('div', 'wx-ask');
    const say = (said: Said): void => {
      root.remove();
      if (before instanceof HTMLElement) before.focus();
      answer(said);
    };
    const sheet = element('div', 'wx-ask-sheet');
    sheet.setAttribute('role', 'dialog');
    sheet.setAttribute('aria-modal', 'true');
    sheet.setAttribute('aria-label', wechat.subscribe);
    const yes = button('wx-ask-yes', wechat.allow, () => say('yes'));
    const choices = element('div', 'wx-ask-choices');
    choices.append(
      button('wx-ask-no', wechat.refuse, () => say('no')),
      yes,
    );
    sheet.append(
      element('div', 'wx-ask-who', wechat.asks),
      element('div', 'wx-ask-what', wechat.wants),
      element('div', 'wx-ask-template', title),
      choices,
    );
    sheet.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') say('no');
    });
    root.append(sheet);
    document.body.append(root);
    yes.focus();
  });
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(className: string, text: string, press: () => void): HTMLElement {
  const made = element('button', `wx-ask-button ${className}`, text);
  made.addEventListener('click', press);
  return made;
}
