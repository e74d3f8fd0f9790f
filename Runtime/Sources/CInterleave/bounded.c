/* Search in order, depth first, among the schedules that cost no more than a bound; then with the next
   bound. A preemption-bounded search pays for leaving a thread that could go on (Musuvathi, Qadeer, PLDI
   2007), a delay-bounded one for each thread passed over in turn (Emmi, Qadeer, Rakamarić, POPL 2011).

   A round in which every option was within the bound has gone through all there are, and no larger bound has more. */
#include "search.h"

static uint32_t cost_of(const il_search *search, const il_decision *decision, uint16_t option) {
    if (search->options.strategy == IL_STRATEGY_DELAY_BOUNDED) return option;
    bool is_extra = option >= decision->options - decision->extras;
    return is_extra || (decision->could_stay && option > 0) ? 1 : 0;
}

/* The next option of this node within the bound; false if all have been taken. */
static bool advance(il_search *search, node *node) {
    il_decision *decision = &node->decision;
    for (uint32_t option = decision->chosen + 1u; option < decision->options; option++) {
        if (node->spent + cost_of(search, decision, (uint16_t)option) > search->bound) {
            search->has_passed_over = true;
            continue;
        }
        decision->chosen = (uint16_t)option;
        return true;
    }
    return false;
}

bool il_bounded_next(il_search *search) {
    if (search->schedules_count == 0) return true;
    while (search->nodes_count > 0) {
        if (advance(search, &search->nodes[search->nodes_count - 1])) break;
        search->nodes_count--;
    }
    if (search->nodes_count == 0) {
        if (!search->has_passed_over) {
            search->is_exhausted = !search->has_gaps;
            return false;
        }
        uint32_t bound_max = search->options.bound_max > 0 ? search->options.bound_max : 2;
        if (search->bound == bound_max) return false;
        search->bound++;
        search->has_passed_over = false;
    }
    for (uint32_t i = 0; i < search->nodes_count; i++) search->prefix[i] = search->nodes[i].decision.chosen;
    return true;
}

void il_bounded_note(il_search *search, const il_trace *trace) {
    assert(trace->decisions_count <= IL_CHOICES_MAX);
    bool is_cut = trace->outcome == IL_OUTCOME_STEP_LIMIT || trace->outcome == IL_OUTCOME_RUNNING;
    bool has_chosen_all = trace->points_count < IL_CHOICES_MAX;
    if (is_cut || !has_chosen_all || !trace->was_replayed_exactly) search->has_gaps = true;
    uint32_t known = search->nodes_count;
    for (uint32_t i = known; i < trace->decisions_count; i++) {
        const node *above = i > 0 ? &search->nodes[i - 1] : NULL;
        search->nodes[i].decision = trace->decisions[i];
        search->nodes[i].spent =
            above != NULL ? above->spent + cost_of(search, &above->decision, above->decision.chosen) : 0;
    }
    search->nodes_count = trace->decisions_count;
}

void il_bounded_restart(il_search *search, const il_search_options *options) {
    bool is_ordered = options->strategy == IL_STRATEGY_PREEMPTION_BOUNDED
        || options->strategy == IL_STRATEGY_DELAY_BOUNDED;
    assert(is_ordered && search->tree == NULL);
    search->is_noted = true;
    search->options = *options;
    search->seeds = options->seed;
    search->schedules_count = 0;
    search->is_exhausted = search->is_over = false;
    search->has_passed_over = search->has_gaps = false;
    search->places_count = 0;
    search->horizons[IL_POINTS_ALL] = (horizon){.events_max = IL_EVENTS_MAX};
    search->bound = 0;
    search->nodes_count = 0;
}
