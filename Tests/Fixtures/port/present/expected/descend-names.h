/* Names that one build spells otherwise. */
#ifndef NAMES_H
#  define NAMES_H

#  include "config.h"
#  if !defined(HAVE_OPEN) || !defined(HAVE_REMOVE)
#    include <errno.h>
#  endif
#  ifdef HAVE_DESCEND_H
#    include <descend.h>
#  endif

#  ifdef WIDE_NAMES
#    define topen _wopen
#    define tremove _wremove
#  else /* not WIDE_NAMES */
#    ifdef HAVE_OPEN
#    define topen open
#    elif defined(HAVE_DESCEND_OPEN)
#    define topen descend_open
#    else
#    define topen(a, b) ((void)(a), (void)(b), errno = ENOSYS, -1)
#    endif
#    ifdef HAVE_REMOVE
#    define tremove remove
#    else
#    define tremove(a) ((void)(a), errno = ENOSYS, -1)
#    endif
#  endif /* not WIDE_NAMES */

#endif /* NAMES_H */
