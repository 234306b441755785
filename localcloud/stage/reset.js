// @ts-check
import { ask, undisturbed } from './cloud.js';
import { behind, byId } from './dom.js';
import { closePhones, reopenPhones } from './phones.js';
import { untick } from './steps.js';

const SURE_MS = 4000;

/** Starting over: a first press asks, a second one within a few seconds does it. */
export function setUpReset() {
  const panel = byId('reset');
  const said = /** @type {HTMLElement} */ (panel.querySelector('.said'));
  /** @param {string} text */
  const say = (text) => {
    said.textContent = text;
  };
  for (const button of panel.querySelectorAll('button')) {
    const words = button.textContent;
    let timer = 0;
    const calm = () => {
      clearTimeout(timer);
      button.textContent = words;
      delete button.dataset.sure;
    };
    button.addEventListener('click', () => {
      if (!button.dataset.sure) {
        button.dataset.sure = 'asked';
        button.textContent = '再按一次就清空';
        timer = setTimeout(calm, SURE_MS);
        return;
      }
      calm();
      say('正在重新布置园区…');
      behind(button, say, async () => {
        closePhones();
        try {
          await undisturbed(() => ask('POST', '/local/reset', { seed: button.dataset.seed }));
          forgetPhones();
          untick();
        } finally {
          reopenPhones();
        }
        return '好了，全新的一天。';
      });
    });
  }
}

/** What the phones keep belongs to the world before. */
function forgetPhones() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('whale:')) localStorage.removeItem(key);
  }
}
