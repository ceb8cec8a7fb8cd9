using System.Globalization;
using System.Net;
using Gantry.Serial.Linux;
using Gantry.Simulator.Faults;

namespace Gantry.Simulator.Hosting;

/// <summary>Virtual printers that live in real time, all on one thread, until they are disposed of.</summary>
public sealed class LiveSimulator : IDisposable
{
    // From so many printers on, wake-ups are shared: 100 µs later on an answer, and less than half the work.
    private const int Many = 16;
    private static readonly TimeSpan SharedWakeUp = TimeSpan.FromMicroseconds(100);

    private readonly EventLoop _loop;
    private readonly OpenWatch? _watch;
    private readonly List<LivePrinter> _printers = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts printers.</summary>
    /// <exception cref="SimulatorException">A path or port cannot be had; the message says why.</exception>
    /// <exception cref="PlatformNotSupportedException">Not on Linux.</exception>
    public LiveSimulator(LiveOptions options)
    {
        _loop = new EventLoop("simulator");
        try
        {
            if (options.PtyPath is not null)
                _watch = new OpenWatch(_loop);
            for (int i = 0; i < options.Count; i++)
                _printers.Add(Create(options, i));
            OnLoop(() => _printers.ForEach(p => p.Start()));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where hosts find the printers.</summary>
    public IReadOnlyList<string> Addresses => [.. _printers.Select(p => p.Address)];

    /// <summary>Ends with a <see cref="SimulatorException"/> when a list of executed commands can no longer be written.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Ends all printers and takes their links away.</summary>
    public void Dispose()
    {
        OnLoop(() => _printers.ForEach(p => p.Dispose()));
        _printers.Clear();
        // The loop's thread may be about to read it.
        _loop.Dispose();
        _watch?.Dispose();
    }

    private LivePrinter Create(LiveOptions options, int index)
    {
        string suffix = options.Count > 1 ? (index + 1).ToString(CultureInfo.InvariantCulture) : "";
        FaultPlan faults = options.Printer.Faults;
        // Each printer has troubles of its own.
        PrinterOptions printer = options.Printer with
        {
            Faults = faults with { Seed = unchecked(faults.Seed + (index * 1000)) },
        };
        TimeSpan grid = options.Count < Many ? TimeSpan.Zero : SharedWakeUp;
        ExecutedFile? executed = options.ExecutedPath is { } path ? new ExecutedFile(path + suffix, _failed) : null;
        try
        {
            return new LivePrinter(_loop, printer, CreateLine(options, index, suffix), executed, grid);
        }
        catch
        {
            executed?.Dispose();
            throw;
        }
    }

    private IPrinterLine CreateLine(LiveOptions options, int index, string suffix)
    {
        var line = new LineOptions(options.Printer.BaudRate, options.ResetsOnOpen, options.FollowsDtr);
        if (options.PtyPath is { } path)
            return new PtyLine(_loop, _watch!, path + suffix, line);
        IPEndPoint first =
            options.TcpAddress ?? throw new ArgumentException("Neither a pty nor a TCP port.", nameof(options));
        int port = first.Port == 0 ? 0 : first.Port + index;
        return new TcpLine(_loop, new IPEndPoint(first.Address, port), options.SpeaksRfc2217, line);
    }

    // Printers, timers and watches belong to the loop's thread.
    private void OnLoop(Action action)
    {
        using var work = new LoopCall(action);
        _loop.Post(work);
        work.Wait();
    }
}
