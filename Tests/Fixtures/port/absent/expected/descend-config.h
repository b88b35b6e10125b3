/* Switches: */

/* fopen freopen: */
/* #define APP_NO_FOPEN */
/* #define APP_NO_FREOPEN */

/* remove rename tmpnam: */
/* #define APP_NO_REMOVE */
/* #define APP_NO_RENAME */
/* #define APP_NO_TMPNAM */

/* system: */
/* #define APP_NO_SYSTEM */
/* #define APP_DESCEND */

/* the end of them */
