/** MongoDB's own limit for nested documents; deeper JSON also exhausts the stack of whoever writes it. */
export const MAX_LEVELS = 100;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125];

/** Whether objects and lists of a JSON text are nested deeper than so many levels. Reads the text once, in a loop. */
export function isDeeper(json: string, levels = MAX_LEVELS): boolean {
  let level = 0;
  let inString = false;
  for (let i = 0; i < json.length; i += 1) {
    const char = json.charCodeAt(i);
    if (inString) {
      if (char === BACKSLASH) i += 1;
      else if (char === QUOTE) inString = false;
    } else if (char === QUOTE) inString = true;
    else if (char === OPEN_LIST || char === OPEN_OBJECT) {
      level += 1;
      if (level > levels) return true;
    } else if (char === CLOSE_LIST || char === CLOSE_OBJECT) level -= 1;
  }
  return false;
}
