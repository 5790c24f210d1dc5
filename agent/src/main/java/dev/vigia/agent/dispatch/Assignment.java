package dev.vigia.agent.dispatch;

/** What a worker is given to do. It runs on the worker's thread; all else is called on the lane's. */
interface Assignment {
    void run(Worker worker);

    /** The worker has done it. */
    void finished();

    /**
     * The worker could not do it: the plugin ran out of memory, or of threads, or the agent has a defect.
     *
     * @param why for the log and the record of the attempt
     */
    void failed(String why);

    /**
     * The worker was given up with it.
     *
     * @param why for the log and the record of the attempt
     * @return whether there is something that another worker can go on with
     */
    boolean givenUp(String why);

    /** The worker that was given up has come back from the plugin after all. */
    void cameBack();
}
