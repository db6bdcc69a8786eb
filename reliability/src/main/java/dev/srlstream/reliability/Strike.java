package dev.srlstream.reliability;

import java.time.Duration;

/**
 * A fault that has struck.
 *
 * @param fault its name
 * @param at when, after the beginning of the trial
 * @param outcomes how many sentences had an outcome then
 * @param pending how many sentences at least had been read and committed, but had none
 * @param remark what was seen of the fault
 * @param recovery how long it took, from the end of the fault, until all instances consumed again and outcomes came
 * @param ended how many instances ended by themselves meanwhile
 * @param failed whether what was struck did not do what it must then
 */
record Strike(
        String fault,
        Duration at,
        long outcomes,
        long pending,
        String remark,
        Duration recovery,
        int ended,
        boolean failed) {}
