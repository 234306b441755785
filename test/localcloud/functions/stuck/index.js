/** Hangs while it is loaded. */
for (;;) {
  // for ever
}
