/** In a browser the cloud is the server the page came from. */
export const startCloud = (): void => undefined;
