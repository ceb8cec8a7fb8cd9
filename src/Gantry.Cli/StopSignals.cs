using System.Runtime.InteropServices;

namespace Gantry.Cli;

/// <summary>
/// SIGINT and SIGTERM as a cancellation, for the whole life of the process: the first asks the verb to end, the second ends it.
/// The command line library's own handling begins only when a verb waits for the first time, and a signal in that moment
/// ended the process with its links and files lying about.
/// </summary>
internal sealed partial class StopSignals : IDisposable
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Begins to listen.</summary>
    public StopSignals()
    {
        // A script starts what it puts into the background with SIGINT ignored, and .NET leaves it at that; whoever sends one
        // to this very process wants it to end all the same.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            foreach (int signal in (ReadOnlySpan<int>)[SigInt, SigTerm])
                _ = SetSignalHandler(signal, handler: 0);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }

    /// <summary>signal(2); the handler 0 is the default one (SIG_DFL).</summary>
    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetSignalHandler(int signal, nint handler);
}
