/** What a member may agree to beyond membership itself; each is off until switched on. */
export interface Scopes {
  /** Tags and recommendations from what I do. */
  profiling: boolean;
  /** Messages about offers. */
  marketing: boolean;
  /** Being shown on check-in boards of groups I came from. */
  groupBoard: boolean;
}
export const NO_SCOPES: Scopes = { profiling: false, marketing: false, groupBoard: false };
