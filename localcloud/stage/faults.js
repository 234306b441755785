// @ts-check
import { ask, follow, sayTrouble } from './cloud.js';
import { byId, el } from './dom.js';
import { tellPhones } from './phones.js';

/** @type {Array<{ name: string, hint: string, plan?: Record<string, number | [number, number]> }>} */
const PRESETS = [
  { name: '一切正常', hint: '没有故障' },
  { name: '慢', hint: '每次请求多等 0.3–0.9 秒', plan: { latencyMs: [300, 900] } },
  { name: '答复丢了', hint: '办成了，但三成的答复到不了', plan: { dropAnswerAfterCommit: 0.3 } },
  { name: '写冲突', hint: '三成的写入撞上别人', plan: { conflict: 0.3 } },
  { name: '时断时续', hint: '三成的请求服务不在', plan: { unavailable: 0.3 } },
  { name: '实例被杀', hint: '一成半的请求把实例一起带走', plan: { killInstance: 0.15 } },
];

/** A light switch for what goes wrong. */
export function setUpFaults() {
  const radios = PRESETS.map(({ name, hint, plan }, i) => {
    const radio = el('input', { type: 'radio', name: 'fault', value: String(i) });
    radio.addEventListener('change', () => choose(plan));
    byId('faults-choices').append(
      el('label', { className: 'choice' }, radio, el('b', {}, name), el('span', {}, hint)),
    );
    return radio;
  });
  const look = follow(async () => {
    const plan = await ask('GET', '/local/faults');
    const on = Object.entries(plan).some(isFault);
    const now = on ? PRESETS.findIndex((preset) => preset.plan && isSame(preset.plan, plan)) : 0;
    byId('faults-on').hidden = !on;
    radios.forEach((radio, i) => {
      radio.checked = i === now;
    });
  }, 3000);
  /** @param {object | undefined} plan */
  const choose = (plan) =>
    (plan
      ? ask('POST', '/local/faults', { seed: Date.now() % 100_000, ...plan })
      : ask('DELETE', '/local/faults')
    ).then(
      () => {
        look();
        tellPhones();
      },
      (error) => sayTrouble(error.message),
    );
}

/** @param {[string, unknown]} entry */
const isFault = ([name, value]) => name !== 'seed' && String(value) !== '0' && String(value) !== '0,0';

/** @param {object} preset @param {Record<string, unknown>} plan */
const isSame = (preset, plan) => {
  const wanted = /** @type {Record<string, unknown>} */ (preset);
  return Object.entries(plan).every(
    (entry) =>
      entry[0] === 'seed' ||
      (isFault(entry) ? String(wanted[entry[0]]) === String(entry[1]) : !(entry[0] in wanted)),
  );
};
