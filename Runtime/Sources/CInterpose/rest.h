/* How often the learner's code gave its processor away outside of schedules. */
#pragma once

#include "hook.h"

/* Counts a yield or a sleep that is handed on, if the learner's code or a library on its behalf called it; the
   grader's and the host's own are none. Any thread. */
void ip_rest_count(call_site site);
