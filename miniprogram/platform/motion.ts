/** WeChat does not tell whether a person wants things to keep still; cards move gently and stop by themselves. */
export const wantsStillness = (): boolean => false;
