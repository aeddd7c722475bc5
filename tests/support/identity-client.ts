/** The product as the identity provider of the tests knows it. */
export const CLIENT = { id: 'gongping', secret: 'a-secret-of-the-tests-only' };
