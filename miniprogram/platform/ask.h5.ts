import './ask.scss';

interface Question {
  /** What a screen reader calls it. */
  label: string;
  lines: Array<{ className: string; text: string }>;
  no: string;
  yes: string;
}

/**
 * A browser has no WeChat to ask: a sheet that looks like its question stands in, so that a flow can be shown. It is not
 * part of any page, as WeChat's own is not.
 */
export function askLikeWeChat({ label, lines, no, yes }: Question): Promise<boolean> {
  return new Promise((answer) => {
    const before = document.activeElement;
    const root = element('div', 'wx-ask');
    const say = (said: boolean): void => {
      root.remove();
      if (before instanceof HTMLElement) before.focus();
      answer(said);
    };
    const sheet = element('div', 'wx-ask-sheet');
    sheet.setAttribute('role', 'dialog');
    sheet.setAttribute('aria-modal', 'true');
    sheet.setAttribute('aria-label', label);
    const agree = button('wx-ask-yes', yes, () => say(true));
    const choices = element('div', 'wx-ask-choices');
    choices.append(
      button('wx-ask-no', no, () => say(false)),
      agree,
    );
    sheet.append(...lines.map(({ className, text }) => element('div', className, text)), choices);
    sheet.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') say(false);
    });
    root.append(sheet);
    document.body.append(root);
    agree.focus();
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
