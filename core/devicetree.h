/* SPDX-License-Identifier: MIT */
/*
 * Reading the flattened device tree (Devicetree Specification 0.4) with libfdt. The tree is the
 * host's: every property's length is checked before use, and what is malformed reads as absent.
 */
#ifndef CORE_DEVICETREE_H
#define CORE_DEVICETREE_H

#include "core/claims.h"

#include <stdbool.h>
#include <stdint.h>

struct dt_interrupt {
    unsigned intid;
    bool edge;     /* and not a level (arm,gic-v3.yaml) */
    unsigned cpus; /* the mask of those a GICv2's PPI is wired to (arm,gic.yaml), or a GICv3's
                      partition; 0: all */
};

/* NULL if the tree at `fdt` is sound and at most `limit` bytes long, else what is wrong with it.
 * This or dt_readable() comes before all else, and again where another tree may be there now. */
const char *dt_fault(const void *fdt, uint32_t limit);

/* Can it be asked at all, for whatever is before its fault? */
bool dt_readable(const void *fdt, uint32_t limit);

/* Nodes are numbered from 0, the root, in the order in which they begin; -1 is none, and has no
 * properties. */

/* The first node that is compatible and not disabled, and the next one behind `node`; or -1. */
int dt_find(const void *fdt, const char *compatible);
int dt_next(const void *fdt, int node, const char *compatible);

bool dt_is(const void *fdt, int node, const char *compatible);

/* The next node behind `node`, -1 at first, of a device_type; or -1. */
int dt_next_of_type(const void *fdt, int node, const char *type);

/* The next child of `parent` behind `node`, which is `parent` at first; or -1. */
int dt_next_child(const void *fdt, int node, int parent);

/* The node at a path, which may begin with an alias and ends at a colon; or -1. */
int dt_path(const void *fdt, const char *path);

/* A property and its length in bytes, or NULL. */
const void *dt_property(const void *fdt, int node, const char *name, int *length);

/* Entry `index` of a node's reg, as addresses of the node's parent. */
bool dt_reg(const void *fdt, int node, unsigned index, uint64_t *base, uint64_t *size);

/* Entry `index` of a node's interrupts, in the three-cell form of GICv2 and GICv3, or of GICv5. */
enum dt_gic { DT_GIC_V2_V3, DT_GIC_V5 };
bool dt_interrupt(const void *fdt, int node, unsigned index, enum dt_gic gic,
                  struct dt_interrupt *interrupt);

/* A property that is a string, or NULL. */
const char *dt_string(const void *fdt, int node, const char *property);

/* A property that is one cell, or `otherwise`. */
uint32_t dt_cell(const void *fdt, int node, const char *property, uint32_t otherwise);

/* The CPUs that are not disabled: stores the reg of the first `max` of them, which on arm64 is
 * their MPIDR affinity and on ppc64 their interrupt server, and returns how many there are. */
unsigned dt_cpus(const void *fdt, uint64_t *reg, unsigned max);

/* The node that /chosen/stdout-path names, or -1. */
int dt_stdout(const void *fdt);

/* Is all of this memory reserved, by the tree's memory reservation block or by /reserved-memory? */
bool dt_reserved(const void *fdt, uint64_t base, uint64_t size);

/* What the tree says is what the VMM claims: makes a claim of each such statement. */
void dt_claims(const void *fdt, struct claims *claims);

#endif
