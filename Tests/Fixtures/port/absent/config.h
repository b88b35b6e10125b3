/* Switches: */

/* the end of them */
