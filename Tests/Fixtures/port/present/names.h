/* Names that one build spells otherwise. */
#ifndef NAMES_H
#  define NAMES_H

#  include "config.h"

#  ifdef WIDE_NAMES
#    define topen _wopen
#    define tremove _wremove
#  else /* not WIDE_NAMES */
#    define topen open
#    define tremove remove
#  endif /* not WIDE_NAMES */

#endif /* NAMES_H */
