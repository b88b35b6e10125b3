/* What the C library's headers put in the place of a name for the optimiser does not hide it.
   flags: -O2 */
#include <libintl.h>
#include <stdio.h>

const char *optimised(void) {
  return gettext("a");  /* expect: gettext call noted */
}

int optimised_stream(void) {
  return getchar();  /* expect: getchar call noted */
}
