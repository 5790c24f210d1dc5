package dev.vigia.agent.store;

import java.nio.file.Path;

/** Opens a store to read it, as the command line does, and says what is in it. */
final class ReadingProgram {
    private ReadingProgram() {}

    public static void main(String[] arguments) {
        TestStore file = new TestStore(Path.of(arguments[0]));
        try (Store store = file.openToRead()) {
            for (String account : store.accounts().names()) {
                System.out.println(
                        account + " " + store.accounts().load(account).revision() + " "
                                + store.events().after(account, 0, 1000).size());
            }
            System.out.println("read");
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
