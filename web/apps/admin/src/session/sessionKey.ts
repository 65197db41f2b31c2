/** Under which the query cache knows who is signed in. */
export const sessionKey = ['session'];
