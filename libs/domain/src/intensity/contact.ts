/** Clinical B4: what may be believed about the strap's skin contact. `none`: no reading has come yet. */
export type ContactState = 'none' | 'ok' | 'suspect' | 'lost' | 'recovering';
