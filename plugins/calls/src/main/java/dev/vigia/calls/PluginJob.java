package dev.vigia.calls;

import dev.vigia.api.Job;
import java.time.Duration;

/**
 * Something that a plugin instance does again and again, for each of its accounts.
 *
 * @param name unique among the instance's jobs, and the same from one run to the next
 */
public record PluginJob(String name, Duration period, Job job) {}
