/* Needs what a library's inside may call under a hidden name: time zones, streams, threads. */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static void *root(void *number)
{
  *(double *)number = sqrt(*(double *)number);
  return NULL;
}

int main(int count, char **arguments)
{
  double number = 1764.0 * count;
  time_t zero = 0;
  pthread_t thread;
  (void)arguments;
  if (pthread_create(&thread, NULL, root, &number) != 0) return 1;
  if (pthread_join(thread, NULL) != 0) return 2;
  printf("%.0f %d %s\n", number, localtime(&zero)->tm_year, strerror(0));
  return 0;
}
