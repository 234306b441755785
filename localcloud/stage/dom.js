// @ts-check

/**
 * An element of the page by its id.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/**
 * A new element with properties and children; texts are never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {Array<Node | string>} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * Runs something behind a button or a field: it cannot be pressed twice, and what went wrong is said.
 * @param {HTMLElement} button
 * @param {(text: string) => void} say
 * @param {() => Promise<string | void>} run answers what to say when it is done
 */
export async function behind(button, say, run) {
  if (button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  try {
    say((await run()) ?? '');
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  } finally {
    button.ariaBusy = null;
  }
}

/** Makes a row of tabs behave: arrows move, one panel is open. @param {HTMLElement} list */
export function tabs(list) {
  const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role=tab]')]);
  /** @param {HTMLElement} chosen */
  const open = (chosen) => {
    for (const tab of all) {
      const yes = tab === chosen;
      tab.ariaSelected = String(yes);
      tab.tabIndex = yes ? 0 : -1;
      byId(tab.getAttribute('aria-controls') ?? '').hidden = !yes;
    }
    chosen.dispatchEvent(new CustomEvent('open', { bubbles: true }));
  };
  list.addEventListener('click', (event) => {
    const tab = all.find((one) => one.contains(/** @type {Node} */ (event.target)));
    if (tab) open(tab);
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = all[(at + step + all.length) % all.length];
    if (!next) return;
    open(next);
    next.focus();
  });
  if (all[0]) open(all[0]);
}
