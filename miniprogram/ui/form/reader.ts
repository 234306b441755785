import type { Fen } from '@shared/ids';
import { form } from '../../texts/form';
import { fenOf, yuanOf } from '../format';

/** Field → what is wrong with it, as a sentence. */
export type Errors = Record<string, string>;

interface Bounds {
  min?: number;
  max: number;
  /** Cannot stay empty. */
  must?: boolean;
}

/**
 * Reads what was typed into the fields of a form and gathers what is wrong. Whatever it answers is within its bounds;
 * a field with an error answers undefined, so a form without errors is complete.
 */
export class Reader {
  readonly errors: Errors = {};

  /** Notes an error; the first of a field stays. */
  fail(name: string, sentence: string): undefined {
    this.errors[name] ??= sentence;
    return undefined;
  }

  /** A line of text: trimmed, without control characters, at most `max` characters. */
  words(name: string, typed: string, { max, must = false }: Bounds): string | undefined {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    const text = typed.replace(/[\u0000-\u001f\u007f]/g, ' ').trim();
    if (text === '') return must ? this.fail(name, form.must) : undefined;
    return text.length > max ? this.fail(name, form.tooLong(max)) : text;
  }

  /** A whole number. */
  whole(name: string, typed: string, { min = 0, max, must = false }: Bounds): number | undefined {
    const text = typed.trim();
    if (text === '') return must ? this.fail(name, form.must) : undefined;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
    if (number === undefined) return this.fail(name, form.notWhole);
    return number < min || number > max ? this.fail(name, form.between(min, max)) : number;
  }

  /** Typed in yuan, answered in fen; `max` in fen. */
  fen(name: string, typed: string, { min = 0, max, must = false }: Bounds): Fen | undefined {
    if (typed.trim() === '') return must ? this.fail(name, form.must) : undefined;
    const fen = fenOf(typed);
    if (fen === null) return this.fail(name, form.notMoney);
    return fen < min || fen > max ? this.fail(name, form.atMostYuan(yuanOf(max))) : (fen as Fen);
  }
}

/** The field of a form that a path of the cloud's (`hours.0.from`) is about; undefined if it has none of that name. */
export function fieldOf(path: string, known: readonly string[]): string | undefined {
  for (let at = path.length; at > 0; at = path.lastIndexOf('.', at - 1)) {
    const name = path.slice(0, at);
    if (known.includes(name)) return name;
  }
  return undefined;
}
