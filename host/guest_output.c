/* SPDX-License-Identifier: MIT */
#include "host/guest_output.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((format(printf, 2, 3))) static void blame(struct guest_output *output,
                                                        const char *format, ...) {
    if (*output->fault)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(output->fault, sizeof output->fault, format, args);
    va_end(args);
}

/* If `*text` starts with `start`, moves past it. */
static bool skip(const char **text, const char *start) {
    size_t length = strlen(start);
    if (strncmp(*text, start, length) != 0)
        return false;
    *text += length;
    return true;
}

/* Reads digits and moves past them; they are few, or the number is not one we look for. */
static bool skip_number(const char **text, unsigned long *number) {
    char *end;
    if (**text < '0' || **text > '9')
        return false;
    *number = strtoul(*text, &end, 10);
    *text = end;
    return true;
}

/* Whatever comes before it is a boot loader's, or garbage. */
static void read_version(struct guest_output *output, const char *line) {
    if (strcmp(line, "TAP version 13") == 0)
        output->began = true;
    else
        output->noise++;
}

static void read_plan(struct guest_output *output, const char *line) {
    unsigned long planned;
    const char *rest = line;
    if (!skip(&rest, "1..") || !skip_number(&rest, &planned) || *rest || output->planned)
        output->noise++;
    else if (planned != output->checks)
        blame(output, "the guest planned %lu checks, not %u", planned, output->checks);
    else
        output->planned = true;
}

/* "3 - name", "3 - name # SKIP why", "3 - name # value=1.5 ns" */
static void read_result(struct guest_output *output, const char *line, bool ok) {
    const char *rest = line, *due = "no other";
    unsigned long number;
    if (output->reported < output->checks)
        due = output->check(output->context, output->reported);
    if (!output->planned || output->ended || output->reported == output->checks ||
        !skip_number(&rest, &number) || number != output->reported + 1 || !skip(&rest, " - ") ||
        !skip(&rest, due) || (*rest && !skip(&rest, " # "))) {
        blame(output, "the guest gave a result '%.60s' where %s was due", line, due);
        return;
    }
    enum verdict verdict = ok ? PASS : FAIL;
    if (ok && skip(&rest, "SKIP"))
        verdict = SKIP;
    else if (!ok || strncmp(rest, "value=", 6) != 0 || strchr(rest, '#'))
        rest = ""; /* a remark of another kind might be a directive to some parser */
    output->result(output->context, output->reported++, verdict, *rest == ' ' ? rest + 1 : rest);
}

static void read_note(struct guest_output *output, const char *text) {
    if (skip(&text, "END "))
        output->ended = true;
    else if (!skip(&text, "Totals: "))
        output->note(output->context, text);
}

static void read_line(struct guest_output *output) {
    const char *line = output->buffer;
    snprintf(output->last, sizeof output->last, "%.*s", (int)sizeof output->last - 1, line);
    if (output->line)
        output->line(output->context, line);
    if (!output->began)
        read_version(output, line);
    else if (skip(&line, "ok "))
        read_result(output, line, true);
    else if (skip(&line, "not ok "))
        read_result(output, line, false);
    else if (skip(&line, "# "))
        read_note(output, line);
    else
        read_plan(output, line);
}

static void end_line(struct guest_output *output) {
    if (output->used == sizeof output->buffer) {
        output->noise++; /* longer than any line of ours */
    } else {
        output->buffer[output->used] = '\0';
        read_line(output);
    }
    output->used = 0;
}

void guest_output_feed(struct guest_output *output, const char *bytes, size_t length) {
    while (length--) {
        char c = *bytes++;
        if (c == '\n')
            end_line(output);
        else if (c != '\r' && output->used < sizeof output->buffer) /* a UART's line end */
            output->buffer[output->used++] = c >= ' ' && c <= '~' ? c : '?';
    }
}

void guest_output_finish(struct guest_output *output) {
    if (output->used)
        end_line(output);
}
