package dev.vigia.agent.store;

import java.io.IOException;
import java.nio.file.Path;

/** Opens a store, writes a little, says how that went, and holds it until a line comes in. */
final class HoldingProgram {
    private HoldingProgram() {}

    public static void main(String[] arguments) throws IOException, StoreException {
        TestStore file = new TestStore(Path.of(arguments[0]));
        try (Store store = file.open()) {
            Accounts accounts = store.accounts();
            accounts.commit(accounts.load("sales"), TestStore.events(3));
            System.out.println("held");
            System.in.read();
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
