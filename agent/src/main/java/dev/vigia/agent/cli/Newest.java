package dev.vigia.agent.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many of the newest a command is to list, at least one. */
final class Newest implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw new TypeConversionException("'" + text + "' must be a whole number of 1 or more");
        }
        return Integer.valueOf(text);
    }
}
