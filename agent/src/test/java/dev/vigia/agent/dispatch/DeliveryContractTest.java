package dev.vigia.agent.dispatch;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The agent and the test kit keep the same contract. */
class DeliveryContractTest {
    @Nested
    class OfTheAgent extends DeliveryContract {
        @TempDir
        private Path directory;

        @Override
        Stage newStage() throws Exception {
            return new StoreStage(directory);
        }
    }

    @Nested
    class OfTheTestKit extends DeliveryContract {
        @Override
        Stage newStage() {
            return new KitStage();
        }
    }
}
