// @ts-check
import { setUpClock } from './clock.js';
import { setUpCosts } from './costs.js';
import { tabs } from './dom.js';
import { setUpFaults } from './faults.js';
import { setUpInbox } from './inbox.js';
import { setUpPasses } from './passes.js';
import { setUpPay } from './pay.js';
import { setUpPhones } from './phones.js';
import { setUpReset } from './reset.js';
import { forgetShown, setUpScan } from './scan.js';
import { tick } from './steps.js';
import { setUpWeather } from './weather.js';

setUpScan({ showing: () => tick('show') });
setUpPhones({ opened: forgetShown });
setUpWeather();
setUpPasses();
setUpPay();
setUpReset();
tabs(/** @type {HTMLElement} */ (document.querySelector('[role=tablist]')));
setUpClock();
setUpInbox();
setUpFaults();
setUpCosts((rows) => {
  const did = (/** @type {string} */ op) => rows.some((row) => row.op === op && !row.failed);
  if (did('coupon.claim')) tick('claim');
  if (did('redemption.confirm')) tick('redeem');
});
