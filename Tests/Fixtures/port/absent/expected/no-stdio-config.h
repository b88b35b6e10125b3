/* Switches: */

/* fopen freopen: */
/* #define APP_NO_FOPEN */
/* #define APP_NO_FREOPEN */

/* the end of them */
