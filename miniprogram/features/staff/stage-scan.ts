/** WeChat has no stage around the phone, and the main package none of the staff's code. */
export function takeScansOfStage(): void {}
