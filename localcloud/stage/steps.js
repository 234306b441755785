// @ts-check

/** The three steps of a coupon's life, which tick themselves off. @typedef {'claim' | 'show' | 'redeem'} Step */

const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-step]')]);
/** @type {Set<string | undefined>} */
const done = new Set();

/** @param {Step} step */
export function tick(step) {
  if (step === 'show') done.add('claim');
  done.add(step);
  draw();
}

export function untick() {
  done.clear();
  draw();
}

function draw() {
  const next = items.find((item) => !done.has(item.dataset.step));
  for (const item of items) {
    const yes = done.has(item.dataset.step);
    item.classList.toggle('step-done', yes);
    item.setAttribute('aria-label', `${item.textContent?.trim()}${yes ? '，做完了' : ''}`);
    if (item === next) item.setAttribute('aria-current', 'step');
    else item.removeAttribute('aria-current');
  }
}
draw();
