package dev.srlstream.reliability.fault;

/** The service has answered a fault as it must not, or the fault has not hit. The run goes on, and has failed. */
public final class FaultException extends Exception {
    private static final long serialVersionUID = 1;

    public FaultException(String message) {
        super(message);
    }
}
