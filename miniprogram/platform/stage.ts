/** The stage is the demo page around browser phones; on WeChat there is none. */
export interface ShownCode {
  code: string;
  number: string;
}

export function tellCodeShown(_shown: ShownCode): void {}
export function tellCodeHidden(): void {}
export function onStageScan(_take: (code: string) => void): void {}

/** Answers how to stop. */
export const onStageChange =
  (_act: () => void): (() => void) =>
  () => {};
