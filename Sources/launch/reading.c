#include "reading.h"

#include "linux.h"

static int is_in(enum number_set set, uint32_t number) {
  uint32_t count;
  const uint32_t *numbers = numbers_of(set, &count);
  for (uint32_t i = 0; i < count; i++)
    if (numbers[i] == number) return 1;
  return 0;
}

static int holds(const struct condition *condition, const struct filter *filter, uint32_t process,
                 uint64_t argument) {
  uint32_t low = (uint32_t)argument, value = condition->value;
  switch ((enum condition_kind)condition->kind) {
    case HELD: return low <= INT32_MAX;
    case VALUE: return low == value;
    case WIDE_VALUE: return argument == value;
    case WITHOUT: return (low & value) == 0;
    case WITH: return (low & value) == value;
    case AT_MOST: return low <= value;
    case ONE_OF: return is_in(value, low);
    case OWN_PROCESS: return low == process;
    case OWN_OR_ZERO: return low == process || low == 0;
    case TABLE_SLOT:
      return argument - filter->table < TABLE_SIZE && argument % TABLE_SLOT_SIZE == 0;
    case SEALED_EMPTY: return argument == filter->table + TABLE_EMPTY_STRING;
    case ALWAYS: break;
  }
  return 0;
}

int is_for_broker(const struct filter *filter, uint32_t process, const struct seccomp_data *data) {
  for (uint32_t group = 1; group <= LAST_RULE_GROUP; group <<= 1) {
    uint32_t count;
    const struct rule *rules = rules_of((enum rule_group)group, &count);
    if (!(filter->groups & group)) continue;
    for (uint32_t i = 0; i < count; i++) {
      if (!rules[i].asks_broker || rules[i].call != (uint32_t)data->nr) continue;
      int all = 1;
      for (int c = 0; c < CONDITION_LIMIT && rules[i].conditions[c].kind != ALWAYS; c++)
        all &= holds(&rules[i].conditions[c], filter, process,
                     data->args[rules[i].conditions[c].argument]);
      if (all) return 1;
    }
  }
  return 0;
}
