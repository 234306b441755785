#!/usr/bin/env node
/**
 * Checks a draw from its proof alone: npm run verify-draw -- proof.json [entries.json]
 *
 * Shares no code with the park's server; it is written from docs/draw-proof.md and needs nothing but Node.js, so copy it
 * anywhere, or write your own. `proof.json` is what lottery.proof answered (or its `value`), `entries.json` the file behind
 * `entriesUrl`, for rounds whose entries are not in the proof. Ends with code 0 if every link holds, with 1 if one is
 * broken and says which, with 2 if it could not read its input.
 */
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hexOf = (text) => sha256(Buffer.from(text, 'utf8')).toString('hex');
const HEX64 = /^[0-9a-f]{64}$/;

/** JSON with sorted keys and without spaces. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const leaf = (entry) =>
  sha256(Buffer.of(0), Buffer.from(`${entry.entryNo}|${entry.ticketHash}|${entry.answer}`, 'utf8'));
const node = (left, right) => sha256(Buffer.of(1), left, right);

/** The largest power of two below n. */
function split(n) {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** RFC 6962, over leaves[from … to). */
function root(leaves, from = 0, to = leaves.length) {
  if (to === from) return sha256();
  if (to - from === 1) return leaves[from];
  const middle = from + split(to - from);
  return node(root(leaves, from, middle), root(leaves, middle, to));
}

/** Climbs from a leaf to the root; null if the way does not fit its place. */
function climb(hash, index, size, way) {
  if (!Number.isInteger(index) || index < 0 || index >= size) return null;
  if (size === 1) return way.length === 0 ? hash : null;
  if (way.length === 0) return null;
  const k = split(size);
  const rest = way.slice(0, -1);
  const top = way[way.length - 1];
  const below = index < k ? climb(hash, index, k, rest) : climb(hash, index - k, size - k, rest);
  return below && (index < k ? node(below, top) : node(top, below));
}

/** Positions 0 … size−1 in the order in which they are drawn, so many of them. */
function draw(seedHex, size, take) {
  const key = Buffer.from(seedHex, 'hex');
  let block = Buffer.alloc(0);
  let at = 0;
  let number = 0;
  const below = (n) => {
    for (;;) {
      if (at === block.length) {
        block = createHmac('sha256', key).update(`draw|${number}`).digest();
        number += 1;
        at = 0;
      }
      const word = block.readUInt32BE(at);
      at += 4;
      // What is left over above a whole multiple of n is thrown away: else small numbers came more often.
      if (word < 4294967296 - (4294967296 % n)) return word % n;
    }
  };
  const order = Array.from({ length: size }, (_unused, i) => i);
  const count = Math.min(take, size);
  for (let i = 0; i < count; i++) {
    const j = i + below(size - i);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order.slice(0, count);
}

/**
 * Checks link by link. Answers the broken ones with a sentence each; none broken means that the draw is right.
 * @param proof the parsed proof  @param entriesText the text of the entries file, if there is one
 */
export function verify(proof, entriesText) {
  const broken = [];
  const demand = (link, holds, sentence) => {
    if (!holds) broken.push({ link, sentence });
  };
  const { rules, observation } = proof;
  const entries = proof.entries ?? (entriesText === undefined ? undefined : JSON.parse(entriesText));

  demand('format', proof.version === 1, 'this is no proof of version 1');
  if (!Array.isArray(entries)) {
    demand('format', false, 'the entries are in a file: give it as the second argument');
    return broken;
  }
  demand(
    'format',
    entries.length === proof.entriesCount,
    `${proof.entriesCount} entries are announced, ${entries.length} are there`,
  );

  demand(
    'rules',
    hexOf(canonical(rules)) === proof.rulesHash,
    'the rules are not those whose hash was published',
  );
  demand(
    'rules',
    proof.drand === null || proof.drand.round === rules.drandRound,
    'the beacon is not of the promised round',
  );

  const seedIsHex = HEX64.test(proof.serverSeed);
  demand(
    'commit',
    seedIsHex && sha256(Buffer.from(proof.serverSeed, 'hex')).toString('hex') === proof.commit,
    'the seed is not the one whose hash was published before opening',
  );

  demand(
    'entries',
    entries.every((entry, i) => i === 0 || entries[i - 1].entryNo < entry.entryNo),
    'the entries are not in order, or one is there twice',
  );
  if (entriesText === undefined)
    demand('entries', proof.entriesSha256 === undefined, 'a file of entries is announced, but was not given');
  else
    demand(
      'entries',
      hexOf(entriesText) === proof.entriesSha256,
      'the file of entries is not the announced one',
    );

  demand(
    'root',
    root(entries.map(leaf)).toString('hex') === proof.entriesRoot,
    'the entries do not have the root that was published at closing',
  );

  if (proof.path) {
    const { index, entry, hashes } = proof.path;
    const way = hashes.map((hash) => (HEX64.test(hash) ? Buffer.from(hash, 'hex') : undefined));
    const top = way.includes(undefined) ? null : climb(leaf(entry), index, proof.entriesCount, way);
    demand(
      'path',
      top?.toString('hex') === proof.entriesRoot,
      `the way of entry ${entry.entryNo} does not lead to the root`,
    );
  }

  const { day, precip, sky, maxTemp } = observation;
  demand(
    'observation',
    hexOf(`${proof.roundId}|${day}|${precip}|${sky}|${maxTemp}`) === proof.observationHash,
    'the observation does not have the hash that is in the seed',
  );
  demand('observation', day === rules.day, 'the observation is of another day');
  demand(
    'observation',
    Number(precip) >= 0.1 === (sky === 'rainy'),
    'the sky does not follow from the water by the rule',
  );

  const { question } = rules;
  const right =
    question.type === 'sky'
      ? sky
      : maxTemp === ''
        ? null
        : Number(maxTemp) > question.above
          ? 'above'
          : 'below';
  demand('answer', right === proof.answer, `the right answer was ${right}, not ${proof.answer}`);

  const beacon = proof.drand === null ? '' : proof.drand.randomness;
  const drawSeed = seedIsHex
    ? createHmac('sha256', Buffer.from(proof.serverSeed, 'hex'))
        .update(`${proof.entriesRoot}|${proof.observationHash}|${beacon}`)
        .digest('hex')
    : '';
  demand(
    'seed',
    drawSeed === proof.drawSeed,
    'the seed of the draw is not made of root, observation and beacon',
  );

  const correct = entries.filter(({ answer }) => answer === proof.answer);
  const among = correct.length > 0 ? 'correct' : rules.noWinner === 'all' ? 'all' : 'rollover';
  const candidates = { correct, all: entries, rollover: [] }[among];
  demand(
    'candidates',
    among === proof.among && candidates.length === proof.candidates,
    `the draw is among ${candidates.length} entries (${among}), not ${proof.candidates} (${proof.among})`,
  );

  const prizes = rules.prizes.flatMap((prize) => Array(prize.count).fill(prize));
  const alternates = proof.alternates ?? [];
  const order = draw(proof.drawSeed, candidates.length, prizes.length + alternates.length).map(
    (i) => candidates[i].entryNo,
  );
  const winners = order
    .slice(0, prizes.length)
    .map((entryNo, i) => ({ tier: prizes[i].tier, name: prizes[i].name, entryNo }));
  const wrong = Math.max(winners.length, proof.winners.length);
  for (let i = 0; i < wrong; i++) {
    if (canonical(winners[i] ?? null) === canonical(proof.winners[i] ?? null)) continue;
    demand(
      'winners',
      false,
      `prize ${i + 1} belongs to ${winners[i]?.entryNo ?? 'nobody'}, not to ${proof.winners[i]?.entryNo ?? 'nobody'}`,
    );
    break;
  }
  demand(
    'alternates',
    canonical(order.slice(winners.length, winners.length + alternates.length)) === canonical(alternates),
    'the alternates are not the next of the draw',
  );
  return broken;
}

function main([proofFile, entriesFile]) {
  if (!proofFile) {
    console.error('usage: npm run verify-draw -- proof.json [entries.json]');
    return 2;
  }
  let proof;
  let entriesText;
  try {
    const parsed = JSON.parse(readFileSync(proofFile, 'utf8'));
    proof = parsed.value ?? parsed;
    entriesText = entriesFile === undefined ? undefined : readFileSync(entriesFile, 'utf8');
  } catch (error) {
    console.error(`cannot be read: ${error.message}`);
    return 2;
  }
  let broken;
  try {
    broken = verify(proof, entriesText);
  } catch (error) {
    broken = [{ link: 'format', sentence: `a part is missing or of a wrong form (${error.message})` }];
  }
  for (const { link, sentence } of broken) console.error(`BROKEN ${link}: ${sentence}`);
  if (broken.length > 0) return 1;
  console.log(
    `the draw of ${proof.roundId} is right: ${proof.entriesCount} entries, ${proof.candidates} in the draw (${proof.among}), ${proof.winners.length} won`,
  );
  for (const { tier, name, entryNo } of proof.winners) console.log(`  ${tier} ${name}: ${entryNo}`);
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(process.argv.slice(2));
