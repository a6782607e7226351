package dev.linkflux.replay.report;

import dev.linkflux.control.Settings;
import dev.linkflux.replay.score.Course;
import dev.linkflux.replay.score.Score;

/**
 * A configuration that was tried, and what came of it.
 *
 * @param name as it is to be read: the file
 * @param settings to be told apart by
 * @param course what it decided
 * @param score what that was worth, from the first to the last moment of the chapter
 */
public record Choice(String name, Settings settings, Course course, Score score) {}
