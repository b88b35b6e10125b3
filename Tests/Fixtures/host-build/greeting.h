#ifndef GREETING
#define GREETING "hello"
#endif

const char *greeting(void);
