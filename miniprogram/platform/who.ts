/** Who holds the phone. WeChat tells only the cloud; here it is just "me". */
export const who = (): string => 'me';
