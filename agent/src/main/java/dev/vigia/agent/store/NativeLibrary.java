package dev.vigia.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where SQLite's driver unpacks its native library: a directory that nobody else may write to, unless the operator names one. */
final class NativeLibrary {
    static final String DIRECTORY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** For an agent: beside its database, where the driver clears away what killed processes left. */
    static synchronized void unpackBeside(Path database) throws StoreException {
        Path directory = database.resolveSibling(".native");
        try {
            if (System.getProperty(DIRECTORY) == null) {
                PrivateFiles.createDirectory(directory);
                System.setProperty(DIRECTORY, directory.toString());
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The directory " + directory + " cannot be created: " + PrivateFiles.reason(e)
                            + ". Check the owner and the rights of the directory of the database.",
                    e);
        }
    }

    /** For a command that must leave no trace beside the database, where it may not even be allowed to write. */
    static synchronized void unpackAside() throws StoreException {
        try {
            if (System.getProperty(DIRECTORY) == null) {
                Path directory = Files.createTempDirectory("vigia-native");
                directory.toFile().deleteOnExit();
                System.setProperty(DIRECTORY, directory.toString());
            }
        } catch (IOException e) {
            throw new StoreException(
                    "No directory for SQLite's native library can be created: " + PrivateFiles.reason(e)
                            + ". Name one in the environment: JAVA_OPTS=-D" + DIRECTORY + "=DIRECTORY",
                    e);
        }
    }
}
