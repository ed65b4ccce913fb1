package dev.attache.manager.child;

/** The numbers that an operator may meet when a process is started, in words. */
final class Trouble {
    static final int ENOEXEC = 8;

    private Trouble() {}

    static String of(int errno) {
        return switch (errno) {
            case 1 -> "it is not permitted"; // Where a filter of calls says no.
            case 2 -> "there is no such file (or not the interpreter that its first line names)";
            case 7 -> "arguments and environment are too long together";
            case ENOEXEC -> "it is no program of this machine";
            case 11 -> "the limit of processes has been reached (ulimit -u, or pids.max)";
            case 12 -> "there is no memory for it";
            case 13 -> "it may not be run";
            case 23, 24 -> "too many files are open (ulimit -n, LimitNOFILE)";
            case 26 -> "somebody is writing to the program";
            case 38 -> "there is no such call";
            default -> "error " + errno;
        };
    }
}
